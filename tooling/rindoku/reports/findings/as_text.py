"""Findings for a person: place, message, the line itself, and how to mend it."""

from __future__ import annotations

import click

from rindoku.findings import Finding
from rindoku.reports.options import ReportOptions
from rindoku.text import printable
from rindoku.wording.findings import hint


def render(findings: list[Finding], options: ReportOptions) -> str:
    """The findings, a few lines each."""
    return "\n".join(_block(finding, options) for finding in findings)


def _block(finding: Finding, options: ReportOptions) -> str:
    where = f"{options.prefix}{finding.path}:{finding.place.line}:{finding.place.column}:"
    words = options.words
    code = click.style(finding.code, fg="red" if finding.severity == "error" else "yellow")
    told = printable(words.tell(finding.message))
    lines = [f"{click.style(printable(where), bold=True)} {code} {told}"]
    if finding.source_line.strip():
        lines += _excerpt(finding)
    lines.append(f"  {printable(hint(finding, words))}")
    return "\n".join(lines)


def _excerpt(finding: Finding) -> list[str]:
    from rich.cells import cell_len

    number = str(finding.place.line)
    start = max(0, finding.place.column - 60)
    line = printable(finding.source_line[start : start + 100]).replace("\t", " ")
    before = cell_len(line[: finding.place.column - 1 - start])
    gutter = " " * len(number)
    return [f"  {number} | {line}", f"  {gutter} | {' ' * before}{click.style('^', fg='red')}"]
