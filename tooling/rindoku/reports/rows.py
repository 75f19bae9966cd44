"""Action items for programs: the keys that every JSON output shares."""

from __future__ import annotations

import json
from typing import Any

from rindoku.analysis.staleness import Assessment, Reason
from rindoku.analysis.tracked_item import TrackedItem
from rindoku.history.lives import Event
from rindoku.records import ActionItem
from rindoku.records.fields import shown_at

Row = dict[str, Any]


def row(assessment: Assessment, item: TrackedItem) -> Row:
    """An action item; days that the history does not reach are null."""
    return {
        "action_item": item.address,
        **{one.name: one.of(item.item) for one in shown_at(ActionItem, "json")},
        "first_seen": item.first_seen,
        "last_changed": item.last_changed,
        "due_moved_later": len(item.due_moves),
        "reasons": [reason_row(reason) for reason in assessment.of(item)],
    }


def reason_row(reason: Reason) -> Row:
    """A reason with its evidence."""
    facts: Row = {"reason": reason.name, "days": reason.days, **reason.evidence}
    return facts | ({"at_least": True} if reason.at_least else {})


def life_rows(item: TrackedItem) -> list[Row]:
    """The life of an item: its changes, and the decisions of circles (without a commit)."""
    rows: list[Row] = []
    for entry in item.chronicle:
        if not isinstance(entry, Event):
            decision = entry.decision.model_dump(exclude_none=True, exclude={"action_item"})
            rows.append(
                {"day": entry.day, "commit": None, "author": None, "circle": entry.circle,
                 "changes": {}, "decision": decision}
            )  # fmt: skip
        elif entry.changes:
            changes = {name: list(pair) for name, pair in entry.changes.items()}
            rows.append(
                {"day": entry.day, "commit": entry.commit, "author": entry.author, "circle": None,
                 "changes": changes}
            )  # fmt: skip
    return rows


def dump(data: Row) -> str:
    """JSON as we print it: days as text, Japanese as it is."""
    return json.dumps(data, ensure_ascii=False, indent=2, default=str)
