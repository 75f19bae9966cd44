"""What `rindoku check` found, in a sentence."""

from __future__ import annotations

import click

from rindoku.findings import Finding
from rindoku.reports.options import ReportOptions
from rindoku.wording.findings import summary


def render(findings: list[Finding], options: ReportOptions) -> str:
    """How many there are, of which kind, and how to begin."""
    return click.style(summary(findings, options.records, options.words), fg=_colour(findings))


def _colour(findings: list[Finding]) -> str:
    if any(finding.severity == "error" for finding in findings):
        return "red"
    return "yellow" if findings else "green"
