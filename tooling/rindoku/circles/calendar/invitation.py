"""What an invitation to a session tells."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

from rindoku.circles.calendar.times import minutes_of, times
from rindoku.circles.planning.agenda import DECISION_MINUTES, closing_minutes, decisions_that_fit
from rindoku.circles.planning.plan import to_decide
from rindoku.reading.catalog import Catalog
from rindoku.records import Circle, Policy
from rindoku.repository import Repository
from rindoku.text import clean_line


class InvitationPart(NamedTuple):
    """A part of the session: what is read together, by title, how many decisions, or the end.

    ``minutes`` is 0 where the page does not say.
    """

    kind: Literal["read", "decide", "close"]
    minutes: int
    titles: tuple[str, ...] = ()
    decisions: int = 0


class Invitation(NamedTuple):
    """What everyone should know before a session. ``hours`` is None where no time is set."""

    stem: str
    circle: Circle
    hours: tuple[datetime, datetime] | None
    timezone: str
    parts: tuple[InvitationPart, ...]


def invitation(stem: str, circle: Circle, catalog: Catalog, deciding: int = 0) -> Invitation:
    """The invitation to a session, from a catalog of what those who get it may see.

    ``deciding`` is how many action items wait for a decision.
    """
    policy, parts = catalog.policy, []
    readings = [(r, title) for r in circle.readings if (title := _title(catalog, r.postmortem))]
    if readings:
        minutes = sum(reading.minutes or 0 for reading, _ in readings)
        titles = tuple(title for _, title in readings)
        parts.append(InvitationPart("read", minutes, titles))
    if deciding:
        minutes = deciding * DECISION_MINUTES
        parts.append(InvitationPart("decide", minutes, decisions=deciding))
    parts.append(InvitationPart("close", closing_minutes(minutes_of(circle, policy))))
    return Invitation(stem, circle, times(circle, policy), policy.timezone, tuple(parts))


def decisions_waiting(circle: Circle, repository: Repository) -> int:
    """On how many action items a session will decide beside what its page reads."""
    if circle.kind != "reading":  # no other kind decides on what is stale
        return 0
    return min(len(to_decide(repository.assessment)), _decisions_left(circle, repository.policy))


def _decisions_left(circle: Circle, policy: Policy) -> int:
    minutes = minutes_of(circle, policy)
    read = sum(reading.minutes or 0 for reading in circle.readings)
    left = minutes - read - closing_minutes(minutes)
    return max(0, min(decisions_that_fit(minutes), left // DECISION_MINUTES))


def _title(catalog: Catalog, stem: str) -> str | None:
    """What a postmortem is called; None where there is none that can be read."""
    file = catalog.postmortem(stem)
    return clean_line(file.record.title) if file and file.record else None
