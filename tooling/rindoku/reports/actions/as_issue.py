"""An action item as the text of an issue: its facts, and where it is written down."""

from __future__ import annotations

from rindoku.locale import Words
from rindoku.records import ActionItem
from rindoku.records.fields import shown_at
from rindoku.reports.markdown import escape
from rindoku.wording.fields import heading, value_text


def render(address: str, item: ActionItem, path: str, link: str | None, words: Words) -> str:
    """The issue's Markdown. Nobody is mentioned in it, and nothing in it is obeyed.

    ``link`` is the web address of the record's file, where it is known.
    """
    _ = words.gettext
    facts = {_("Action item"): address}
    facts |= {
        heading(one, words): value_text(one, value, words)
        for one in shown_at(ActionItem, "issue")
        if (value := one.of(item)) is not None
    }
    where = _("Written down in")
    record = f"[{escape(path)}](<{link}>)" if link else escape(path)
    lines = [f"- {name}: {escape(value)}" for name, value in facts.items()]
    lines += [f"- {where}: {record}", ""]
    lines.append(_("When this issue is closed, `rindoku sync` finds the action item to close."))
    return "\n".join(lines) + "\n"
