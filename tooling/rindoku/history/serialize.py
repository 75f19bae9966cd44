"""Lives as lines of JSON and back: what `cache.py` keeps, a record a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, MutableMapping
from datetime import date
from functools import cache
from typing import Any

from pydantic import JsonValue, TypeAdapter, ValidationError

from rindoku.history.lives import Event, FirstSight, Item, Life, RecordHistory
from rindoku.records.postmortem import Visibility

_Changes = dict[str, tuple[JsonValue, JsonValue]]
_Event = tuple[date | None, date | None, str | None, str | None, bool, Visibility, _Changes]
_Life = tuple[bool, dict[str, JsonValue], list[_Event]]
_Record = tuple[date | None, bool, bool, Visibility, list[_Life]]


class DamagedError(Exception):
    """What was remembered is not what we write."""


class LazyHistories(MutableMapping[str, RecordHistory]):
    """Records by id, each read from its text when it is first asked for.

    A text that is no record raises DamagedError then. What is never read keeps its text.
    """

    def __init__(self, texts: dict[str, memoryview]) -> None:
        """Take the texts of records by their ids."""
        self.texts = texts
        self.read: dict[str, RecordHistory] = {}

    def __getitem__(self, stem: str) -> RecordHistory:
        if stem not in self.read:
            self.read[stem] = _read(bytes(self.texts[stem]))
            del self.texts[stem]
        return self.read[stem]

    def __setitem__(self, stem: str, record: RecordHistory) -> None:
        self.texts.pop(stem, None)
        self.read[stem] = record

    def __delitem__(self, stem: str) -> None:
        if self.texts.pop(stem, None) is None:
            del self.read[stem]
        else:
            self.read.pop(stem, None)

    def __iter__(self) -> Iterator[str]:
        return iter([*self.texts, *self.read])

    def __len__(self) -> int:
        return len(self.texts) + len(self.read)


def write_records(records: MutableMapping[str, RecordHistory]) -> Iterator[tuple[str, bytes]]:
    """Each record's id and its text; what was never read keeps the text it has."""
    if isinstance(records, LazyHistories):
        yield from ((stem, bytes(text)) for stem, text in records.texts.items())
        records = records.read
    for stem, record in records.items():
        yield stem, _write(record)


def _write(record: RecordHistory) -> bytes:
    lives = [(life.present, *_sight(life.events)) for life in record.lives]
    facts = (record.present, record.readable, record.visibility)
    parts = (record.since and str(record.since), *facts, lives)
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _sight(events: list[Event]) -> tuple[Any, list[Any]]:
    """An item as it appeared, and its events; what the first one changed is just that item."""
    first = events[0].changes
    assert isinstance(first, FirstSight)
    return first.item, [_event(events[0], {}), *(_event(e, e.changes) for e in events[1:])]


def _event(event: Event, changes: Any) -> tuple[Any, ...]:
    day, latest = event.day and str(event.day), event.latest and str(event.latest)
    return day, latest, event.commit, event.author, event.present, event.visibility, changes


def _read(text: bytes) -> RecordHistory:
    try:
        since, *facts, lives = _shape().validate_json(text, strict=True)
    except ValidationError:
        raise DamagedError from None
    found = [_life(*life) for life in lives]
    return RecordHistory(since, found, *facts)


@cache
def _shape() -> TypeAdapter[Any]:
    return TypeAdapter(_Record)


def _life(present: bool, item: Item, events: list[Any]) -> Life:
    if not events or not item:
        raise DamagedError
    found_events: list[Event] = []
    first, item = FirstSight(item), dict(item)
    for day, latest, commit, author, there, visibility, changes in events:
        said = changes if found_events else first
        found_events.append(Event(day, latest, commit, author, said, there, visibility))
        for name, (_, after) in changes.items():
            if after is None:
                item.pop(name, None)
            else:
                item[name] = after
    return Life(item, found_events, present)
