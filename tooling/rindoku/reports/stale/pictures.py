"""The half-yearly report's pictures, each with its story in words."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from rindoku import charts
from rindoku.analysis.progress import Cohort
from rindoku.analysis.stale_report import StaleReport
from rindoku.locale import Words
from rindoku.reports.stale.parts import ListItem
from rindoku.wording.life import life_story
from rindoku.wording.report_sections import cohort_line, trend_line


class Pictures(NamedTuple):
    """Draws a review."""

    report: StaleReport
    words: Words

    def trend(self, width: int = 640, height: int = 150, months: int | None = None) -> Markup:
        """Open and stale action items, month by month; all there are, or the last ``months``."""
        points = self.report.trend[-(months or 0) :]
        if len(points) < 2:
            return Markup("")
        return charts.trend_lines(points, trend_line(points, self.words), width, height)

    def cohort(self, cohort: Cohort) -> Markup:
        """What became of a half-year's action items."""
        most = max(each.now.promised for each in self.report.cohorts)
        return charts.cohort_bar(cohort, most, cohort_line(cohort.now, self.words))

    def life(self, entry: ListItem) -> Markup:
        """The life of an item, where there is one to show and it may be told."""
        if entry.item is None or not entry.name:
            return Markup("")
        story = "\n".join(
            f"{day or '?'}: {text}" for day, text, _ in life_story(entry.item, self.words)
        )
        again = [on for on, _ in self.report.assessment.again_while_undone(entry.item)]
        return charts.life_line(entry.item, self.report.day, again, story, 420)
