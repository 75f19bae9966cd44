"""What an outcome means for an action item's own fields: one meaning for commands and circles."""

from __future__ import annotations

import shlex
from datetime import date

from rindoku.editing.front_matter import Change, Remove, Set
from rindoku.editing.scalars import Writable
from rindoku.errors import CannotRunError
from rindoku.reading.catalog import PlacedItem
from rindoku.records import ActionItem, Decision
from rindoku.records.fields import fields_of
from rindoku.saying import say
from rindoku.values import CLOSED_STATUSES, Status

Fields = dict[str, Writable | None]
"""Fields with their new values; None takes a field out."""


def require_open(target: PlacedItem) -> None:
    """Raise CannotRunError where an item is closed, or only an idea."""
    require_not_closed(target)
    if target.item.status == "proposed":
        raise CannotRunError(
            say("%(address)s is only proposed", address=target.address),
            say(
                "promote it first: rindoku action promote %(address)s --owner HANDLE --due DAY",
                address=shlex.quote(target.address),
            ),
        )


def require_not_closed(target: PlacedItem, *but: str) -> None:
    """Raise CannotRunError where an item is closed in another way than that."""
    if target.item.status in CLOSED_STATUSES and target.item.status not in but:
        raise CannotRunError(
            say("%(address)s is %(status)s", address=target.address, status=target.item.status),
            say(
                "reopen it first: rindoku action reopen %(address)s",
                address=shlex.quote(target.address),
            ),
        )


def done(
    item: ActionItem, today: date, *, on: date | None = None, evidence: str | None = None
) -> Fields:
    """It is done: on that day, else on the day it already was, else today."""
    told: Fields = {"evidence": evidence} if evidence else {}
    return _moved(item, "done") | {"closed": on or _closed_as(item, "done") or today} | told


def dropped(item: ActionItem, today: date, reason: str, *, on: date | None = None) -> Fields:
    """It will not be done, and why."""
    closed = on or _closed_as(item, "dropped") or today
    return _moved(item, "dropped") | {"closed": closed, "reason": reason}


def blocked(item: ActionItem, by: str) -> Fields:
    """It waits for something."""
    return _moved(item, "blocked") | {"blocked_by": by}


def started(item: ActionItem) -> Fields:
    """Somebody works on it."""
    return _moved(item, "in-progress")


def reopened(item: ActionItem, due: date | None = None) -> Fields:
    """It is open again, with nothing left of how it ended."""
    return _moved(item, "open") | ({"due": due} if due else {})


def rescheduled(item: ActionItem, due: date) -> Fields:
    """It is promised for another day; what was closed or an idea is open again."""
    return {"due": due} | ({} if item.is_open else _moved(item, "open"))


def promoted(item: ActionItem, due: date, owner: str, priority: str | None = None) -> Fields:
    """An idea is opened; what is open gets another owner and day."""
    status = {} if item.is_open else _moved(item, "open")
    return status | {"owner": owner, "due": due} | ({"priority": priority} if priority else {})


def decided(decision: Decision, item: ActionItem, on: date) -> Fields:
    """What a circle's decision means. Raises CannotRunError where it lacks a day, owner or why."""
    address, outcome, due = decision.action_item, decision.outcome, decision.due
    owner = decision.owner or item.owner
    handed_over: Fields = {"owner": decision.owner} if decision.owner else {}
    if outcome == "keep":
        return handed_over
    if outcome == "done":
        return done(item, on)
    if outcome == "drop":
        if decision.note is None:
            hint = say('write "%(address)s drop: the reason"', address=address)
            raise CannotRunError(say("to drop an action item needs a reason"), hint)
        return dropped(item, on, decision.note)
    if due is None:
        hint = say('write "%(address)s %(outcome)s 2026-09-01"', address=address, outcome=outcome)
        raise CannotRunError(say("to %(outcome)s needs a new due day", outcome=outcome), hint)
    if outcome == "reschedule":
        return rescheduled(item, due) | handed_over
    if owner is None:
        hint = say('write "%(address)s promote %(due)s @handle"', address=address, due=due)
        raise CannotRunError(say("an open action item needs an owner"), hint)
    return promoted(item, due, owner, decision.priority)


def changes(number: int, item: ActionItem, fields: Fields) -> list[Change]:
    """The edits that give the item at that number in its record its new fields."""
    at = ("action_items", number)
    return [
        Remove((*at, name)) if value is None else Set((*at, name), value)
        for name, value in fields.items()
        if value is not None or getattr(item, name) is not None
    ]


def next_id(known: set[str]) -> str:
    """The id after the highest `A<n>` that was ever given: one that is used again would go on
    with another item's history.
    """
    numbers = [int(name[1:]) for name in known if name[:1] == "A" and name[1:].isdecimal()]
    return f"A{max(numbers, default=0) + 1}"


def _moved(item: ActionItem, status: Status) -> Fields:
    """A new status, without what only the old one had."""
    ended = [
        one.name
        for one in fields_of(ActionItem)
        if item.status in one.about.belongs and status not in one.about.belongs
    ]
    return {"status": status, **dict.fromkeys(ended)}


def _closed_as(item: ActionItem, status: Status) -> date | None:
    return item.closed if item.status == status else None
