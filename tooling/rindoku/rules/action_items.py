"""RK3: an action item says who, until when, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from rindoku.findings import Problem
from rindoku.reading.catalog import Holder, RecordFile
from rindoku.records import ActionItem, Policy, Postmortem
from rindoku.rules.facts import Entries
from rindoku.rules.registry import rule
from rindoku.saying import say
from rindoku.source import layout
from rindoku.values import CLOSED_STATUSES


def _has_sound_date(file: RecordFile[Any]) -> bool:
    """Whether the record's day can be reckoned with: a wrong one has its own finding."""
    if file.is_left_out("date") or file.record is None:
        return False
    named = layout.stem_date(file.stem)
    return not isinstance(file.record, Postmortem) or file.record.date == named


@rule("RK301")
def unique_ids(action_items: Entries[ActionItem]) -> Iterator[Problem]:
    """The ids of a record's action items are different, in more than their capitals.

    Why: An action item is addressed as `RECORD#ID`.

    Bad:
        action_items:
          - {id: A1, title: Alert on pool usage, status: proposed}
          - {id: A1, title: Document the pool, status: proposed}

    Good:
        action_items:
          - {id: A1, title: Alert on pool usage, status: proposed}
          - {id: A2, title: Document the pool, status: proposed}
    """
    seen: dict[str, str] = {}
    hint = say("give it an id of its own; never reuse one, its history would continue")
    for at, item in action_items:
        first = seen.get(item.id.casefold())
        if first is None:
            seen[item.id.casefold()] = item.id
        else:
            yield Problem(_same_id(item.id, first), hint, (*at, "id"))


def _same_id(given: str, first: str) -> str:
    if given == first:
        return say("the id `%(id)s` is given twice in this record", id=given)
    return say("`%(id)s` differs from `%(first)s` in its capitals only", id=given, first=first)


@rule("RK302")
def closed_has_a_day(action_items: Entries[ActionItem]) -> Iterator[Problem]:
    """An action item that is done or dropped says on which day, in `closed`.

    Why: Whether action items are done in time can be told only from that day.

    Bad:
        action_items:
          - {id: A1, title: Alert on pool usage, owner: "@ken", status: done}

    Good:
        action_items:
          - {id: A1, title: Alert on pool usage, owner: "@ken", status: done, closed: 2026-04-02}
    """
    for at, item in action_items:
        if item.status in CLOSED_STATUSES and item.closed is None:
            yield Problem(
                say("%(id)s is %(status)s without a `closed` day", id=item.id, status=item.status),
                say("add closed: and the day"),
                (*at, "status"),
                covers=(*at, "closed"),
            )


@rule("RK303")
def dropped_has_a_reason(action_items: Entries[ActionItem]) -> Iterator[Problem]:
    """An action item that was dropped says why, in `reason`.

    Why: Dropping is a decision, and the next reader will ask.

    Bad:
        action_items:
          - {id: A1, title: Alert on pool usage, status: dropped, closed: 2026-04-02}

    Good:
        action_items:
          - {id: A1, title: Alert on pool usage, status: dropped, closed: 2026-04-02,
             reason: the pool is gone since the move to serverless}
    """
    for at, item in action_items:
        if item.status == "dropped" and item.reason is None:
            yield Problem(
                say("%(id)s is dropped without a `reason`", id=item.id),
                say("say in one line why it is not done"),
                (*at, "status"),
                covers=(*at, "reason"),
            )


@rule("RK304")
def blocked_by_something(action_items: Entries[ActionItem]) -> Iterator[Problem]:
    """An action item that is blocked says what it waits for, in `blocked_by`.

    Why: Only what is named can be asked about.

    Bad:
        action_items:
          - {id: A1, title: Patch it, owner: "@ken", priority: P2, due: 2026-05-01, status: blocked}

    Good:
        action_items:
          - {id: A1, title: Patch it, owner: "@ken", priority: P2, due: 2026-05-01, status: blocked,
             blocked_by: the vendor's release 4.2}
    """
    for at, item in action_items:
        if item.status == "blocked" and item.blocked_by is None:
            yield Problem(
                say("%(id)s is blocked without `blocked_by`", id=item.id),
                say("name what it waits for: a release, a team, another action item"),
                (*at, "status"),
                covers=(*at, "blocked_by"),
            )


@rule("RK305")
def open_item_has_an_owner(action_items: Entries[ActionItem]) -> Iterator[Problem]:
    """An open action item has an owner: a person or a team. An idea stays `proposed` instead.

    Why: What everybody owns, nobody does.

    Bad:
        action_items:
          - {id: A1, title: Alert on pool usage, priority: P1, status: open, due: 2026-04-01}

    Good:
        action_items:
          - {id: A1, title: Alert on pool usage, priority: P1, status: open, due: 2026-04-01,
             owner: "@ken"}
    """
    for at, item in action_items:
        if item.is_open and item.owner is None:
            yield Problem(
                say("%(id)s is open without an `owner`", id=item.id),
                say("name a person or a team, or make it `proposed` until somebody takes it"),
                (*at, "status"),
                covers=(*at, "owner"),
            )


@rule("RK306")
def open_item_has_a_due_date(action_items: Entries[ActionItem]) -> Iterator[Problem]:
    """An open action item has a due date. An idea stays `proposed` instead.

    Why: Someday is not a day; without a date nothing is ever late.

    Bad:
        action_items:
          - {id: A1, title: Alert on pool usage, priority: P1, status: open, owner: "@ken"}

    Good:
        action_items:
          - {id: A1, title: Alert on pool usage, priority: P1, status: open, owner: "@ken",
             due: 2026-04-01}
    """
    for at, item in action_items:
        if item.is_open and item.due is None:
            yield Problem(
                say("%(id)s is open without a `due` date", id=item.id),
                say("add a day, or make it `proposed` until there is one"),
                (*at, "status"),
                covers=(*at, "due"),
            )


@rule("RK307")
def open_has_no_closing_day(action_items: Entries[ActionItem]) -> Iterator[Problem]:
    """An action item that is not done or dropped has no `closed` day.

    Why: It is either open or closed; a reader cannot tell which of the two lines is old.

    Bad:
        action_items:
          - {id: A1, title: Alert on pool usage, status: proposed, closed: 2026-04-02}

    Good:
        action_items:
          - {id: A1, title: Alert on pool usage, status: done, closed: 2026-04-02}
    """
    for at, item in action_items:
        if item.status not in CLOSED_STATUSES and item.closed is not None:
            yield Problem(
                say("%(id)s is %(status)s, but has a `closed` day", id=item.id, status=item.status),
                say("set status: done or dropped, or delete `closed`"),
                (*at, "closed"),
            )


@rule("RK308")
def days_follow_the_record(holder: Holder, action_items: Entries[ActionItem]) -> Iterator[Problem]:
    """An action item is neither due nor closed before the day of its record.

    Why: Such a day is nearly always last year's, copied or mistyped.

    Bad:
        action_items:
          - {id: A1, title: Alert on pool usage, status: done, closed: 2025-04-02}

    Good:
        action_items:
          - {id: A1, title: Alert on pool usage, status: done, closed: 2026-04-02}
    """
    record = holder.record
    if record is None or not _has_sound_date(holder):
        return
    for at, item in action_items:
        for field in ("due", "closed"):
            day = getattr(item, field)
            if day is not None and day < record.date:
                yield Problem(
                    say(
                        "%(id)s has `%(field)s` %(day)s, before the record's own day %(date)s",
                        id=item.id,
                        field=field,
                        day=day,
                        date=record.date,
                    ),
                    say("look at the year"),
                    (*at, field),
                )


@rule("RK309", severity="warning", needs=("staleness",))
def due_within_the_limit(
    postmortem: Postmortem, file: RecordFile[Any], action_items: Entries[ActionItem], policy: Policy
) -> Iterator[Problem]:
    """An action item is due within its priority's limit, counted from the incident.

    The limits are the policy's `staleness.aged`. This is a warning: there can be good reasons. Of a
    `final` postmortem a day that was moved is no longer warned of: `rindoku stale` tells that.

    Why: A P1 that is due in half a year is no P1, or it will be reported as aged before it is due.

    Bad:
        action_items:
          - {id: A1, title: Alert on pool usage, priority: P0, status: open, owner: "@ken",
             due: 2026-12-01}

    Good:
        action_items:
          - {id: A1, title: Alert on pool usage, priority: P0, status: open, owner: "@ken",
             due: 2026-03-20}
    """
    if postmortem.status == "final" or not _has_sound_date(file):
        return
    for at, item in action_items:
        limit = policy.staleness.aged.get(item.priority) if item.priority else None
        if limit is None or item.due is None or not item.is_open:
            continue
        latest = postmortem.date + timedelta(days=limit)
        if item.due > latest:
            yield Problem(
                say(
                    "%(id)s is %(priority)s and due %(due)s; "
                    "%(priority)s allows %(limit)s days, until %(latest)s",
                    id=item.id,
                    priority=item.priority,
                    due=item.due,
                    limit=limit,
                    latest=latest,
                ),
                say("promise it earlier, or give it the priority it really has"),
                (*at, "due"),
            )


@rule("RK310", severity="warning")
def open_item_has_a_priority(action_items: Entries[ActionItem]) -> Iterator[Problem]:
    """An open action item has a priority, P0 to P4.

    Why: The priority says how long it may stay open; without one it is never reported as aged.

    Bad:
        action_items:
          - {id: A1, title: Alert on pool usage, status: open, owner: "@ken", due: 2026-04-01}

    Good:
        action_items:
          - {id: A1, title: Alert on pool usage, status: open, owner: "@ken", due: 2026-04-01,
             priority: P1}
    """
    for at, item in action_items:
        if item.is_open and item.priority is None:
            yield Problem(
                say("%(id)s is open without a `priority`", id=item.id),
                say("add priority: P0 (drop everything) to P4 (someday this year)"),
                (*at, "status"),
                covers=(*at, "priority"),
            )
