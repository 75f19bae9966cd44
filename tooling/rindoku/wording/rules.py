"""What `rindoku rule` says of a rule."""

from __future__ import annotations

from textwrap import indent

from rindoku.findings import Rule
from rindoku.locale import Words
from rindoku.wording.findings import severity_name


def in_short(rule: Rule, words: Words) -> str:
    """Its name; the first sentence of what it asks for, where that is not English."""
    if words.language == "en":
        return rule.name.replace("-", " ")
    return words.gettext(rule.what).partition("。")[0]


def what(rule: Rule, words: Words) -> str:
    """What it asks for."""
    return words.gettext(rule.what)


def explanation(rule: Rule, words: Words) -> str:
    """What it asks for, why, and both examples."""
    _ = words.gettext
    severity = severity_name(rule.severity, words)
    return "\n\n".join(
        [
            f"{rule.code} {rule.name}{words.aside([severity])}",
            _(rule.what),
            _("Why: %s") % _(rule.why),
            "\n".join([_("Bad:"), indent(rule.bad, "    ")]),
            "\n".join([_("Good:"), indent(rule.good, "    ")]),
        ]
    )
