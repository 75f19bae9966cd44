"""What `rindoku check` found, in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import click

from rindoku.findings import Finding, Severity
from rindoku.locale import Words
from rindoku.reports.options import ReportOptions


def render(findings: list[Finding], options: ReportOptions) -> str:
    """How many there are, of which kind, and how to begin."""
    return click.style(_summary(findings, options), fg=_colour(findings))


def _summary(findings: list[Finding], options: ReportOptions) -> str:
    words, records = options.words, _records(options.records, options.words)
    if not findings:
        return words.gettext("%s, nothing to mend.") % records
    kinds = Counter(finding.severity for finding in findings)
    counts = [_kind(kind, kinds[kind], words) for kind in _KINDS if kinds[kind]]
    number = len({finding.path for finding in findings})
    files = words.ngettext("%d file", "%d files", number) % number
    found = words.gettext("%(counts)s in %(files)s; %(records)s checked.") % {
        "counts": words.gettext(" and ").join(counts), "files": files, "records": records,
    }  # fmt: skip
    return words.sentences([found, _more(findings, words)])


_KINDS: tuple[Severity, ...] = ("error", "warning")


def _kind(kind: Severity, number: int, words: Words) -> str:
    if kind == "error":
        return words.ngettext("%d error", "%d errors", number) % number
    return words.ngettext("%d warning", "%d warnings", number) % number


def _records(number: int, words: Words) -> str:
    return words.ngettext("%d record", "%d records", number) % number


def _more(findings: Iterable[Finding], words: Words) -> str:
    worst = min(findings, key=lambda finding: finding.severity)  # an error before a warning
    if worst.severity == "error":
        return words.gettext("`rindoku rule %s` explains the first error.") % worst.code
    return words.gettext("`rindoku rule %s` explains the first warning.") % worst.code


def _colour(findings: list[Finding]) -> str:
    if any(finding.severity == "error" for finding in findings):
        return "red"
    return "yellow" if findings else "green"
