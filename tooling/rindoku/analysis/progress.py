"""Is it getting better: what a period brought, and what became of each half-year's action items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import NamedTuple

from rindoku.analysis.periods import Period, half_year
from rindoku.analysis.staleness import age_limit
from rindoku.analysis.timeline import Interval, Timeline, Timelines, is_stale, status_of
from rindoku.analysis.tracked_item import TrackedItem
from rindoku.records import Policy
from rindoku.values import OPEN_STATUSES, Status


class Flows(NamedTuple):
    """What a period brought, of the action items that are still in their records.

    ``promised``: promised in it. ``done``, ``dropped`` and ``newly_stale``: so at its end,
    and not so at the end of the day before it.
    """

    period: Period
    promised: int
    done: int
    dropped: int
    newly_stale: int


class Counts(NamedTuple):
    """Action items by what had become of them on a day; the stale ones are open too.

    ``promised`` is what is done, dropped or open: not what was an idea that day, or in no record.
    """

    promised: int
    done: int
    dropped: int
    open: int
    stale: int


class Cohort(NamedTuple):
    """The action items promised in one half-year.

    ``period`` is None for those promised before the history begins. ``before`` counts
    the same items on the day before the report's period: what the last report saw.
    """

    period: Period | None
    now: Counts
    before: Counts


@dataclass(frozen=True, slots=True)
class Spread:
    """Ages in days: skewed and few, so told as median, range and count."""

    median: float
    least: int
    most: int
    count: int


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int


def flows(timelines: Timelines, period: Period) -> Flows:
    """What a period brought."""
    spans = _spans(timelines, period)
    return Flows(
        period,
        promised=sum(promised_on(one) in period for one in timelines),
        done=sum(_became("done", *span) for span in spans),
        dropped=sum(_became("dropped", *span) for span in spans),
        newly_stale=sum(
            is_stale(after, period.last) and not is_stale(before, period.eve)
            for before, after in spans
        ),
    )


def cohorts(timelines: Timelines, day: date, eve: date) -> list[Cohort]:
    """Each half-year's action items on a day, the oldest first, beside what they were on ``eve``.

    Without a history nothing is known to have been promised by the day, and there are none.
    """
    now: dict[Period | None, list[Interval | None]] = {}
    before: dict[Period | None, list[Interval | None]] = {}
    for one, is_now, was in zip(timelines, timelines.on(day), timelines.on(eve), strict=True):
        if one.item.now.promised is not None:
            promised = promised_on(one)
            period = half_year(promised) if promised else None
            now.setdefault(period, []).append(is_now)
            before.setdefault(period, []).append(was)
    periods = sorted(now, key=lambda period: period.first if period else date.min)
    found = [Cohort(one, _counts(now[one], day), _counts(before[one], eve)) for one in periods]
    return [cohort for cohort in found if cohort.now.promised]


def ages(timelines: Timelines, day: date) -> Spread | None:
    """How long the open action items have been open, in days; None where that is not known of any.

    One that was reopened counts from then.
    """
    known = [(day - opened).days for opened, _ in _open_since(timelines, day)]
    return Spread(median(known), min(known), max(known), len(known)) if known else None


def done_in_time(timelines: Timelines, period: Period, policy: Policy) -> Share | None:
    """Of those that a period's flows count as done, how many within the policy's days.

    Only those count whose days and limit are known.
    """
    pairs = zip(timelines, _spans(timelines, period), strict=True)
    done = (one for one, span in pairs if _became("done", *span))
    spans = [_days_and_limit(one, period.last, policy) for one in done]
    known = [span for span in spans if span is not None]
    return Share(sum(days <= limit for days, limit in known), len(known)) if known else None


def oldest(timelines: Timelines, day: date) -> TrackedItem | None:
    """The action item that has been open for longest."""
    known = [(opened, item.address, item) for opened, item in _open_since(timelines, day)]
    return min(known, key=lambda entry: entry[:2])[2] if known else None


def promised_on(timeline: Timeline) -> date | None:
    """The day an item was promised; None where it was not or the history does not tell."""
    promised = timeline.item.now.promised
    return promised.day if promised else None


_Span = tuple[Interval | None, Interval | None]
"""What an item was on a period's eve and at its end."""


def _spans(timelines: Timelines, period: Period) -> list[_Span]:
    return list(zip(timelines.on(period.eve), timelines.on(period.last), strict=True))


def _open_since(timelines: Timelines, day: date) -> Iterator[tuple[date, TrackedItem]]:
    """Those that are open on a day, and since when, as far as the history tells."""
    for one, interval in zip(timelines, timelines.on(day), strict=True):
        opened = one.item.now.opened
        if status_of(interval) in OPEN_STATUSES and opened and opened.day:
            yield opened.day, one.item


def _became(status: Status, before: Interval | None, after: Interval | None) -> bool:
    """Whether it has a status at the end of a period that it had not on its eve."""
    return after is not None and after.status == status and status_of(before) != status


def _days_and_limit(timeline: Timeline, day: date, policy: Policy) -> tuple[int, int] | None:
    """For how long it was open until it was done, and its limit; None where one is not known."""
    then, done = timeline.item.on(day), timeline.became("done", day)
    opened = then.opened.day if then and then.opened else None
    limit = age_limit(timeline.item, timeline.item.now, policy)
    if then is None or done is None or opened is None or limit is None:
        return None
    closed = then.closed  # may be told later than it was done, never sooner
    if closed is not None and opened <= closed < done:
        done = closed
    return (done - opened).days, limit


def _counts(intervals: Sequence[Interval | None], day: date) -> Counts:
    statuses = [status_of(interval) for interval in intervals]
    done, dropped = statuses.count("done"), statuses.count("dropped")
    still_open = sum(map(statuses.count, OPEN_STATUSES))
    stale = sum(is_stale(interval, day) for interval in intervals)
    return Counts(done + dropped + still_open, done, dropped, still_open, stale)
