"""The past as an audience sees it: what a closed version said is not told, only that it changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from rindoku.history.lives import Event, FirstSight, Item, Life
from rindoku.records.postmortem import Visibility
from rindoku.source.yaml import Value


def seen_life(life: Life, allowed: Collection[Visibility]) -> Life | None:
    """A life in which only versions of some visibilities say something.

    None where no such version ever held the item, or where it ended while its record was closed.
    """
    if all(event.visibility in allowed for event in life.events):
        return life
    last = next((event for event in reversed(life.events) if event.present), life.events[-1])
    if last.visibility not in allowed:
        return None
    events: list[Event] = []
    actual: Item = {}
    shown: Item = {}
    for event in life.events:
        actual = _after(actual, event)
        if event.visibility in allowed:
            events.append(event._replace(changes=_changes(shown, actual)))
            shown = actual
        else:
            events.append(_hidden(event))
    return Life(shown, events, life.present)


def _after(item: Item, event: Event) -> Item:
    merged = {**item, **event.said}
    return {name: value for name, value in merged.items() if value is not None}


def _changes(shown: Item, actual: Item) -> Mapping[str, tuple[Value, Value]]:
    if not shown:
        return FirstSight(actual)
    names = [*actual, *(name for name in shown if name not in actual)]
    pairs = {name: (shown.get(name), actual.get(name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _hidden(event: Event) -> Event:
    return event._replace(commit=None, author=None, changes={}, present=True, is_hidden=True)
