"""What `rindoku check` found, in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import click

from rindoku.findings import Finding
from rindoku.reports.options import ReportOptions


def render(findings: list[Finding], options: ReportOptions) -> str:
    """How many there are, of which kind, and how to begin."""
    return click.style(_summary(findings, options.records), fg=_colour(findings))


def _summary(findings: list[Finding], records: int) -> str:
    if not findings:
        return f"{_count(records, 'record')}, nothing to mend."
    kinds = Counter(finding.severity for finding in findings)
    counts = [_count(kinds[kind], kind) for kind in ("error", "warning") if kinds[kind]]
    files = _count(len({finding.path for finding in findings}), "file")
    return f"{' and '.join(counts)} in {files}; {_count(records, 'record')} checked. " + _more(
        findings
    )


def _more(findings: Iterable[Finding]) -> str:
    worst = min(findings, key=lambda finding: finding.severity)  # an error before a warning
    return f"`rindoku rule {worst.code}` explains the first {worst.severity}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _colour(findings: list[Finding]) -> str:
    if any(finding.severity == "error" for finding in findings):
        return "red"
    return "yellow" if findings else "green"
