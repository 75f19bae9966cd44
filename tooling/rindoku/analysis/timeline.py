"""The course of an action item: what it was on any past day, and whether it was stale then.

What is known today (its policy, the recurrences) is applied to every past day, so that the days
compare. Between two changes only time passes, so an item that is stale stays so: one look at the
end of each stretch tells from which day on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from rindoku.analysis.staleness import reasons_for
from rindoku.analysis.standing import Standing
from rindoku.analysis.tracked_item import TrackedItem
from rindoku.records import Policy
from rindoku.values import Status

_DAY = timedelta(days=1)
Again = list[tuple[date, str]]
"""When an incident happened again, and as what."""


class Interval(NamedTuple):
    """The days from ``first`` to ``last`` on which nothing touched an item.

    ``status`` is None where it was not in its record; ``stale_from`` where it was not stale.
    """

    first: date
    last: date
    status: Status | None
    stale_from: date | None = None


class Timeline(NamedTuple):
    """All stretches of an item up to the report's day, oldest first."""

    item: TrackedItem
    intervals: tuple[Interval, ...]

    def on(self, day: date) -> Interval | None:
        """The stretch around a day; None before the item was first seen."""
        for interval in self.intervals:  # asked for very often: no generator
            if interval.first <= day <= interval.last:
                return interval
        return None

    def became(self, status: Status, day: date) -> date | None:
        """Since which day it had a status that it has at the end of ``day``; None where not."""
        since = None
        for interval in self.intervals:
            if interval.first > day:
                break
            if interval.status != status:
                since = None
            elif since is None:
                since = interval.first
        return since

    def stale_since(self, day: date) -> date | None:
        """The first day of the time for which it has been stale without a break."""
        since = None
        for interval in self.intervals:
            if interval.first > day:
                break
            starts = interval.stale_from
            if starts is None or starts > day:
                since = None
            elif since is None or starts > interval.first:
                since = starts
        return since


def status_of(interval: Interval | None) -> Status | None:
    """The status during a stretch; None before the first."""
    return interval.status if interval else None


def is_stale(interval: Interval | None, day: date) -> bool:
    """Whether an item was stale at the end of a day that lies in a stretch."""
    return bool(interval and interval.stale_from and interval.stale_from <= day)


class Timelines:
    """The timelines of many items. What they were on a day is looked up once."""

    def __init__(self, timelines: Iterable[Timeline]) -> None:
        """Take them in the order of their items."""
        self._timelines = tuple(timelines)
        self._on: dict[date, list[Interval | None]] = {}

    def __iter__(self) -> Iterator[Timeline]:
        return iter(self._timelines)

    def on(self, day: date) -> list[Interval | None]:
        """The stretch of each around a day, in their order."""
        if day not in self._on:
            self._on[day] = [one.on(day) for one in self._timelines]
        return self._on[day]


def timeline(item: TrackedItem, day: date, policy: Policy, again: Again) -> Timeline:
    """The course of an item up to a day. ``again``: the recurrences of its incident."""
    changed = {one.event.latest: one for one in item.standings if one.event.latest is not None}
    touched = {*changed, *(decided.day for decided in item.decisions)}
    days = sorted(one for one in touched if one <= day)
    ends = [*(following - _DAY for following in days[1:]), day]
    intervals = []
    then = None
    for first, last in zip(days, ends, strict=False):
        then = changed.get(first, then)
        intervals.append(_interval(item, then, first, last, policy, again))
    return Timeline(item, tuple(intervals))


def _interval(
    item: TrackedItem,
    then: Standing | None,
    first: date,
    last: date,
    policy: Policy,
    again: Again,
) -> Interval:
    if then is None or not then.is_open:
        return Interval(first, last, then and then.status)
    known = [(on, stem) for on, stem in again if on <= last]
    starts = [reason.since or first for reason in reasons_for(item, then, last, policy, known)]
    stale_from = max(first, min(starts)) if starts else None
    return Interval(first, last, then.status, stale_from)
