"""The report on stale action items as a page: what to decide, and whether it is getting better."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from rindoku.analysis.progress import Cohort
from rindoku.reports.stale.parts import ListSection, Parts, cohort_table, figure_table
from rindoku.reports.stale.pictures import Pictures
from rindoku.site.views.view import View
from rindoku.wording.stale_report import change_note
from rindoku.wording.summary import figures_line

Row = tuple[str, ...]


@dataclass(frozen=True)
class StalePage:
    """The page of stale action items."""

    view: View

    @cached_property
    def decide(self) -> ListSection | None:
        """The worst few, each with a suggested decision."""
        return self._parts.to_decide()

    @cached_property
    def groups(self) -> list[ListSection]:
        """All stale action items by owner."""
        return self._parts.groups("owner")

    @cached_property
    def news(self) -> list[ListSection]:
        """What changed since the eve of the period, and what happened again."""
        return list(self._parts.news())

    @cached_property
    def outlook(self) -> list[ListSection]:
        """What is due soon, not written up, or waits for a circle."""
        return list(self._parts.outlook())

    @property
    def facts(self) -> list[str]:
        """The stocks, ages, punctuality and the oldest action item, a sentence each."""
        return [figures_line(self.view.assessment.figures, self.view.words), *self._parts.facts()]

    @property
    def flows(self) -> list[Row]:
        """What the period brought; the first row is the heading."""
        return figure_table(self.view.report, self.view.words)

    @cached_property
    def cohorts(self) -> tuple[Row, list[tuple[Row, Cohort]]]:
        """What became of each half-year's action items: the heading, and the rows."""
        table = cohort_table(self.view.report, self.view.words) or [()]
        return table[0], list(zip(table[1:], self.view.report.cohorts, strict=True))

    @property
    def change_note(self) -> str:
        """What the figures in brackets mean."""
        return change_note(self.view.report.period.eve, self.view.words)

    @property
    def unreadable(self) -> str:
        """The records that stand as they were last readable."""
        return self._parts.unreadable()

    @cached_property
    def trend(self) -> Markup:
        """Open and stale action items over all of the history."""
        return self._pictures.trend()

    @property
    def trend_from(self) -> str:
        """The month in which the picture begins."""
        return f"{self.view.report.trend[0].day:%Y-%m}" if self.view.report.trend else ""

    def bar(self, cohort: Cohort) -> Markup:
        """What became of one half-year's action items, as a bar."""
        return self._pictures.cohort(cohort)

    @property
    def _parts(self) -> Parts:
        return Parts(self.view.report, self.view.words)

    @property
    def _pictures(self) -> Pictures:
        return Pictures(self.view.report, self.view.words)
