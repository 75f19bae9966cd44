"""What `rindoku check` found, in figures for the log of a workflow."""

from __future__ import annotations

from rindoku.findings import Finding
from rindoku.reports.options import ReportOptions
from rindoku.wording.findings import figures


def render(findings: list[Finding], options: ReportOptions) -> str:
    """How many records were looked at, and how many findings there are."""
    return figures(findings, options.records, options.words)
