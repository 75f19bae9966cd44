"""Action items for programs."""

from __future__ import annotations

from rindoku.reports.actions import ListedItems
from rindoku.reports.options import ReportOptions
from rindoku.reports.rows import dump, row


def render(listed: ListedItems, options: ReportOptions) -> str:
    """`{"action_items": [...]}`, with the keys of the stale report."""
    return dump({"action_items": [row(listed.assessment, item) for item in listed.items]})
