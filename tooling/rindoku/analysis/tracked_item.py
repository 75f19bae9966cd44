"""An action item with its life and what circles decided: what it was on any day. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import get_args

from pydantic import TypeAdapter, ValidationError

from rindoku.history.lives import Event, Item, Life
from rindoku.reading.fallbacks import ITEM_FALLBACKS
from rindoku.reading.validation import validate
from rindoku.records import ActionItem, Circle, Decision, Postmortem
from rindoku.records.base import Day
from rindoku.source.yaml import Value
from rindoku.values import CLOSED_STATUSES, OPEN_STATUSES, Status

_STATUSES: tuple[Status, ...] = get_args(Status)
_AS_A_DAY: TypeAdapter[date] = TypeAdapter(Day)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of a held circle, on the circle's day."""

    day: date
    circle: str
    decision: Decision


@dataclass(frozen=True)
class TrackedItem:
    """An action item on the ledger's day.

    ``record`` is None where its file cannot be read at the moment: then the item stands as it was
    last readable.
    """

    record_id: str
    number: int
    """Its place among its record's lives: two items of a faulty record can share an address."""
    item: ActionItem
    life: Life
    record: Postmortem | Circle | None
    decisions: tuple[Decided, ...] = ()
    record_seen: date | None = None
    """The day the record itself was first committed; None where that is not known."""

    @property
    def address(self) -> str:
        """``RECORD#ID``."""
        return f"{self.record_id}#{self.item.id}"

    @property
    def services(self) -> list[str]:
        """The services that its incident affected."""
        return self.record.services if isinstance(self.record, Postmortem) else []

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from every other item of its ledger, those of one address included."""
        return self.record_id, self.number

    @property
    def first_seen(self) -> date | None:
        """The day it was first committed; None where the history does not reach."""
        return self.life.events[0].day

    @cached_property
    def promised(self) -> Event | None:
        """The first event after which it was promised and not only proposed."""
        promised = (event for event, status in self._states if status not in (None, "proposed"))
        return next(promised, None)

    @cached_property
    def opened(self) -> Event | None:
        """The event since which it is open, or was until it was closed.

        That is when it was promised, or last reopened after it was done or dropped. What is an idea
        for a while or is taken out of its record is not closed.
        """
        opened, is_closed = self.promised, False
        for event, status in self._states:
            if status in CLOSED_STATUSES:
                is_closed = True
            elif status in OPEN_STATUSES and is_closed:
                opened, is_closed = event, False
        return opened

    @property
    def is_reopened(self) -> bool:
        """Whether it was done or dropped before, and then opened again."""
        return self.opened is not self.promised

    @property
    def open_before(self) -> int:
        """For how many days it was open before it was last reopened, as far as the days are known.

        The days on which it was closed, an idea or in no record are not among them.
        """
        days = 0
        for (event, status), (following, _) in pairwise(self._states):
            if event is self.opened:
                break
            first, last = event.latest, following.latest
            if status in OPEN_STATUSES and first is not None and last is not None:
                days += (last - first).days
        return days if self.is_reopened else 0

    @property
    def chronicle(self) -> list[Event | Decided]:
        """Changes and circles' decisions by day; a decision comes before that day's changes."""
        entries: list[Event | Decided] = [*self.decisions, *self.life.events]
        return sorted(entries, key=self._chronicle_order)

    @property
    def last_change(self) -> Event:
        """The last event in which the item itself changed."""
        return next(e for e in reversed(self.life.events) if e.changes)

    @property
    def last_decided(self) -> Decided | None:
        """The last circle's decision, if nothing changed the item after it."""
        last = max(self.decisions, key=lambda decided: decided.day, default=None)
        change = self.last_change
        if last is None or change.latest is None:
            return None
        # before a cut we know only the latest day a change can have been made on
        is_after = last.day > change.latest or (change.day is None and last.day == change.latest)
        return last if is_after else None

    @property
    def last_changed(self) -> date | None:
        """The day of the last change or circle's decision; None where it is not known."""
        decided = self.last_decided
        return decided.day if decided else self.last_change.day

    @property
    def untouched_since(self) -> date | None:
        """The latest day on which it can have been touched; None where that is not known."""
        latest = self.last_change.latest
        return max([latest, *self._decision_days]) if latest is not None else None

    @property
    def due_moves(self) -> list[tuple[date | None, date, date]]:
        """Each move of the due date to a later day: when, from which day, to which."""
        return [(event.day, old, new) for event, old, new in self._due_changes if new > old]

    @property
    def put_off(self) -> tuple[date, date] | None:
        """From which due day it was first moved later, and its due day now; None where never.

        Where its due day was taken out, that is the last one it was moved to.
        """
        moves = self.due_moves
        return (moves[0][1], self.item.due or moves[-1][2]) if moves else None

    def due_change(self, event: Event) -> tuple[date, date] | None:
        """From which due day to which other one an event moved it; None where it did not."""
        return next(((old, new) for one, old, new in self._due_changes if one is event), None)

    @cached_property
    def _due_changes(self) -> list[tuple[Event, date, date]]:
        """Each change of the due day, with the day before and after.

        A date taken out and later put back counts from the date before.
        """
        changes: list[tuple[Event, date, date]] = []
        known: date | None = None
        for event in self.life.events:
            due = _day(event.changes["due"][1]) if "due" in event.changes else None
            if due is not None:
                if known not in (None, due):
                    changes.append((event, known, due))
                known = due
        return changes

    def on(self, day: date) -> TrackedItem | None:
        """The item as it was at the end of a day; None where it was not in its record."""
        events = [event for event in self.life.events if is_known_by(event, day)]
        if not events or not events[-1].present:
            return None
        decisions = tuple(decided for decided in self.decisions if decided.day <= day)
        if len(events) == len(self.life.events):
            return self if decisions == self.decisions else replace(self, decisions=decisions)
        fields: Item = {}
        for event in events:
            fields |= {name: after for name, (_, after) in event.changes.items()}
        life = Life(fields, events, present=True)
        return replace(self, item=read_item(fields), life=life, decisions=decisions)

    def status_on(self, day: date) -> Status | None:
        """Its status at the end of a day; None where it was not in its record."""
        status = None
        for event, afterwards in self._states:
            if not is_known_by(event, day):
                break
            status = afterwards
        return status

    def _chronicle_order(self, entry: Event | Decided) -> tuple[date, int]:
        if isinstance(entry, Decided):
            return entry.day, 1
        return entry.latest or date.min, 0 if entry is self.life.events[0] else 2

    @cached_property
    def _states(self) -> tuple[tuple[Event, Status | None], ...]:
        """Each event and the status after it, None where it then was in no record."""
        states: list[tuple[Event, Status | None]] = []
        status: Value = None
        for event in self.life.events:
            status = event.changes.get("status", (None, status))[1]
            states.append((event, _known_status(status) if event.present else None))
        return tuple(states)

    @property
    def _decision_days(self) -> tuple[date, ...]:
        return tuple(decided.day for decided in self.decisions)


def is_known_by(event: Event, day: date) -> bool:
    """Whether an event counts at the end of a day: it is sure to have happened by then."""
    return event.latest is not None and event.latest <= day


def _known_status(value: Value) -> Status:
    """As ``_read_item`` reads it: an unknown one counts as open."""
    return next((status for status in _STATUSES if status == value), "open")


def read_item(fields: Item) -> ActionItem:
    """An action item as far as it can be read: an unknown status counts as open."""
    try:
        return ActionItem.model_validate(fields)
    except ValidationError:
        item = validate(ActionItem, dict(fields), ITEM_FALLBACKS).record
        assert item is not None  # every required field has a fallback
        return item


def _day(value: Value) -> date | None:
    try:
        return _AS_A_DAY.validate_python(value)
    except ValidationError:
        return None
