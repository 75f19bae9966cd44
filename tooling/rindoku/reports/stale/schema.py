"""The keys of `rindoku stale --format json`. Days are text (`2026-06-30`), ages are in days.

More keys may be added; none of these changes its meaning.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from rindoku.analysis.staleness import ReasonName
from rindoku.analysis.suggestion import Advice, Because
from rindoku.records.action_item import Priority, Status


class _Keys(BaseModel, extra="forbid"):
    """Just these keys."""


class Reason(_Keys):
    """Why an item is stale, with its evidence."""

    reason: ReasonName
    days: Annotated[int | None, Field(description="since when; null where history does not tell")]
    at_least: Annotated[bool | None, Field(description="the history is cut: may be more")] = None
    due: Annotated[date | None, Field(description="overdue, slipped: the due day")] = None
    promised: Annotated[date | None, Field(description="aged: the day it was promised")] = None
    reopened: Annotated[
        date | None, Field(description="aged: the day it was last reopened; the days count from it")
    ] = None
    open_before: Annotated[
        int | None, Field(description="aged, reopened: the days it was open before that")
    ] = None
    limit: Annotated[int | None, Field(description="aged, untouched: the policy's days")] = None
    imported_from: Annotated[date | None, Field(description="aged: the record's older day")] = None
    last_changed: Annotated[date | None, Field(description="untouched: the last change")] = None
    commit: Annotated[str | None, Field(description="untouched: where it was made")] = None
    circle: Annotated[str | None, Field(description="untouched: or the circle that decided")] = None
    times: Annotated[int | None, Field(description="slipped: how often")] = None
    first_due: Annotated[date | None, Field(description="slipped: the first due day")] = None
    owner: Annotated[str | None, Field(description="unowned: the owner as written")] = None
    why: Annotated[str | None, Field(description="unowned: none, left or unknown")] = None
    postmortems: Annotated[list[str] | None, Field(description="recurred: as what")] = None


class Item(_Keys):
    """An action item. Days that the history does not reach are null."""

    action_item: Annotated[str, Field(description="its address, RECORD#ID")]
    title: str
    owner: str | None
    priority: Priority | None
    status: Status
    due: date | None
    first_seen: Annotated[date | None, Field(description="the day it was first committed")]
    last_changed: Annotated[date | None, Field(description="the last change or circle's decision")]
    due_moved_later: Annotated[
        int, Field(description="how often its due date moved to a later day")
    ]
    reasons: list[Reason]


class Figures(_Keys):
    """The stocks of the day."""

    open: int
    stale: int
    done: int
    dropped: int
    proposed: int


class Span(_Keys):
    """The period that the report looks back on."""

    name: Annotated[str, Field(description="2026H1, or its two days")]
    first: date
    last: date


class FlowCounts(_Keys):
    """What a period brought."""

    period: Span
    promised: Annotated[int, Field(description="promised in it")]
    done: Annotated[int, Field(description="done at its end, and not on the day before it")]
    dropped: Annotated[int, Field(description="likewise")]
    newly_stale: Annotated[int, Field(description="likewise")]


class Decide(_Keys):
    """One of the five worst, with a suggested decision."""

    action_item: str
    advice: Advice
    because: Because


class Since(_Keys):
    """An item and the day since when it is so."""

    action_item: str
    since: date


class Ages(_Keys):
    """Ages of the open action items, in days."""

    median: float
    least: int
    most: int
    count: int


class Part(_Keys):
    """So many of so many."""

    part: int
    whole: int


class WriteUpOverdue(_Keys):
    """A postmortem that is still a draft."""

    postmortem: str
    title: str
    days: Annotated[int, Field(description="since the incident")]


class CohortCounts(_Keys):
    """Action items by what had become of them; stale ones are open too."""

    promised: int
    done: int
    dropped: int
    open: int
    stale: int


class HalfYear(CohortCounts):
    """The action items promised in one half-year."""

    period: Annotated[str | None, Field(description="null: before the history begins")]
    before: Annotated[CohortCounts, Field(description="the same on the eve of the report's period")]


class Month(_Keys):
    """The stocks at the end of a month (the last one: of the day), under today's policy."""

    day: date
    open: int
    stale: int
    closed: int


class StaleDocument(_Keys):
    """The whole report."""

    as_of: date
    figures: Figures
    stale: list[Item]
    taken_out: Annotated[list[Item], Field(description="deleted while they were open")]
    unreadable: Annotated[list[str], Field(description="records told as last readable")]
    notes: Annotated[list[str], Field(description="what the history cannot tell, in sentences")]
    period: Span
    decide: list[Decide]
    flows: Annotated[FlowCounts | None, Field(description="null: the history does not reach back")]
    flows_before: Annotated[FlowCounts | None, Field(description="of the period before")]
    flows_since: Annotated[FlowCounts | None, Field(description="from the period's end to the day")]
    open_age_days: Ages | None
    done_in_time: Annotated[
        Part | None, Field(description="of those done in the period, within the policy's days")
    ]
    oldest: Annotated[str | None, Field(description="the open action item that was promised first")]
    newly_stale: Annotated[list[Since], Field(description="not stale on the eve of the period")]
    done: Annotated[list[Since], Field(description="not done on the eve of the period")]
    recurred: Annotated[list[str], Field(description="open when their incident happened again")]
    due_soon: Annotated[list[str], Field(description="due within 30 days")]
    write_ups_overdue: list[WriteUpOverdue]
    proposed: list[str]
    cohorts: list[HalfYear]
    trend: list[Month]
