"""Findings for a person: place, message, the line itself, and how to mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import click

from rindoku.findings import Finding
from rindoku.text import printable


def show(findings: list[Finding], records: int, prefix: str) -> None:
    """Print the findings to stdout, and a summary to stderr."""
    for finding in findings:
        click.echo(_block(finding, prefix))
    click.secho(_summary(findings, records), fg=_colour(findings), err=True)


def _block(finding: Finding, prefix: str) -> str:
    where = f"{prefix}{finding.path}:{finding.place.line}:{finding.place.column}:"
    code = click.style(finding.code, fg="red" if finding.severity == "error" else "yellow")
    lines = [f"{click.style(printable(where), bold=True)} {code} {printable(finding.message)}"]
    if finding.source_line.strip():
        lines += _excerpt(finding)
    lines.append(f"  hint: {printable(finding.hint)}")
    return "\n".join(lines)


def _excerpt(finding: Finding) -> list[str]:
    from rich.cells import cell_len

    number = str(finding.place.line)
    start = max(0, finding.place.column - 60)
    line = printable(finding.source_line[start : start + 100]).replace("\t", " ")
    before = cell_len(line[: finding.place.column - 1 - start])
    gutter = " " * len(number)
    return [f"  {number} | {line}", f"  {gutter} | {' ' * before}{click.style('^', fg='red')}"]


def _summary(findings: list[Finding], records: int) -> str:
    if not findings:
        return f"{_count(records, 'record')}, nothing to mend."
    kinds = Counter(finding.severity for finding in findings)
    told = [_count(kinds[kind], kind) for kind in ("error", "warning") if kinds[kind]]
    files = _count(len({finding.path for finding in findings}), "file")
    return f"{' and '.join(told)} in {files}; {_count(records, 'record')} checked. " + _more(
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
