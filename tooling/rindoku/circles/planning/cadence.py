"""When a program's next session is due, told from what anyone can look up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dateutil.relativedelta import relativedelta

from rindoku.circles.planning.sessions import sessions_held
from rindoku.circles.skills.skill_map import wanting
from rindoku.records import Program
from rindoku.records.policy import EVERY
from rindoku.repository import Repository

NOTICE = timedelta(days=14)
"""How long before a session people hear of it; never longer than the program's own span."""


@dataclass(frozen=True)
class Trigger:
    """One of the things that make a session due: the policy's key, and how far it has come.

    ``due`` is None while there are fewer than ``needed``. ``every`` needs nothing to be counted.
    """

    name: Literal["every", "after_postmortems", "after_joins"]
    due: date | None
    count: int = 0
    needed: int = 0


class DueSession(NamedTuple):
    """When a program's next session is due, as of a day.

    ``due`` is the first of its triggers' days; None for a program that is wished for, or whose
    triggers have not come. ``planned`` are the sessions of that day or later that stand in the
    circles already, ``unrecorded`` those that were planned for an earlier day and are neither held
    nor cancelled; both by id.
    """

    program: Program
    as_of: date
    last_held: date | None
    triggers: tuple[Trigger, ...]
    planned: tuple[tuple[str, date], ...] = ()
    unrecorded: tuple[str, ...] = ()
    wanted_by: tuple[str, ...] = ()

    @property
    def is_wished_for(self) -> bool:
        """Whether nothing in the policy makes it due."""
        return not self.triggers

    @property
    def due(self) -> date | None:
        """The day it is due, or was."""
        return min((t.due for t in self.triggers if t.due is not None), default=None)

    @property
    def overdue_days(self) -> int:
        """For how many days it has been overdue; 0 when it is not."""
        return 0 if self.due is None else max(0, (self.as_of - self.due).days)


def due_sessions(repository: Repository) -> list[DueSession]:
    """Each program of the policy with the day its next session is due, in the policy's order."""
    return [due_session(program, repository) for program in repository.policy.programs]


def due_session(program: Program, repository: Repository) -> DueSession:
    """When one program's next session is due.

    `every` counts from the last held session, in calendar months; a program never held is due on
    the repository's day. `after_postmortems` is due on the date of the last of so many own
    postmortems later than the last session, `after_joins` on the day the last of so many people
    joined after it; before the first session all of them count.
    """
    day = repository.day
    last = max((circle.date for _, circle in sessions_held(program, repository)), default=None)
    planned = [
        (stem, circle.date)
        for stem, circle in repository.catalog.read_circles()
        if circle.program == program.name and circle.status == "planned"
    ]
    return DueSession(
        program,
        day,
        last,
        tuple(_triggers(program, repository, last)),
        tuple((stem, on) for stem, on in planned if on >= day),
        tuple(stem for stem, on in planned if on < day),
        wanting(program, repository.catalog, day),
    )


def next_date(due: DueSession) -> date:
    """The day to plan for: when it is due, on a working day, and never without notice."""
    day = max(due.due or due.as_of, due.as_of + _notice(due.program, due.as_of))
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day


def _triggers(program: Program, repository: Repository, last: date | None) -> list[Trigger]:
    catalog, day, triggers = repository.catalog, repository.day, []
    if program.every is not None:
        triggers.append(Trigger("every", day if last is None else _later(last, program.every)))
    since = last or date.min
    if (needed := program.after_postmortems) is not None:
        records = [record for _, record in catalog.read_postmortems() if not record.is_external]
        days = sorted(r.date for r in records if since < r.date <= day)
        triggers.append(Trigger("after_postmortems", _nth(days, needed), len(days), needed))
    if (needed := program.after_joins) is not None:
        joined = [p.joined for p in catalog.policy.people.values() if p.joined is not None]
        days = sorted(on for on in joined if since < on <= day)
        triggers.append(Trigger("after_joins", _nth(days, needed), len(days), needed))
    return triggers


def _nth(days: list[date], number: int) -> date | None:
    return days[number - 1] if len(days) >= number else None


def _notice(program: Program, day: date) -> timedelta:
    return min(NOTICE, _later(day, program.every) - day) if program.every else NOTICE


def _later(day: date, every: str) -> date:
    """A day one span later; the last day there is where the calendar ends before that."""
    match = EVERY.fullmatch(every)
    assert match is not None  # the policy holds nothing else
    number = int(match[1] or 1)
    spans = {
        "day": relativedelta(days=number),
        "week": relativedelta(weeks=number),
        "month": relativedelta(months=number),
        "year": relativedelta(years=number),
    }
    try:
        return day + spans[match[2]]
    except (ValueError, OverflowError):
        return date.max
