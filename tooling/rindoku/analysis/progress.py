"""Is it getting better: what a period brought, and what became of each half-year's action items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import NamedTuple

from rindoku.analysis.periods import Period, half_year
from rindoku.analysis.staleness import age_limit
from rindoku.analysis.timeline import Interval, Timeline, is_stale, status_of
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


def flows(timelines: Iterable[Timeline], period: Period) -> Flows:
    """What a period brought."""
    seen = list(timelines)
    spans = [(one.on(period.eve), one.on(period.last)) for one in seen]
    return Flows(
        period,
        promised=sum(promised_on(one) in period for one in seen),
        done=sum(_became("done", *span) for span in spans),
        dropped=sum(_became("dropped", *span) for span in spans),
        newly_stale=sum(
            is_stale(after, period.last) and not is_stale(before, period.eve)
            for before, after in spans
        ),
    )


def cohorts(timelines: Iterable[Timeline], day: date, eve: date) -> list[Cohort]:
    """Each half-year's action items on a day, the oldest first, beside what they were on ``eve``.

    Without a history nothing is known to have been promised by the day, and there are none.
    """
    groups: dict[Period | None, list[Timeline]] = {}
    for one in timelines:
        if one.item.now.promised is not None:
            promised = promised_on(one)
            groups.setdefault(half_year(promised) if promised else None, []).append(one)
    periods = sorted(groups, key=lambda period: period.first if period else date.min)
    found = [
        Cohort(period, _counts(groups[period], day), _counts(groups[period], eve))
        for period in periods
    ]
    return [cohort for cohort in found if cohort.now.promised]


def ages(timelines: Iterable[Timeline], day: date) -> Spread | None:
    """How long the open action items have been open, in days; None where that is not known of any.

    One that was reopened counts from then.
    """
    known = [
        (day - opened).days
        for one in timelines
        if one.is_open_on(day) and (opened := _opened_on(one.item))
    ]
    return Spread(median(known), min(known), max(known), len(known)) if known else None


def done_in_time(timelines: Iterable[Timeline], period: Period, policy: Policy) -> Share | None:
    """Of those that a period's flows count as done, how many within the policy's days.

    Only those count whose days and limit are known.
    """
    done = (one for one in timelines if _became("done", one.on(period.eve), one.on(period.last)))
    spans = [_days_and_limit(one, period.last, policy) for one in done]
    known = [span for span in spans if span is not None]
    return Share(sum(days <= limit for days, limit in known), len(known)) if known else None


def oldest(timelines: Sequence[Timeline], day: date) -> Timeline | None:
    """The action item that has been open for longest."""
    known = [
        (opened, one.item.address, one)
        for one in timelines
        if one.is_open_on(day) and (opened := _opened_on(one.item))
    ]
    return min(known, key=lambda entry: entry[:2])[2] if known else None


def promised_on(timeline: Timeline) -> date | None:
    """The day an item was promised; None where it was not or the history does not tell."""
    promised = timeline.item.now.promised
    return promised.day if promised else None


def _opened_on(item: TrackedItem) -> date | None:
    """The day since when an item has been open; None where the history does not tell."""
    return item.now.opened.day if item.now.opened else None


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


def _counts(group: Sequence[Timeline], day: date) -> Counts:
    intervals = [one.on(day) for one in group]
    statuses = [status_of(interval) for interval in intervals]
    done, dropped = statuses.count("done"), statuses.count("dropped")
    still_open = sum(map(statuses.count, OPEN_STATUSES))
    stale = sum(is_stale(interval, day) for interval in intervals)
    return Counts(done + dropped + still_open, done, dropped, still_open, stale)
