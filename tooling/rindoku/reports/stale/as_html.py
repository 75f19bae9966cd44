"""The half-yearly report as one self-contained HTML page: no scripts, nothing fetched."""

from __future__ import annotations

from importlib.resources import files

from markupsafe import Markup

from rindoku import charts
from rindoku.analysis.progress import Cohort
from rindoku.analysis.review import Review
from rindoku.locale import Words
from rindoku.reports.html import environment
from rindoku.reports.stale.parts import By, Entry, Parts, cohort_table, figure_table
from rindoku.reports.stale.words import change_note, title
from rindoku.reports.wording import figures_line, headline, life_story, reason_name, unnamed

_TREND = (640, 150)


def render(review: Review, notes: list[str], say: Words, by: By = "owner") -> str:
    """Everything that the report tells, with pictures that follow the reader's colour scheme."""
    parts = Parts(review, say, masked=True)
    pictures = _Pictures(review, say)
    template = environment("rindoku.reports.stale", "html", say.language).get_template(
        "report.html.jinja"
    )
    return template.render(
        language=say.language,
        style=Markup(_read("charts.css") + _read("reports/stale/html/report.css")),  # noqa: S704
        title=title(review.period, say),
        headline=headline(review.stale, say),
        as_of=say.gettext("As of %s.") % say.day(review.day),
        figures_line=figures_line(review.stale.figures, say),
        decide=parts.to_decide(),
        figures=figure_table(review, say),
        facts=parts.facts(),
        news=list(parts.news()),
        groups=parts.groups(by),
        outlook=list(parts.outlook()),
        cohorts=list(zip(cohort_table(review, say)[1:], review.cohorts, strict=True)),
        cohort_heading=(cohort_table(review, say) or [()])[0],
        change_note=change_note(review.period.eve, say),
        unreadable=parts.unreadable(),
        notes=notes,
        pictures=pictures,
        first=review.trend[0].day.strftime("%Y-%m") if review.trend else "",
        review=review,
        reason_name=lambda name: reason_name(name, say),
    )


class _Pictures:
    """The report's pictures, each with its story in words."""

    def __init__(self, review: Review, say: Words) -> None:
        self.review, self.say = review, say

    def trend(self) -> Markup:
        """Open and stale promises, month by month."""
        points = self.review.trend
        if len(points) < 2:
            return Markup("")
        told = self.say.gettext("Open and stale action items by month: %s") % ", ".join(
            f"{point.day:%Y-%m} {point.open}/{point.stale}" for point in points
        )
        return charts.trend(points, told, *_TREND)

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
        """The life of an item, where there is one to show."""
        if entry.item is None:
            return Markup("")
        story = "\n".join(
            f"{day or '?'}: {text}" for day, text, _ in life_story(entry.item, self.say)
        )
        story = unnamed(story, self.review.stale.ledger.restricted)
        return charts.life_line(
            entry.item, self.review.day, self.review.stale.of(entry.item), story, 420
        )


def _read(name: str) -> str:
    return files("rindoku").joinpath(name).read_text(encoding="utf-8")
