"""Everything that the half-yearly report tells, put together once for all its formats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from rindoku.analysis import progress
from rindoku.analysis.periods import Period
from rindoku.analysis.progress import Cohort, Flows, Share, Spread
from rindoku.analysis.reasons import ReasonName
from rindoku.analysis.staleness import Assessment
from rindoku.analysis.suggestion import Suggestion, suggest, worst_first
from rindoku.analysis.timeline import Timeline, Timelines, is_stale, status_of, timeline
from rindoku.analysis.tracked_item import TrackedItem
from rindoku.analysis.trend import Point, trend
from rindoku.history.history import History
from rindoku.reading.catalog import Catalog
from rindoku.records import Policy

MOST_TO_DECIDE = 5
DUE_SOON_DAYS = 30

Dated = tuple[tuple[TrackedItem, date], ...]
"""Items, each with the day since when it is so."""


class WriteUp(NamedTuple):
    """A postmortem that is still a draft, so many days after its incident."""

    stem: str
    title: str
    authors: tuple[str, ...]
    days: int


class StaleReport(NamedTuple):
    """The report of a day, looking back on a period.

    Flows are None where the history does not reach back to their period's first day. ``since`` is
    what came after the period, up to the day. ``newly_stale`` and ``done`` compare the day with the
    eve of the period.
    """

    policy: Policy
    assessment: Assessment
    period: Period
    stale: tuple[TrackedItem, ...]
    """The worst first."""
    decide: tuple[Suggestion, ...]
    flows: Flows | None
    before: Flows | None
    since: Flows | None
    ages: Spread | None
    in_time: Share | None
    oldest: TrackedItem | None
    newly_stale: Dated
    done: Dated
    due_soon: tuple[TrackedItem, ...]
    write_ups: tuple[WriteUp, ...]
    proposed: tuple[TrackedItem, ...]
    cohorts: tuple[Cohort, ...]
    trend: tuple[Point, ...]

    @property
    def day(self) -> date:
        """The day the stocks are of."""
        return self.assessment.ledger.day

    @property
    def recurred(self) -> list[TrackedItem]:
        """The items that were open when their incident happened again."""
        return self.because_of("recurred")

    def because_of(self, name: ReasonName) -> list[TrackedItem]:
        """The items that are stale for a reason, the worst first."""
        because = self.assessment.of
        return [item for item in self.stale if any(r.name == name for r in because(item))]


def stale_report(
    assessment: Assessment, catalog: Catalog, history: History, period: Period
) -> StaleReport:
    """The report of the ledger's day about a period."""
    policy, ledger = catalog.policy, assessment.ledger
    day = ledger.day
    timelines = Timelines(_timeline(item, policy, assessment) for item in ledger.items)
    gone = [_timeline(item, policy, assessment) for item in ledger.removed]
    looked_at = replace(period, last=max(period.first, min(period.last, day)))
    stale = worst_first(assessment, assessment.stale)
    return StaleReport(
        policy=policy,
        assessment=assessment,
        period=period,
        stale=tuple(stale),
        decide=tuple(suggest(assessment, item) for item in stale[:MOST_TO_DECIDE]),
        flows=_flows(timelines, looked_at, day, history),
        before=_flows(timelines, period.before, day, history),
        since=_since(timelines, period, day, history),
        ages=progress.ages(timelines, day),
        in_time=progress.done_in_time(timelines, looked_at, policy),
        oldest=progress.oldest(timelines, day),
        newly_stale=_newly_stale(timelines, period.eve, day, history),
        done=_done(timelines, period.eve, day, history),
        due_soon=_due_soon(ledger.items, day),
        write_ups=tuple(_write_ups(catalog, day)),
        proposed=tuple(item for item in ledger.items if item.now.status == "proposed"),
        cohorts=tuple(progress.cohorts(timelines, day, period.eve)),
        trend=_trend([*timelines, *gone], day, history),
    )


def _timeline(item: TrackedItem, policy: Policy, assessment: Assessment) -> Timeline:
    again = assessment.again.get(item.record_id, [])
    return timeline(item, assessment.ledger.day, policy, again)


def _flows(timelines: Timelines, period: Period, day: date, history: History) -> Flows | None:
    if period.first > day or not history.reaches(period.eve):
        return None
    return progress.flows(timelines, period)


def _since(timelines: Timelines, period: Period, day: date, history: History) -> Flows | None:
    if day <= period.last:
        return None
    after = Period(period.last + timedelta(days=1), day)
    return _flows(timelines, after, day, history)


def _newly_stale(timelines: Timelines, eve: date, day: date, history: History) -> Dated:
    if not history.reaches(eve):
        return ()
    pairs = zip(timelines, timelines.on(eve), strict=True)
    new = (one for one, was in pairs if not is_stale(was, eve))
    return _dated((one.item, one.stale_since(day)) for one in new)


def _done(timelines: Timelines, eve: date, day: date, history: History) -> Dated:
    if not history.reaches(eve):
        return ()
    pairs = zip(timelines, timelines.on(eve), strict=True)
    return _dated(
        (one.item, one.became("done", day)) for one, was in pairs if status_of(was) != "done"
    )


def _dated(pairs: Iterable[tuple[TrackedItem, date | None]]) -> Dated:
    """Those with a day, by that day."""
    found = [(item, day) for item, day in pairs if day is not None]
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0].address)))


def _due_soon(items: tuple[TrackedItem, ...], day: date) -> tuple[TrackedItem, ...]:
    last = day + timedelta(days=DUE_SOON_DAYS)
    found = [
        (now.due, item.address, item)
        for item in items
        if (now := item.now).is_open and now.due and day <= now.due <= last
    ]
    return tuple(item for _, _, item in sorted(found, key=lambda entry: entry[:2]))


def _write_ups(catalog: Catalog, day: date) -> list[WriteUp]:
    limit = catalog.policy.staleness.draft
    return [
        WriteUp(stem, record.title, tuple(record.authors), (day - record.date).days)
        for stem, record in catalog.read_postmortems()
        if record.status == "draft" and not record.is_external and (day - record.date).days > limit
    ]


def _trend(timelines: list[Timeline], day: date, history: History) -> tuple[Point, ...]:
    begins = [one.intervals[0].first for one in timelines if one.intervals]
    if not begins or history.missing is not None:
        return ()
    known_from = max(filter(None, (min(begins), history.cut)))
    return tuple(trend(timelines, known_from, day))
