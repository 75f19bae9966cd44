"""An action item as the text of an issue: its facts, and where it is written down."""

from __future__ import annotations

from rindoku.locale import Words
from rindoku.records import ActionItem
from rindoku.reports.markdown import escape


def render(address: str, item: ActionItem, path: str, link: str | None, words: Words) -> str:
    """The issue's Markdown. Nobody is mentioned in it, and nothing in it is obeyed.

    ``link`` is the web address of the record's file, where it is known.
    """
    _ = words.gettext
    facts = {
        _("Action item"): address,
        _("Owner"): item.owner,
        _("Priority"): item.priority,
        _("Due"): item.due,
    }
    where = _("Written down in")
    record = f"[{escape(path)}](<{link}>)" if link else escape(path)
    lines = [f"- {name}: {escape(str(value))}" for name, value in facts.items() if value]
    lines += [f"- {where}: {record}", ""]
    lines.append(_("When this issue is closed, `rindoku sync` finds the action item to close."))
    return "\n".join(lines) + "\n"
