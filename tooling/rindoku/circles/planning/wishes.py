"""What somebody wants of a session otherwise than it would be chosen."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple

from rindoku.circles.planning.cadence import DueSession, next_date
from rindoku.errors import CannotRunError
from rindoku.repository import Repository
from rindoku.saying import say
from rindoku.values import YEARS


class Wishes(NamedTuple):
    """What somebody wants otherwise than it would be chosen; None and empty leave it to us.

    ``read`` are exactly these, in this order; ``without`` none of these; both by id.
    """

    date: date
    minutes: int
    start: time | None = None
    read: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    facilitator: str | None = None
    title: str | None = None
    invite: tuple[str, ...] = ()


def completed_wishes(
    due: DueSession,
    repository: Repository,
    *,
    day: date | None,
    start: datetime | None,
    minutes: int | None,
    read: tuple[str, ...],
    without: tuple[str, ...],
    facilitator: str | None,
    title: str | None,
    invite: tuple[str, ...],
) -> Wishes:
    """What was said, with every name in full, and the program's own habits for the rest.

    Raises CannotRunError where nothing is known under a name, or the next session is too far away.
    """
    day = day or next_date(due)
    if day.year not in YEARS:
        raise CannotRunError(
            say("%(day)s is too far away to plan for", day=day), say("name a day with --date")
        )
    return Wishes(
        date=day,
        minutes=minutes or due.program.minutes,
        start=start.time() if start else None,
        read=tuple(repository.find.postmortem(name).stem for name in read),
        without=tuple(repository.find.postmortem(name).stem for name in without),
        facilitator=facilitator,
        title=title,
        invite=tuple(one for handle in invite for one in repository.find.members(handle)),
    )
