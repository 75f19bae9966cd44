"""The half-yearly report as one self-contained HTML page: no scripts, nothing fetched."""

from __future__ import annotations

from importlib.resources import files

from markupsafe import Markup

from rindoku.analysis.review import Review
from rindoku.locale import Words
from rindoku.reports.html import environment
from rindoku.reports.stale.parts import By, Parts, cohort_table, figure_table
from rindoku.reports.stale.pictures import Pictures
from rindoku.reports.stale.words import change_note, title
from rindoku.reports.wording import figures_line, headline, reason_name


def render(review: Review, notes: list[str], say: Words, by: By = "owner") -> str:
    """Everything that the report tells, with pictures that follow the reader's colour scheme."""
    parts = Parts(review, say, masked=True)
    pictures = Pictures(review, say)
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


def _read(name: str) -> str:
    return files("rindoku").joinpath(name).read_text(encoding="utf-8")
