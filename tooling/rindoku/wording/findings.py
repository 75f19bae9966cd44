"""What `rindoku check` says beside its findings, and with each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from rindoku.findings import Finding, Severity
from rindoku.locale import Words

_KINDS: tuple[Severity, ...] = ("error", "warning")


def hint(finding: Finding, words: Words) -> str:
    """How to mend it."""
    return words.gettext("hint: %s") % words.tell(finding.hint)


def severity_name(severity: Severity, words: Words) -> str:
    """A rule's severity as a word."""
    return words.gettext("error") if severity == "error" else words.gettext("warning")


def figures(findings: Collection[Finding], records: int | None, words: Words) -> str:
    """For a log: how many records were looked at, and how many findings there are."""
    text = words.gettext("records checked: %(records)d; findings: %(findings)d")
    return text % {"records": records or 0, "findings": len(findings)}


def summary(findings: Collection[Finding], records: int | None, words: Words) -> str:
    """How many findings there are, of which kind, and how to begin.

    ``records`` is how many were looked at; None where there is none at all.
    """
    if not findings and records is None:
        none = words.gettext("No record was checked: they lie in `postmortems/`.")
        begin = words.gettext('`rindoku new "What happened"` begins one.')
        return words.sentences([none, begin])
    checked = words.ngettext("%d record", "%d records", records or 0) % (records or 0)
    if not findings:
        return words.gettext("%s, nothing to mend.") % checked
    kinds = Counter(finding.severity for finding in findings)
    counts = [_kind(kind, kinds[kind], words) for kind in _KINDS if kinds[kind]]
    number = len({finding.path for finding in findings})
    files = words.ngettext("%d file", "%d files", number) % number
    found = words.gettext("%(counts)s in %(files)s; %(records)s checked.") % {
        "counts": words.gettext(" and ").join(counts), "files": files, "records": checked,
    }  # fmt: skip
    return words.sentences([found, _how_to_begin(findings, words)])


def _kind(kind: Severity, number: int, words: Words) -> str:
    if kind == "error":
        return words.ngettext("%d error", "%d errors", number) % number
    return words.ngettext("%d warning", "%d warnings", number) % number


def _how_to_begin(findings: Collection[Finding], words: Words) -> str:
    worst = min(findings, key=lambda finding: finding.severity)  # an error before a warning
    if worst.severity == "error":
        return words.gettext("`rindoku rule %s` explains the first error.") % worst.code
    return words.gettext("`rindoku rule %s` explains the first warning.") % worst.code


def table_heading(words: Words) -> list[str]:
    """What the columns of a table of findings are called."""
    _ = words.gettext
    return [_("Where"), _("Rule"), _("What is wrong"), _("What to do")]


def statistics(findings: Collection[Finding], names: Mapping[str, str]) -> str:
    """How often each rule found something, the most frequent first."""
    counts = Counter(finding.code for finding in findings)
    width = len(str(max(counts.values(), default=0)))
    return "\n".join(f"{n:>{width}}  {code}  {names[code]}" for code, n in counts.most_common())
