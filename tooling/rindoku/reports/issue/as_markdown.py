"""An action item as the text of an issue: its facts, and where it is written down."""

from __future__ import annotations

from rindoku.records import ActionItem
from rindoku.records.fields import shown_at
from rindoku.reports.markdown import escape
from rindoku.reports.options import ReportOptions
from rindoku.trackers.new_issue import NewIssue
from rindoku.wording.fields import heading, value_text
from rindoku.wording.issue import closing_note, item_label, record_label


def render(issue: NewIssue, options: ReportOptions) -> str:
    """The issue's Markdown. Nobody is mentioned in it, and nothing in it is obeyed."""
    words, placed = options.words, issue.placed
    facts = {item_label(words): placed.address}
    facts |= {
        heading(field, words): value_text(field, value, words)
        for field in shown_at(ActionItem, "issue")
        if (value := field.of(placed.item)) is not None
    }
    path = escape(placed.path)
    record = f"[{path}](<{issue.link}>)" if issue.link else path
    lines = [f"- {name}: {escape(value)}" for name, value in facts.items()]
    lines += [f"- {record_label(words)}: {record}", ""]
    lines.append(closing_note(words))
    return "\n".join(lines) + "\n"
