"""The page of a planned session, complete enough that nobody has to prepare anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from rindoku.analysis.ledger import TrackedItem
from rindoku.analysis.staleness import Assessment
from rindoku.analysis.suggestion import worst_first
from rindoku.circles.planning import agenda as agendas
from rindoku.circles.planning.agenda import MOST_DECISIONS, AgendaPart, TimedReading
from rindoku.circles.planning.assignment import assign_facilitator, assign_readers
from rindoku.circles.planning.last_time import LastTime, last_time
from rindoku.circles.planning.reasons import why
from rindoku.circles.planning.scoring import Candidate, all_candidates, candidates, choose
from rindoku.circles.planning.titles import next_title
from rindoku.circles.skills.skill_map import (
    Invitees,
    SkillPeople,
    invitees,
    people_on_map,
    skill_people,
    skills_of,
)  # fmt: skip
from rindoku.errors import CannotRunError
from rindoku.locale import Words
from rindoku.reading.catalog import Catalog
from rindoku.records import Program

SHORTEST = 10
"""Minutes; nothing shorter is worth a page."""
USUAL_START = time(16)


@dataclass(frozen=True)
class Wishes:
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


@dataclass(frozen=True)
class PlannedReading:
    """A reading with its reader and its reasons in words."""

    postmortem: str
    title: str
    reader: str | None
    minutes: int
    why: str


@dataclass(frozen=True)
class Plan:
    """Everything that the page of a planned session says.

    ``waiting`` are the stale and proposed action items that did not find room; ``small`` the open
    ones of effort S; both only where the kind of session is about them.
    """

    title: str
    program: Program
    date: date
    start: time
    minutes: int
    facilitator: str | None
    invitees: Invitees
    agenda: tuple[AgendaPart, ...]
    readings: tuple[PlannedReading, ...] = ()
    waiting: int = 0
    last: LastTime | None = None
    small: tuple[TrackedItem, ...] = ()
    skills: tuple[SkillPeople, ...] = ()

    @property
    def decides(self) -> bool:
        """Whether the session decides on action items."""
        return self.program.kind == "reading" and any(part.item for part in self.agenda)


def plan(
    program: Program, catalog: Catalog, assessment: Assessment, wishes: Wishes, words: Words
) -> Plan:
    """The next session of a program. The same day, records and wishes give the same plan.

    Raises CannotRunError where the minutes are too few.
    """
    if wishes.minutes < SHORTEST:
        message = f"{wishes.minutes} minutes are too few to plan"
        raise CannotRunError(message, f"give the program `minutes = {SHORTEST}` or more")
    return _Planner(program, catalog, assessment, wishes, words).plan()


def to_decide(assessment: Assessment) -> tuple[TrackedItem, ...]:
    """What a circle decides on: the worst stale action items, as the report orders them, and ideas.

    One place is kept for a proposal, so that ideas are not left waiting behind promises for ever.
    """
    stale = worst_first(assessment, assessment.stale)
    proposed = [item for item in assessment.ledger.items if item.item.status == "proposed"]
    first = stale[: MOST_DECISIONS - bool(proposed)]
    return tuple((first + proposed)[:MOST_DECISIONS])


def small_items(assessment: Assessment) -> tuple[TrackedItem, ...]:
    """The action items of effort S that somebody could do now, by due day; blocked ones cannot."""
    found = [
        item
        for item in assessment.ledger.items
        if item.item.effort == "S" and item.item.status in ("open", "in-progress")
    ]
    return tuple(sorted(found, key=lambda item: (item.item.due or date.max, item.address)))


@dataclass(frozen=True)
class _Planner:
    program: Program
    catalog: Catalog
    assessment: Assessment
    wishes: Wishes
    words: Words

    def plan(self) -> Plan:
        kinds = {
            "reading": self._reading,
            "metrics": self._metrics,
            "mob": self._mob,
            "study": self._study,
            "walkthrough": self._study,
        }
        if self.wishes.read and self.program.kind not in ("reading", "study"):
            hint = "leave --read out, or plan a reading circle or a study session"
            raise CannotRunError(f"a {self.program.kind} session reads nothing", hint)
        return kinds[self.program.kind]()

    def _reading(self) -> Plan:
        minutes = self.wishes.minutes
        deciding = to_decide(self.assessment)[: agendas.decisions_that_fit(minutes)]
        left = minutes - agendas.closing_minutes(minutes)
        left -= agendas.DECISION_MINUTES * len(deciding)
        readings = self._timed(self._chosen(left), left)
        agenda = agendas.reading_agenda(readings, deciding, minutes, self.catalog, self.words)
        proposed = self.assessment.figures.proposed
        waiting = len(self.assessment.stale) + proposed - len(deciding)
        busy = [one.reader for one in readings]
        return self._page(agenda, busy=busy, readings=self._planned(readings), waiting=waiting)

    def _planned(self, readings: Sequence[TimedReading]) -> tuple[PlannedReading, ...]:
        return tuple(
            PlannedReading(
                one.candidate.stem,
                one.candidate.record.title,
                one.reader,
                one.silent + one.talk,
                why(one.candidate, self.catalog.policy, self.words),
            )
            for one in readings
        )

    def _chosen(self, minutes: int) -> list[Candidate]:
        if not self.wishes.read:
            found = candidates(self.catalog, self.assessment)
            return choose([o for o in found if o.stem not in self.wishes.without], minutes)
        known = all_candidates(self.catalog, self.assessment)
        chosen = [known[stem] for stem in dict.fromkeys(self.wishes.read)]
        if 2 * len(chosen) > minutes:
            message = f"{len(chosen)} readings do not fit into {self.wishes.minutes} minutes"
            raise CannotRunError(message, "name fewer with --read, or give more --minutes")
        return chosen

    def _timed(self, chosen: Sequence[Candidate], minutes: int) -> list[TimedReading]:
        if not chosen:
            return []
        readers = assign_readers(self.catalog, self._pool(), chosen)
        times = agendas.silence_and_talk(chosen, minutes)
        return [
            TimedReading(one, reader, *both)
            for one, reader, both in zip(chosen, readers, times, strict=True)
        ]

    def _metrics(self) -> Plan:
        last = last_time(self.program, self.catalog, self.assessment.ledger)
        links, minutes = self.program.links, self.wishes.minutes
        agenda = agendas.metrics_agenda(links, last is not None, minutes, self.words)
        return self._page(agenda, last=last)

    def _mob(self) -> Plan:
        last = last_time(self.program, self.catalog, self.assessment.ledger)
        left_over = last.left_over if last else ()
        small = tuple(i for i in small_items(self.assessment) if i not in left_over)
        agenda = agendas.mob_agenda(
            [*left_over, *small],
            self.program.links,
            self.wishes.minutes,
            self.catalog,
            self.words,
        )
        wanted = self._skills() or self._wanted_skills()
        return self._page(agenda, last=last, small=small, skills=skill_people(
            self.catalog, wanted, self.wishes.date
        ))  # fmt: skip

    def _study(self) -> Plan:
        skills = skill_people(self.catalog, self._skills(), self.wishes.date)
        teachers = [handle for one in skills for handle in one.can]
        minutes, words = self.wishes.minutes, self.words
        readings: list[TimedReading] = []
        if self.program.kind == "study" and self.wishes.read:
            left = (minutes - agendas.closing_minutes(minutes)) * 2 // 5
            readings = self._timed(self._chosen(left), left)
            agenda = agendas.study_and_read_agenda(
                readings, bool(self.program.links), minutes, self.catalog, words
            )
        elif self.program.kind == "study":
            agenda = agendas.study_agenda(bool(self.program.links), minutes, words)
        else:
            agenda = agendas.walkthrough_agenda(minutes, words)
        busy, planned = [one.reader for one in readings], self._planned(readings)
        return self._page(agenda, busy=busy, prefer=teachers, skills=skills, readings=planned)

    def _page(
        self,
        agenda: Sequence[AgendaPart],
        *,
        busy: Sequence[str | None] = (),
        prefer: Sequence[str] = (),
        readings: tuple[PlannedReading, ...] = (),
        waiting: int = 0,
        last: LastTime | None = None,
        small: tuple[TrackedItem, ...] = (),
        skills: Sequence[SkillPeople] = (),
    ) -> Plan:
        """The parts that every kind of session has, and those of its own."""
        wishes, catalog, today = self.wishes, self.catalog, self.assessment.ledger.day
        keeps_time = assign_facilitator(catalog, prefer or self._pool(), busy)
        return Plan(
            title=wishes.title or next_title(self.program, catalog, today, self.words),
            program=self.program,
            date=wishes.date,
            start=wishes.start or self._usual_start(),
            minutes=wishes.minutes,
            facilitator=wishes.facilitator or keeps_time,
            invitees=self._invitees(),
            agenda=tuple(agenda),
            readings=readings,
            waiting=waiting,
            last=last,
            small=small,
            skills=tuple(skills),
        )

    def _invitees(self) -> Invitees:
        if self.wishes.invite:
            return Invitees(tuple(dict.fromkeys(self.wishes.invite)), False, {})
        return invitees(self.program, self.catalog, self.wishes.date)

    def _pool(self) -> list[str]:
        """Who can be asked to read or to keep the time: the invited, or else everybody present."""
        policy, day = self.catalog.policy, self.wishes.date
        invited = [one for one in self._invitees().people if policy.is_present(one, day)]
        return invited or policy.present(day)

    def _skills(self) -> list[str]:
        return skills_of(self.program, self.catalog)

    def _wanted_skills(self) -> list[str]:
        rows = people_on_map(self.catalog, self.wishes.date)
        return list(dict.fromkeys(skill for row in rows for skill in row.wants))

    def _usual_start(self) -> time:
        """When the program's last session began."""
        last = last_time(self.program, self.catalog, self.assessment.ledger)
        return (last and last.circle.start) or USUAL_START
