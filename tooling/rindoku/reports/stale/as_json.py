"""The half-yearly report for programs."""

from __future__ import annotations

from rindoku.analysis.stale_report import StaleReport
from rindoku.reports.options import ReportOptions
from rindoku.reports.stale.document import StaleDocument

DOCUMENT = StaleDocument


def render(report: StaleReport, options: ReportOptions) -> str:
    """The whole report as one object."""
    return StaleDocument.of(report, options.notes).dumped()
