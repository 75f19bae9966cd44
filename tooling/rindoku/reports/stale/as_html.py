"""The half-yearly report as one self-contained HTML page: no scripts, nothing fetched."""

from __future__ import annotations

from importlib.resources import files

from markupsafe import Markup

from rindoku.analysis.stale_report import StaleReport
from rindoku.reports.html import environment
from rindoku.reports.options import ReportOptions
from rindoku.reports.stale.parts import Parts, cohort_table, figure_table
from rindoku.reports.stale.pictures import Pictures
from rindoku.wording.names import reason_name
from rindoku.wording.stale_report import change_note, report_title
from rindoku.wording.summary import as_of, figures_line, headline


def render(report: StaleReport, options: ReportOptions) -> str:
    """Everything that the report tells, with pictures that follow the reader's colour scheme."""
    words = options.words
    parts = Parts(report, words)
    pictures = Pictures(report, words)
    template = environment("rindoku.reports.stale", "html", words.language).get_template(
        "report.html.jinja"
    )
    return template.render(
        language=words.language,
        style=Markup(_read("charts.css") + _read("reports/stale/html/report.css")),  # noqa: S704
        title=report_title(report.period, words),
        headline=headline(report.assessment, words),
        as_of=as_of(report.day, words),
        figures_line=figures_line(report.assessment.figures, words),
        decide=parts.to_decide(),
        figures=figure_table(report, words),
        facts=parts.facts(),
        news=list(parts.news()),
        groups=parts.groups(options.by),
        outlook=list(parts.outlook()),
        cohorts=list(zip(cohort_table(report, words)[1:], report.cohorts, strict=True)),
        cohort_heading=(cohort_table(report, words) or [()])[0],
        change_note=change_note(report.period.eve, words),
        unreadable=parts.unreadable(),
        notes=options.notes,
        pictures=pictures,
        first=report.trend[0].day.strftime("%Y-%m") if report.trend else "",
        report=report,
        reason_name=lambda name: reason_name(name, words),
    )


def _read(name: str) -> str:
    return files("rindoku").joinpath(name).read_text(encoding="utf-8")
