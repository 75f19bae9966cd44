"""An action item with its life and what circles decided: what it was on any day. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from rindoku.analysis.standing import DueChange, Standing, read_field, read_item, standings
from rindoku.history.lives import Event, Life
from rindoku.records import ActionItem, Circle, Decision, Postmortem
from rindoku.values import OPEN_STATUSES, Status


class Decided(NamedTuple):
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
    life: Life
    record: Postmortem | Circle | None
    decisions: tuple[Decided, ...] = ()
    record_seen: date | None = None
    """The day the record itself was first committed; None where that is not known."""

    @cached_property
    def address(self) -> str:
        """``RECORD#ID``."""
        return f"{self.record_id}#{read_field('id', self.life.item.get('id'))}"

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
    def item(self) -> ActionItem:
        """The item as it is now, or as it last was in its record."""
        return read_item(self.life.item)

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """What it was after each event of its life."""
        return tuple(standings(self.life.events))

    @cached_property
    def now(self) -> Standing:
        """What it is on the ledger's day."""
        return self.standings[-1]

    def on(self, day: date) -> Standing | None:
        """What it was at the end of a day; None before it was first seen."""
        found = None
        for standing in self.standings:
            if not is_known_by(standing.event, day):
                break
            found = standing
        return found

    def status_on(self, day: date) -> Status | None:
        """Its status at the end of a day; None where it was not in its record."""
        then = self.on(day)
        return then.status if then else None

    def open_before(self, opened: Event | None) -> int:
        """For how many days it was open before it was reopened by an event, as far as is known.

        The days on which it was closed, an idea or in no record are not among them.
        """
        days = 0
        for before, after in pairwise(self.standings):
            if before.event is opened:
                break
            first, last = before.event.latest, after.event.latest
            if before.status in OPEN_STATUSES and first is not None and last is not None:
                days += (last - first).days
        return days

    @property
    def chronicle(self) -> list[Event | Decided]:
        """Changes and circles' decisions by day; a decision comes before that day's changes."""
        events = self.life.events
        told = [
            event
            for event, before in zip(events, [None, *events], strict=False)
            if event.changes or event.is_hidden or before is None or event.present != before.present
        ]
        entries: list[Event | Decided] = [*self.decisions, *told]
        return sorted(entries, key=self._chronicle_order)

    def decided_by(self, day: date) -> tuple[Decided, ...]:
        """The decisions up to a day."""
        return tuple(decided for decided in self.decisions if decided.day <= day)

    @property
    def last_changed(self) -> date | None:
        """The day of the last change or circle's decision; None where it is not known."""
        change = self.now.last_change
        decided = last_decided(self.decisions, change)
        return decided.day if decided else change.day

    @property
    def due_moves(self) -> list[DueChange]:
        """Each move of the due date to a later day."""
        return self.now.due_moves

    @property
    def put_off(self) -> tuple[date, date] | None:
        """See the function."""
        return put_off(self.now)

    def due_change(self, event: Event) -> tuple[date, date] | None:
        """From which due day to which other one an event moved it; None where it did not."""
        changes = (change for change in self.now.due_changes if change.event is event)
        return next(((one.before, one.after) for one in changes), None)

    def _chronicle_order(self, entry: Event | Decided) -> tuple[date, int]:
        if isinstance(entry, Decided):
            return entry.day, 1
        return entry.latest or date.min, 0 if entry is self.life.events[0] else 2


def last_decided(decisions: Iterable[Decided], change: Event) -> Decided | None:
    """The last of some decisions, if an item's last change was not after it."""
    last = max(decisions, key=lambda decided: decided.day, default=None)
    if last is None or change.latest is None:
        return None
    # before a cut we know only the latest day a change can have been made on
    is_after = last.day > change.latest or (change.day is None and last.day == change.latest)
    return last if is_after else None


def put_off(standing: Standing) -> tuple[date, date] | None:
    """From which due day an item was first moved later, and its due day then; None where never.

    Where its due day was taken out, that is the last one it was moved to.
    """
    moves = standing.due_moves
    return (moves[0].before, standing.due or moves[-1].after) if moves else None


def is_known_by(event: Event, day: date) -> bool:
    """Whether an event counts at the end of a day: it is sure to have happened by then."""
    return event.latest is not None and event.latest <= day
