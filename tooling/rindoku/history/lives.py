"""The lives of action items, told from one version of the records after another. Pure.

A change is semantic: an item as read differs from the item as read before, null being the same
as absent. Reformatting, moving the file and prose are no change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import (
    Callable,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    Sequence,
)
from dataclasses import dataclass, field
from datetime import date
from sys import intern
from typing import NamedTuple, get_args

from rindoku.history.main_line import MainLineCommit
from rindoku.records.postmortem import Visibility
from rindoku.source.yaml import Value

_A_WORD = 16  # characters: a status, an owner, a day
Item = dict[str, Value]
"""An action item as written: its fields, without nulls."""


class Event(NamedTuple):
    """Something that happened to an action item.

    ``day`` is None where the history does not reach: it happened on ``latest`` or before (where
    even that is known). ``present`` tells whether the item stood in its record afterwards.
    ``changes`` are the fields that differ, as (before, after). ``visibility`` is that of the
    version that brought them (a new one is an event, too); an event ``is_hidden`` to whoever may
    not see that: then it says only that something changed.
    """

    day: date | None
    latest: date | None
    commit: str | None
    author: str | None
    changes: Mapping[str, tuple[Value, Value]]
    present: bool = True
    visibility: Visibility = "internal"
    is_hidden: bool = False

    @property
    def said(self) -> Mapping[str, Value]:
        """What it says afterwards of the fields that changed, null where it says nothing more."""
        if isinstance(self.changes, FirstSight):
            return self.changes.item
        return {name: after for name, (_, after) in self.changes.items()}


class FirstSight(Mapping[str, tuple[Value, Value]]):
    """The changes with which an item appears: all it says, where there was nothing before."""

    __slots__ = ("item",)

    def __init__(self, item: Item) -> None:
        """Take the item as it appears."""
        self.item = item

    def __getitem__(self, name: str) -> tuple[Value, Value]:
        return None, self.item[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.item)

    def __len__(self) -> int:
        return len(self.item)


@dataclass(slots=True)
class Life:
    """One action item from its first sight to now."""

    item: Item = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    present: bool = False

    @property
    def id(self) -> str:
        """Its id as written; a question mark where it has none."""
        value = self.item.get("id")
        return value if isinstance(value, str) else "?"


@dataclass(slots=True)
class RecordHistory:
    """The lives in one record, in the order of its last readable version.

    ``readable`` is False while the latest version says nothing. ``since`` is the day on which it
    was first committed; None where the history does not reach. ``visibility`` is that of its last
    version; one that cannot be read is restricted: who knows what it would have said.
    """

    since: date | None
    lives: list[Life] = field(default_factory=list)
    present: bool = True
    readable: bool = True
    visibility: Visibility = "restricted"


class Version(NamedTuple):
    """What one landing made of a record: its items, None where they cannot be read, or gone."""

    items: list[Item] | None = None
    gone: bool = False
    author: str | None = None
    """Who changed it, where that is not the landing's author."""
    visibility: Visibility = "restricted"
    """Who may see it."""


@dataclass(slots=True)
class Histories:
    """All lives, by their record's id."""

    records: MutableMapping[str, RecordHistory] = field(default_factory=dict)

    def observe(
        self,
        line_commit: MainLineCommit | None,
        versions: Mapping[str, Version],
        renames: Mapping[str, str],
    ) -> None:
        """Take in one landing: the records it changed, and ids that it renamed (new to old).

        Without a landing there is no history: nobody knows when the records came to be so.
        """
        for new, old in renames.items():
            self._rename(new, old)
        for stem, version in versions.items():
            if stem in renames.values() and stem not in self.records:
                continue
            since = None if line_commit is None or line_commit.is_cut else line_commit.day
            record = self.records.setdefault(stem, RecordHistory(since))
            record.present, record.readable = not version.gone, version.items is not None
            if not version.gone:
                record.visibility = version.visibility
            if version.gone or version.items is not None:
                _update(record, version, line_commit)

    def _rename(self, new: str, old: str) -> None:
        record = self.records.pop(old, None)
        if record is None:
            return
        before = self.records.get(new)
        if before is not None:  # the id was in use long ago; its ended lives are kept
            record.lives += before.lives
        self.records[new] = record


def version_of(data: Mapping[str, Value]) -> Version:
    """What a record's data say, as written. An unknown visibility hides, as everywhere."""
    written = data.get("visibility", "internal")
    known: dict[object, Visibility] = {one: one for one in get_args(Visibility)}
    hashable = written if isinstance(written, str) else None
    return Version(items_of(data), visibility=known.get(hashable, "restricted"))


def items_of(data: Mapping[str, Value]) -> list[Item]:
    """The action items in a record's data, as written."""
    written = data.get("action_items")
    entries = written if isinstance(written, list) else []
    items = [_without_nulls(entry) for entry in entries if isinstance(entry, dict)]
    return [item for item in items if "id" in item or "title" in item]


def match(before: Sequence[Item], after: Sequence[Item]) -> dict[int, int]:
    """Which item of ``after`` is which of ``before``, by their numbers.

    By id and title; else by a title that stands once in both; else by id.
    """
    names = [_id_and_title(item) for item in before]
    if None not in names and names == [_id_and_title(item) for item in after]:
        return {number: number for number in range(len(after))}
    found: dict[int, int] = {}
    for key in (_id_and_title, _lone_title(before, after), _id):
        free = [number for number in range(len(before)) if number not in found.values()]
        waiting: dict[Hashable, list[int]] = {}
        for number in free:
            waiting.setdefault(key(before[number]), []).append(number)
        for number, item in enumerate(after):
            name = key(item)
            if number not in found and name is not None and waiting.get(name):
                found[number] = waiting[name].pop(0)
    return found


def _update(record: RecordHistory, version: Version, line_commit: MainLineCommit | None) -> None:
    items = version.items or []
    there = [life for life in record.lives if life.present]
    gone = [life for life in record.lives if not life.present]
    same = match([life.item for life in there], items)
    continuing = {number: there[old] for number, old in same.items()}
    lives = []
    for number, item in enumerate(items):
        life = continuing.get(number) or _brought_back(gone, item) or Life()
        _change(life, item, line_commit, version)
        lives.append(life)
    for life in there:
        if not any(life is other for other in lives):
            life.present = False
            life.events.append(_event(line_commit, version, {}, present=False))
            gone.append(life)
    record.lives = lives + gone


def _brought_back(gone: list[Life], item: Item) -> Life | None:
    """The ended life that an item continues: the last one under its id, if possible its title."""
    candidates = [life for life in gone if _id(life.item) is not None and life.id == item.get("id")]
    candidates.sort(key=lambda life: life.item.get("title") == item.get("title"))
    if not candidates:
        return None
    gone[:] = [life for life in gone if life is not candidates[-1]]
    return candidates[-1]


def _change(life: Life, item: Item, line_commit: MainLineCommit | None, by: Version) -> None:
    before = life.item
    if not life.events:
        life.events.append(_event(line_commit, by, FirstSight(item)))
    elif item != before or not life.present or life.events[-1].visibility != by.visibility:
        fields = [*item, *sorted(name for name in before if name not in item)]
        changes = {
            name: (before.get(name), item.get(name))
            for name in fields
            if before.get(name) != item.get(name)
        }
        life.events.append(_event(line_commit, by, changes))
    life.item, life.present = item, True


def _event(
    line_commit: MainLineCommit | None,
    by: Version,
    changes: Mapping[str, tuple[Value, Value]],
    *,
    present: bool = True,
) -> Event:
    seen = present, by.visibility
    if line_commit is None:
        return Event(None, None, None, None, changes, *seen)
    if line_commit.is_cut:  # it was there before: neither the day nor the commit are its own
        return Event(None, line_commit.day, None, None, changes, *seen)
    author = line_commit.author if by.author is None else by.author
    return Event(line_commit.day, line_commit.day, line_commit.commit, author, changes, *seen)


def _id(item: Item) -> Hashable:
    value = item.get("id")
    return value if isinstance(value, str) else None


def _title(item: Item) -> Hashable:
    value = item.get("title")
    return value if isinstance(value, str) else None


def _id_and_title(item: Item) -> Hashable:
    identity, title = item.get("id"), item.get("title")
    known = isinstance(identity, str) and isinstance(title, str)
    return (identity, title) if known else None


def _lone_title(*versions: Iterable[Item]) -> Callable[[Item], Hashable]:
    counts = [Counter(map(_title, version)) for version in versions]

    def key(item: Item) -> Hashable:
        title = _title(item)
        return title if all(count[title] == 1 for count in counts) else None

    return key


def _without_nulls(entry: dict[str, Value]) -> Item:
    """An item's fields. Words that stand in thousands of items are kept only once."""
    return {
        intern(name): value
        if isinstance(value, str) and len(value) > _A_WORD
        else intern(value)
        if isinstance(value, str)
        else _inside(value)
        for name, value in entry.items()
        if value is not None
    }


def _inside(value: Value) -> Value:
    """A value in a value, its keys in a fixed order: their order is no change."""
    if isinstance(value, dict):
        return dict(sorted(_without_nulls(value).items()))
    return [_inside(part) for part in value] if isinstance(value, list) else value
