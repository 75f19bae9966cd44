"""A circle: one recurring, optional, recorded session that needs no preparation."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rindoku.records.action_item import ActionItem
from rindoku.records.base import (
    Clock,
    Count,
    Day,
    Handle,
    Model,
    Name,
    Number,
    Owner,
    Text,
    Title,
    Url,
)
from rindoku.records.fields import About
from rindoku.records.link import Link
from rindoku.saying import N_
from rindoku.values import Priority

CircleKind = Literal["reading", "study", "metrics", "walkthrough", "mob"]
Outcome = Literal["keep", "promote", "reschedule", "drop", "done"]
Duration = Annotated[Number, Field(ge=1, le=600)]
_STATUSES = {"planned": N_("planned"), "held": N_("held"), "cancelled": N_("cancelled")}


class Reading(Model):
    """A postmortem to read in the circle."""

    postmortem: Name
    """The record's id."""
    reader: Handle | None = None
    """Who reads it out and leads the discussion."""
    minutes: Duration | None = None
    """How long it gets."""
    why: Text | None = None
    """Why it was chosen."""


class Decision(Model):
    """What the circle decided about an action item."""

    action_item: Name
    """`RECORD#ID`."""
    outcome: Outcome
    """`keep` as it is, `promote` a proposal, `reschedule`, `drop`, or found `done`."""
    due: Day | None = None
    """The new due date of `promote` and `reschedule`."""
    owner: Owner | None = None
    """The owner a proposal is promoted with."""
    priority: Priority | None = None
    """Likewise its priority."""
    note: Text | None = None
    """Why."""


class Impression(Model):
    """One line at the end, in the speaker's own words."""

    text: Text
    """The line."""
    by: Handle | None = None
    """Who said it; may be left out."""


class Survey(Model):
    """The survey's results: counts and free text, never names or addresses."""

    responses: Count
    """How many answered."""
    understanding: Annotated[list[Count], Field(min_length=5, max_length=5)] = [0, 0, 0, 0, 0]
    """How many answered 1, 2, 3, 4 and 5."""
    again: Annotated[list[Count], Field(min_length=2, max_length=2)] = [0, 0]
    """How many would come again, and how many would not."""
    comments: list[Text] = []
    """What they wrote, without who wrote it."""


class Circle(Model):
    """The front matter of `docs/circles/YYYY-MM-DD-slug.md`."""

    title: Title
    """What the session is called."""
    program: Text | None = None
    """The policy's program it belongs to; left out for a session of its own."""
    kind: CircleKind
    """What the session does."""
    date: Day
    """The day it takes place; may move, the file name stays."""
    start: Clock | None = None
    """When it starts, in the policy's time zone."""
    duration: Duration | None = None
    """Minutes."""
    status: Annotated[Literal["planned", "held", "cancelled"], About(N_("status"), words=_STATUSES)]
    facilitator: Handle | None = None
    """Who keeps the time."""
    attendees: list[Handle] = []
    """Who was there."""
    recording: Url | None = None
    """Where it can be watched."""
    materials: list[Link] = []
    """What was borrowed or looked at."""
    readings: list[Reading] = []
    """What is read, and why."""
    decisions: list[Decision] = []
    """What was decided about action items."""
    impressions: list[Impression] = []
    """One line from everyone."""
    survey: Survey | None = None
    """What the survey after it came to."""
    action_items: list[ActionItem] = []
    """What the session itself found to do."""
