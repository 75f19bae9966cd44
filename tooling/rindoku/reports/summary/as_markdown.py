"""What `rindoku check` found, as a table: for a job's summary, where all of it has room."""

from __future__ import annotations

from rindoku.findings import Finding
from rindoku.reports.markdown import escape
from rindoku.reports.options import ReportOptions
from rindoku.text import printable_line
from rindoku.wording.findings import summary, table_heading

_MOST = 1_000
"""Rows; a summary has an end."""


def render(findings: list[Finding], options: ReportOptions) -> str:
    """The sentence, and a row for each finding."""
    words = options.words
    lines = [f"### rindoku check\n\n{escape(summary(findings, options.records, words))}\n"]
    if findings:
        heading = table_heading(words)
        lines += [f"| {' | '.join(heading)} |", "| --- | --- | --- | --- |"]
    for finding in findings[:_MOST]:
        where = f"{options.prefix}{finding.path}:{finding.place.line}"
        cells = (where, finding.code, words.tell(finding.message), words.tell(finding.hint))
        lines.append(f"| {' | '.join(escape(printable_line(cell)) for cell in cells)} |")
    return "\n".join(lines) + "\n"
