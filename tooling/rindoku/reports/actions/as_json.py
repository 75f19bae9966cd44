"""Action items for programs."""

from __future__ import annotations

from rindoku.reports.actions import ListedItems
from rindoku.reports.documents import JsonDocument
from rindoku.reports.items import ItemRow
from rindoku.reports.options import ReportOptions


class ListDocument(JsonDocument):
    """What `rindoku action list --format json` prints."""

    action_items: list[ItemRow]


DOCUMENT = ListDocument


def render(listed: ListedItems, options: ReportOptions) -> str:
    """The items that were asked for, in the order of the ledger."""
    rows = [ItemRow.of(listed.assessment, item) for item in listed.items]
    return ListDocument(action_items=rows).dumped()
