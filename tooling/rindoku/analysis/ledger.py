"""The one ledger of action items: each with its record, its life and what circles decided."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from rindoku.analysis.coverage import held
from rindoku.analysis.tracked_item import Decided, TrackedItem
from rindoku.history.history import History
from rindoku.history.lives import RecordHistory
from rindoku.reading.catalog import Catalog


@dataclass(frozen=True)
class Ledger:
    """All action items on a day, by record and in the order they are written.

    ``removed`` are in their records no more. ``unreadable`` are the records whose items stand as
    last readable; a document that never had front matter is none of them.
    """

    day: date
    items: tuple[TrackedItem, ...]
    removed: tuple[TrackedItem, ...]
    unreadable: tuple[str, ...]

    @property
    def taken_out(self) -> tuple[TrackedItem, ...]:
        """Those that were deleted while they were open."""
        return tuple(item for item in self.removed if item.item.is_open)

    def owned_by(self, owners: Collection[str | None]) -> Ledger:
        """The part of the ledger that some own now; None stands for those nobody owns."""
        mine = [
            item
            for item in self.items
            if item.now.owner in owners and (item.now.owner or item.now.status != "proposed")
        ]
        removed = [item for item in self.removed if item.item.owner in owners]
        return replace(self, items=tuple(mine), removed=tuple(removed))

    def find(self, address: str) -> TrackedItem | None:
        """The item of that address."""
        return self._by_address.get(address)

    @cached_property
    def _by_address(self) -> dict[str, TrackedItem]:
        """Each item by its address; of two with the same one the first."""
        return {item.address: item for item in reversed(self.items)}


def read_ledger(catalog: Catalog, history: History, day: date) -> Ledger:
    """The ledger of a day."""
    records = history.records
    decided = _decisions(catalog, day)
    items: list[TrackedItem] = []
    removed: list[TrackedItem] = []
    for record_id in sorted(records):
        record = records[record_id]
        for number, life in enumerate(record.lives):
            item = _track(catalog, record_id, record, number, decided)
            (items if life.present else removed).append(item)
    documents = {file.stem for file in catalog.without_front_matter}
    unreadable = sorted(
        stem
        for stem, record in records.items()
        if record.present and not record.readable and (record.lives or stem not in documents)
    )
    return Ledger(day, tuple(items), tuple(removed), tuple(unreadable))


def recurrences(catalog: Catalog, day: date) -> dict[str, list[tuple[date, str]]]:
    """For each postmortem, when and as what it happened again, up to a day."""
    found: dict[str, list[tuple[date, str]]] = {}
    for stem, record in catalog.read_postmortems():
        started = record.started
        on = started.astimezone(catalog.policy.zone).date() if started else record.date
        for earlier in record.recurrence_of:
            before = catalog.postmortems.get(earlier)
            is_later = before is None or before.record is None or before.record.date <= record.date
            if is_later and earlier != stem and on <= day:
                found.setdefault(earlier, []).append((on, stem))
    return found


def _track(
    catalog: Catalog,
    record_id: str,
    record: RecordHistory,
    number: int,
    decided: dict[str, list[Decided]],
) -> TrackedItem:
    holder = catalog.holder(record_id) if record.present else None
    item = TrackedItem(
        record_id,
        number,
        record.lives[number],
        holder.record if holder else None,
        record_seen=record.since,
    )
    decisions = decided.get(item.address) if decided else None
    return replace(item, decisions=tuple(decisions)) if decisions else item


def _decisions(catalog: Catalog, day: date) -> dict[str, list[Decided]]:
    decided: dict[str, list[Decided]] = {}
    for stem, circle in held(catalog, day):
        for decision in circle.decisions:
            decided_then = Decided(circle.date, stem, decision)
            decided.setdefault(decision.action_item, []).append(decided_then)
    return decided
