"""Findings as GitHub workflow commands: they appear on their lines in a pull request."""

from __future__ import annotations

from rindoku.findings import Finding
from rindoku.reports.options import ReportOptions
from rindoku.text import printable
from rindoku.wording.findings import hint


def render(findings: list[Finding], options: ReportOptions) -> str:
    """One workflow command a finding."""
    return "\n".join(_command(finding, options) for finding in findings)


def _command(finding: Finding, options: ReportOptions) -> str:
    place, words = finding.place, options.words
    fields = f"file={_field(options.prefix + finding.path)},line={place.line},col={place.column}"
    said = (printable(words.tell(finding.message)), printable(hint(finding, words)))
    where = f"{options.prefix}{finding.path}:{place.line}:{place.column}: {finding.code} "
    text = _text(printable(where) + "\n".join(said))  # the log drops the file, and shows this
    return f"::{finding.severity} {fields},title={_field(finding.code)}::{text}"


def _text(value: str) -> str:
    """Escaped as GitHub's runner unescapes it, so that no content becomes a command."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _field(value: str) -> str:
    return _text(printable(value)).replace(":", "%3A").replace(",", "%2C")
