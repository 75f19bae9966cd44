"""What became of a session's decisions."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rindoku.analysis.staleness import Assessment
from rindoku.analysis.tracked_item import TrackedItem
from rindoku.records import Circle, Decision
from rindoku.values import CLOSED_STATUSES


class Aftermath(NamedTuple):
    """A decision and what became of it since.

    ``item`` is None where it is in no record any more; ``taken_out`` is the last day it was, as far
    as that is known. ``closed`` is the day it was done or dropped. Of an item that is neither,
    ``is_stale`` tells whether it is stale, ``is_stale_anew`` whether it became so after the
    session, ``moves`` how often its due day was moved later since, the decision itself not counted,
    and ``is_unchanged`` that nobody has touched it.
    """

    decision: Decision
    item: TrackedItem | None
    taken_out: date | None = None
    closed: date | None = None
    is_stale: bool = False
    is_stale_anew: bool = False
    moves: int = 0
    is_unchanged: bool = False


def aftermath(circle: Circle, assessment: Assessment) -> list[Aftermath]:
    """The decisions of a session in their order, each with what became of it."""
    return [_since(decision, circle.date, assessment) for decision in circle.decisions]


def _since(decision: Decision, held: date, assessment: Assessment) -> Aftermath:
    item = assessment.ledger.find(decision.action_item)
    if item is None:
        taken_out = _taken_out(decision.action_item, assessment)
        return Aftermath(decision, None, taken_out=taken_out)
    if item.item.status in CLOSED_STATUSES:
        return Aftermath(decision, item, closed=_closed(item))
    reasons = assessment.of(item)

    def came_after(day: date | None) -> bool:
        return day is not None and day > held

    # a circle that reschedules can make an item slip: that is not news since then
    anew = any(r.name != "slipped" and came_after(r.since) for r in reasons)
    moves = sum(came_after(m.event.day) and m.after != decision.due for m in item.due_moves)
    is_unchanged = item.last_changed is not None and not came_after(item.last_changed)
    return Aftermath(
        decision,
        item,
        is_stale=bool(reasons),
        is_stale_anew=anew,
        moves=moves,
        is_unchanged=is_unchanged,
    )


def _taken_out(address: str, assessment: Assessment) -> date | None:
    removed = [item for item in assessment.ledger.removed if item.address == address]
    return removed[-1].life.events[-1].day if removed else None


def _closed(item: TrackedItem) -> date | None:
    """The day it was done or dropped, as written, else as the history tells."""
    days = [event.day for event in item.life.events if "status" in event.changes]
    return item.item.closed or (days[-1] if days else None)
