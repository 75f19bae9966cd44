"""The half-yearly report's pictures, each with its story in words."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from rindoku import charts
from rindoku.analysis.progress import Cohort
from rindoku.analysis.review import Review
from rindoku.locale import Words
from rindoku.reports.stale.parts import Entry
from rindoku.reports.wording import life_story, unnamed


@dataclass(frozen=True)
class Pictures:
    """Draws a review."""

    review: Review
    say: Words

    def trend(self, width: int = 640, height: int = 150, months: int | None = None) -> Markup:
        """Open and stale promises, month by month; all there are, or the last ``months``."""
        points = self.review.trend[-(months or 0) :]
        if len(points) < 2:
            return Markup("")
        told = self.say.gettext("Open and stale action items by month: %s") % ", ".join(
            f"{point.day:%Y-%m} {point.open}/{point.stale}" for point in points
        )
        return charts.trend(points, told, width, height)

    def cohort(self, cohort: Cohort) -> Markup:
        """What became of a half-year's promises."""
        now = cohort.now
        most = max(one.now.promised for one in self.review.cohorts)
        told = self.say.gettext(
            "%(done)d done, %(dropped)d dropped, %(open)d open, of these %(stale)d stale"
        )
        facts = {"done": now.done, "dropped": now.dropped, "open": now.open, "stale": now.stale}
        return charts.cohort_bar(cohort, most, told % facts)

    def life(self, entry: Entry) -> Markup:
        """The life of an item, where there is one to show and it may be told."""
        if entry.item is None or not entry.name:
            return Markup("")
        story = "\n".join(
            f"{day or '?'}: {text}" for day, text, _ in life_story(entry.item, self.say)
        )
        story = unnamed(story, self.review.stale.ledger.restricted)
        again = [on for on, _ in self.review.stale.again_while_undone(entry.item)]
        return charts.life_line(entry.item, self.review.day, again, story, 420)
