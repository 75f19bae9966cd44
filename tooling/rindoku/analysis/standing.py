"""What an action item was after each change of it: its life, read from the first event on. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from pydantic import ValidationError

from rindoku.history.lives import Event, Item
from rindoku.reading.fallbacks import ITEM_FALLBACKS
from rindoku.reading.validation import validate
from rindoku.records import ActionItem
from rindoku.source.yaml import Value
from rindoku.values import CLOSED_STATUSES, OPEN_STATUSES, Priority, Status


class DueChange(NamedTuple):
    """An event that moved the due day; a date taken out and later put back counts from before."""

    event: Event
    before: date
    after: date


class Standing(NamedTuple):
    """An action item as an event left it, as far as it could be read, and how it came to that."""

    event: Event
    status: Status | None
    """None where it was in its record no more."""
    priority: Priority | None
    owner: str | None
    due: date | None
    closed: date | None
    promised: Event | None
    """The first event after which it was promised and not only proposed."""
    opened: Event | None
    """The event since which it is open, or was until it was closed.

    That is when it was promised, or last reopened after it was done or dropped. What is an idea
    for a while or is taken out of its record is not closed.
    """
    owned: Event
    """The event since which its owner is this one."""
    last_change: Event
    """The last event in which the item itself changed."""
    due_changes: tuple[DueChange, ...]

    @property
    def is_open(self) -> bool:
        """Whether it was promised, and neither done nor dropped."""
        return self.status in OPEN_STATUSES

    @property
    def is_reopened(self) -> bool:
        """Whether it was done or dropped before, and then opened again."""
        return self.opened is not self.promised

    @property
    def due_moves(self) -> list[DueChange]:
        """Each move of the due date to a later day."""
        return [change for change in self.due_changes if change.after > change.before]


def standings(events: Iterable[Event]) -> Iterator[Standing]:
    """What an item was after each of its events."""
    said = {name: read_field(name, None) for name in _FIELDS}
    promised = opened = owned = last_change = None
    is_closed = is_known = False
    dues: list[date] = []
    due_changes: tuple[DueChange, ...] = ()
    for event in events:
        changed = event.said
        if changed or event.is_hidden:
            last_change = event
            for name in _FIELDS:
                if name in changed:
                    said[name] = read_field(name, changed[name])
        if owned is None or "owner" in changed:
            owned = event
        due = said["due"]
        if due is not None and due not in dues[-1:]:
            due_changes += tuple(DueChange(event, before, due) for before in dues[-1:])
            dues.append(due)
        is_known = is_known or bool(changed)
        status = said["status"] if event.present and is_known else None
        if promised is None and status not in (None, "proposed"):
            promised = opened = event
        elif is_closed and status in OPEN_STATUSES:
            opened, is_closed = event, False
        is_closed = is_closed or status in CLOSED_STATUSES
        yield Standing(
            event, status, said["priority"], said["owner"], due, said["closed"],
            promised, opened, owned, last_change or event, due_changes,
        )  # fmt: skip


_FIELDS = ("status", "priority", "owner", "due", "closed")


def read_field(name: str, value: Value) -> Any:
    """One field of an action item, read as `read_item` reads it: no field depends on another."""
    if value is None or isinstance(value, str):
        return _read_before(name, value)
    return _read(name, value)


def _read(name: str, value: Value) -> Any:
    item = ITEM_FALLBACKS if value is None else {**ITEM_FALLBACKS, name: value}
    return getattr(read_item(item), name)


@cache
def _read_before(name: str, value: str | None) -> Any:
    return _read(name, value)


def read_item(fields: Item) -> ActionItem:
    """An action item as far as it can be read: an unknown status counts as open."""
    try:
        return ActionItem.model_validate(fields)
    except ValidationError:
        item = validate(ActionItem, dict(fields), ITEM_FALLBACKS).record
        assert item is not None  # every required field has a fallback
        return item
