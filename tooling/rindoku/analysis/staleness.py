"""Staleness: an open action item and a day in, reasons out, each with evidence to check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from rindoku.analysis.ledger import Ledger, recurrences
from rindoku.analysis.reasons import ReasonName
from rindoku.analysis.standing import Standing
from rindoku.analysis.tracked_item import TrackedItem, last_decided, put_off
from rindoku.reading.catalog import Catalog
from rindoku.records import Policy, Postmortem
from rindoku.values import OPEN_STATUSES

IMPORT_AFTER_DAYS = 30
"""A record committed later than this after its own date was brought in from elsewhere."""


@dataclass(frozen=True)
class Reason:
    """Why an action item is stale, and since how many days.

    ``days`` count from the due date (overdue), the day it was promised or last reopened (aged), the
    last change (untouched), the move that made it slip (slipped), the loss of its owner (unowned)
    or the first recurrence (recurred); None where the history does not tell. With ``at_least``
    the history is cut, and it may be more. ``evidence`` has what the days were counted from.
    ``since`` is the first day on which the reason held, as the item stands; None where it may
    have held at any time before.
    """

    name: ReasonName
    days: int | None
    since: date | None
    evidence: Mapping[str, Any] = field(default_factory=dict)
    at_least: bool = False


class Figures(NamedTuple):
    """How many action items there are on a day, by what became of them."""

    open: int
    stale: int
    done: int
    dropped: int
    proposed: int


class Assessment(NamedTuple):
    """The ledger with the reasons of those that are stale.

    ``reasons`` are by the items' keys.
    """

    ledger: Ledger
    reasons: Mapping[tuple[str, int], tuple[Reason, ...]]
    figures: Figures
    again: Mapping[str, list[tuple[date, str]]]
    """For each postmortem, when and as what it happened again."""

    @property
    def stale(self) -> list[TrackedItem]:
        """The stale action items."""
        return [item for item in self.ledger.items if self.of(item)]

    @property
    def imported(self) -> frozenset[str]:
        """The records that came into git long after their day: what they promise may be older."""
        return frozenset(
            item.record_id
            for item in self.ledger.items
            if is_imported(item) and item.life.events[0].commit  # else it is only being written
        )

    def of(self, item: TrackedItem) -> tuple[Reason, ...]:
        """The reasons of an item; none where it is not stale."""
        return self.reasons.get(item.key, ())

    def again_while_undone(self, item: TrackedItem) -> list[tuple[date, str]]:
        """When and as what its incident happened again while the item waited to be done."""
        return _while_undone(item, self.again.get(item.record_id, []))


def assess(ledger: Ledger, catalog: Catalog) -> Assessment:
    """Which action items are stale on the ledger's day, and why."""
    again = recurrences(catalog, ledger.day)
    reasons = {}
    for item in ledger.items:
        known = again.get(item.record_id, [])
        found = reasons_for(item, item.now, ledger.day, catalog.policy, known)
        if found:
            reasons[item.key] = tuple(found)
    statuses = [item.now.status for item in ledger.items]
    figures = Figures(
        open=sum(map(statuses.count, OPEN_STATUSES)),
        stale=len(reasons),
        done=statuses.count("done"),
        dropped=statuses.count("dropped"),
        proposed=statuses.count("proposed"),
    )
    return Assessment(ledger, reasons, figures, again)


def reasons_for(
    item: TrackedItem, then: Standing, day: date, policy: Policy, again: list[tuple[date, str]]
) -> list[Reason]:
    """The reasons for which an action item that stood like this is stale on a day.

    ``again`` are its recurrences up to the day.
    """
    if not then.is_open:
        return []
    found = (
        _overdue(then, day),
        _aged(item, then, day, policy),
        _untouched(item, then, day, policy),
        _slipped(then, day, policy),
        _unowned(then, day, policy),
        _recurred(item, day, again) if again else None,
    )
    return [reason for reason in found if reason is not None]


def _overdue(then: Standing, day: date) -> Reason | None:
    due = then.due
    if due is None or due >= day:
        return None
    return Reason("overdue", (day - due).days, due + timedelta(days=1), {"due": due})


def _aged(item: TrackedItem, then: Standing, day: date, policy: Policy) -> Reason | None:
    limit = age_limit(item, then, policy)
    promised, opened = then.promised, then.opened
    if limit is None or promised is None or opened is None or opened.latest is None:
        return None
    age = (day - opened.latest).days
    if age <= limit:
        return None
    evidence: dict[str, Any] = {"promised": promised.day, "limit": limit}
    if then.is_reopened:
        evidence |= {"reopened": opened.day, "open_before": item.open_before(opened)}
    elif is_imported(item):
        assert item.record is not None
        evidence["imported_from"] = item.record.date
    since = opened.latest + timedelta(days=limit + 1)
    return Reason("aged", age, since, evidence, at_least=opened.day is None)


def age_limit(item: TrackedItem, then: Standing, policy: Policy) -> int | None:
    """For how many days it may stay open: by priority or severity, the shorter of the two."""
    limits = []
    if then.priority is not None:
        limits.append(policy.staleness.aged.get(then.priority))
    if isinstance(item.record, Postmortem) and item.record.severity is not None:
        limits.append(policy.staleness.aged_by_severity.get(item.record.severity))
    return min((limit for limit in limits if limit is not None), default=None)


def is_imported(item: TrackedItem) -> bool:
    """Whether its record was committed long after its date, so that it may be older than told."""
    if item.record is None or item.record_seen is None:
        return False
    return item.record_seen - item.record.date > timedelta(days=IMPORT_AFTER_DAYS)


def _untouched(item: TrackedItem, then: Standing, day: date, policy: Policy) -> Reason | None:
    change, limit = then.last_change, policy.staleness.untouched
    if change.latest is None:
        return None
    decisions = item.decided_by(day)
    since = max([change.latest, *(decided.day for decided in decisions)])
    if (day - since).days <= limit:
        return None
    decided = last_decided(decisions, change)
    known = decided.day if decided else change.day
    commit = None if decided else change.commit
    evidence: dict[str, Any] = {"last_changed": known, "commit": commit, "limit": limit}
    if decided:
        evidence["circle"] = decided.circle
    stale_since = since + timedelta(days=limit + 1)
    days = (day - since).days
    return Reason("untouched", days, stale_since, evidence, at_least=known != since)


def _slipped(then: Standing, day: date, policy: Policy) -> Reason | None:
    limit = policy.staleness.slipped
    if len(then.due_changes) < limit or len(moves := then.due_moves) < limit:
        return None
    on = moves[limit - 1].event.day
    span = put_off(then)
    if span is None:
        return None
    evidence = {"times": len(moves), "first_due": span[0], "due": span[1]}
    return Reason("slipped", (day - on).days if on else None, on, evidence)


def _unowned(then: Standing, day: date, policy: Policy) -> Reason | None:
    owner = then.owner
    person = policy.people.get(owner) if owner else None
    if owner is None:
        why, since = "none", then.owned.day
    elif person is not None and person.left is not None and person.left <= day:
        why, since = "left", person.left
    elif policy.names_people and person is None and owner not in policy.teams:
        why, since = "unknown", then.owned.day
    else:
        return None
    days = (day - since).days if since else None
    return Reason("unowned", days, since, {"owner": owner, "why": why})


def _recurred(item: TrackedItem, day: date, again: list[tuple[date, str]]) -> Reason | None:
    during = _while_undone(item, again)
    if not during:
        return None
    stems = [stem for _, stem in during]
    first = during[0][0]
    return Reason("recurred", (day - first).days, first, {"postmortems": stems})


def _while_undone(item: TrackedItem, again: list[tuple[date, str]]) -> list[tuple[date, str]]:
    """The recurrences on whose day the item existed and was not done or dropped."""
    closed = (None, "done", "dropped")
    return [(on, stem) for on, stem in again if item.status_on(on) not in closed]
