"""Action items beside their issues, for programs."""

from __future__ import annotations

from typing import Any

from rindoku.reading.catalog import PlacedItem
from rindoku.reports.options import ReportOptions
from rindoku.reports.rows import Row, dump
from rindoku.trackers.sync import Comparison, Difference


def render(comparison: Comparison, options: ReportOptions) -> str:
    """`{"tracked", "differences": [...], "unread": [...], "moved": [...]}`.

    In the `change` of a difference, null takes a field out.
    """
    unread = [
        _item(one.placed) | {"message": str(one.error), "hint": one.error.hint}
        for one in comparison.unread
    ]
    moved = [_item(placed) | {"moved_to": issue.url} for placed, issue in comparison.moved]
    return dump(
        {
            "tracked": comparison.tracked,
            "differences": [_difference(one) for one in comparison.differences],
            "unread": unread,
            "moved": moved,
        }
    )


def _item(placed: PlacedItem) -> Row:
    return {
        "action_item": placed.address,
        "title": placed.item.title,
        "status": placed.item.status,
        "tracker": placed.item.tracker,
    }


def _difference(difference: Difference) -> Row:
    issue, refused = difference.issue, difference.refused
    there: dict[str, Any] = {
        "state": "open" if issue.resolution is None else "closed",
        "outcome": issue.resolution,
        "closed_at": issue.closed.isoformat() if issue.closed else None,
    }
    return _item(difference.placed) | {
        "there": there,
        "change": difference.change,
        "written": difference.is_written,
        "refused": {"message": str(refused), "hint": refused.hint} if refused else None,
    }
