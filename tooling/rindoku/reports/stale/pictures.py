"""The half-yearly report's pictures, each with its story in words."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from rindoku import charts
from rindoku.analysis.progress import Cohort
from rindoku.analysis.stale_report import StaleReport
from rindoku.locale import Words
from rindoku.reports.stale.parts import ListItem
from rindoku.wording.life import life_story


@dataclass(frozen=True)
class Pictures:
    """Draws a review."""

    report: StaleReport
    words: Words

    def trend(self, width: int = 640, height: int = 150, months: int | None = None) -> Markup:
        """Open and stale action items, month by month; all there are, or the last ``months``."""
        points = self.report.trend[-(months or 0) :]
        if len(points) < 2:
            return Markup("")
        evidence_text = self.words.gettext("Open and stale action items by month: %s") % ", ".join(
            f"{point.day:%Y-%m} {point.open}/{point.stale}" for point in points
        )
        return charts.trend(points, evidence_text, width, height)

    def cohort(self, cohort: Cohort) -> Markup:
        """What became of a half-year's action items."""
        now = cohort.now
        most = max(one.now.promised for one in self.report.cohorts)
        evidence_text = self.words.gettext(
            "%(done)d done, %(dropped)d dropped, %(open)d open, of these %(stale)d stale"
        )
        facts = {"done": now.done, "dropped": now.dropped, "open": now.open, "stale": now.stale}
        return charts.cohort_bar(cohort, most, evidence_text % facts)

    def life(self, entry: ListItem) -> Markup:
        """The life of an item, where there is one to show and it may be told."""
        if entry.item is None or not entry.name:
            return Markup("")
        story = "\n".join(
            f"{day or '?'}: {text}" for day, text, _ in life_story(entry.item, self.words)
        )
        again = [on for on, _ in self.report.assessment.again_while_undone(entry.item)]
        return charts.life_line(entry.item, self.report.day, again, story, 420)
