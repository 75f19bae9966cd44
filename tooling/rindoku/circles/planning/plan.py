"""The plan of a session, complete enough that nobody has to prepare anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import NamedTuple

from rindoku.analysis.staleness import Assessment
from rindoku.analysis.suggestion import worst_first
from rindoku.analysis.tracked_item import TrackedItem
from rindoku.circles.planning import agenda as agendas
from rindoku.circles.planning.agenda import MOST_DECISIONS, AgendaPart, TimedReading
from rindoku.circles.planning.assignment import assign_facilitator, assign_readers
from rindoku.circles.planning.last_time import LastTime, last_time
from rindoku.circles.planning.scoring import Candidate, all_candidates, candidates, choose
from rindoku.circles.planning.sessions import sessions_held
from rindoku.circles.planning.titles import next_title
from rindoku.circles.planning.wishes import Wishes
from rindoku.circles.skills.skill_map import (
    Invitees,
    SkillPeople,
    invitees,
    people_on_map,
    skill_people,
    skills_of,
)  # fmt: skip
from rindoku.errors import CannotRunError
from rindoku.records import Program
from rindoku.repository import Repository
from rindoku.saying import say

SHORTEST = 10
"""Minutes; nothing shorter is worth a page."""
USUAL_START = time(16)


class Plan(NamedTuple):
    """Everything that the page of a planned session says.

    ``title`` is None for one that is named after its kind; the program's first (``is_first``) is
    numbered. ``waiting`` are the stale and proposed action items that did not find room;
    ``small`` the open ones of effort S; both only where the kind of session is about them.
    """

    title: str | None
    is_first: bool
    program: Program
    date: date
    start: time
    minutes: int
    facilitator: str | None
    invitees: Invitees
    agenda: tuple[AgendaPart, ...]
    readings: tuple[TimedReading, ...] = ()
    waiting: int = 0
    last: LastTime | None = None
    small: tuple[TrackedItem, ...] = ()
    skills: tuple[SkillPeople, ...] = ()

    @property
    def decides(self) -> bool:
        """Whether the session decides on action items."""
        return self.program.kind == "reading" and any(part.item for part in self.agenda)


def plan_session(program: Program, repository: Repository, wishes: Wishes) -> Plan:
    """The next session of a program. The same day, records and wishes give the same plan.

    Raises CannotRunError where the minutes are too few.
    """
    if wishes.minutes < SHORTEST:
        message = say("%(minutes)s minutes are too few to plan", minutes=wishes.minutes)
        raise CannotRunError(
            message, say("give the program `minutes = %(shortest)s` or more", shortest=SHORTEST)
        )
    return _Planner(program, repository, wishes).plan()


def to_decide(assessment: Assessment) -> tuple[TrackedItem, ...]:
    """What a circle decides on: the worst stale action items, as the report orders them, and ideas.

    One place is kept for a proposal, so that ideas are not left waiting for ever.
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


class _Planner(NamedTuple):
    program: Program
    repository: Repository
    wishes: Wishes

    def plan(self) -> Plan:
        kinds = {
            "reading": self._reading,
            "metrics": self._metrics,
            "mob": self._mob,
            "study": self._study,
            "walkthrough": self._study,
        }
        if self.wishes.read and self.program.kind not in ("reading", "study"):
            hint = say("leave --read out, or plan a reading circle or a study session")
            raise CannotRunError(
                say("a %(kind)s session reads nothing", kind=self.program.kind), hint
            )
        return kinds[self.program.kind]()

    def _reading(self) -> Plan:
        minutes = self.wishes.minutes
        assessment = self.repository.assessment
        deciding = to_decide(assessment)[: agendas.decisions_that_fit(minutes)]
        left = minutes - agendas.closing_minutes(minutes)
        left -= agendas.DECISION_MINUTES * len(deciding)
        readings = self._timed(self._chosen(left), left)
        agenda = agendas.reading_agenda(readings, deciding, minutes, self.repository.catalog)
        waiting = len(assessment.stale) + assessment.figures.proposed - len(deciding)
        return self._plan(agenda, readings=readings, waiting=waiting)

    def _chosen(self, minutes: int) -> list[Candidate]:
        if not self.wishes.read:
            found, without = candidates(self.repository), self.wishes.without
            return choose([c for c in found if c.stem not in without], minutes)
        known = all_candidates(self.repository)
        chosen = [known[stem] for stem in dict.fromkeys(self.wishes.read)]
        if 2 * len(chosen) > minutes:
            message = say(
                "%(chosen)s readings do not fit into %(minutes)s minutes",
                chosen=len(chosen),
                minutes=self.wishes.minutes,
            )
            raise CannotRunError(message, say("name fewer with --read, or give more --minutes"))
        return chosen

    def _timed(self, chosen: Sequence[Candidate], minutes: int) -> list[TimedReading]:
        if not chosen:
            return []
        readers = assign_readers(self.repository, self._pool(), chosen)
        times = agendas.silence_and_talk(chosen, minutes)
        return [
            TimedReading(candidate, reader, *both)
            for candidate, reader, both in zip(chosen, readers, times, strict=True)
        ]

    def _metrics(self) -> Plan:
        last = last_time(self.program, self.repository)
        links, minutes = self.program.links, self.wishes.minutes
        agenda = agendas.metrics_agenda(links, last is not None, minutes)
        return self._plan(agenda, last=last)

    def _mob(self) -> Plan:
        last = last_time(self.program, self.repository)
        left_over = last.left_over if last else ()
        small = tuple(i for i in small_items(self.repository.assessment) if i not in left_over)
        links, minutes = self.program.links, self.wishes.minutes
        items = [*left_over, *small]
        agenda = agendas.mob_agenda(items, links, minutes, self.repository.catalog)
        skills = self._people_of(self._skills() or self._wanted_skills())
        return self._plan(agenda, last=last, small=small, skills=skills)

    def _study(self) -> Plan:
        skills = self._people_of(self._skills())
        teachers = [handle for skill in skills for handle in skill.can]
        minutes, has_materials = self.wishes.minutes, bool(self.program.links)
        readings: list[TimedReading] = []
        if self.program.kind == "study" and self.wishes.read:
            left = (minutes - agendas.closing_minutes(minutes)) * 2 // 5
            readings = self._timed(self._chosen(left), left)
            agenda = agendas.study_and_read_agenda(readings, has_materials, minutes)
        elif self.program.kind == "study":
            agenda = agendas.study_agenda(has_materials, minutes)
        else:
            agenda = agendas.walkthrough_agenda(minutes)
        return self._plan(agenda, prefer=teachers, skills=skills, readings=readings)

    def _plan(
        self,
        agenda: Sequence[AgendaPart],
        *,
        prefer: Sequence[str] = (),
        readings: Sequence[TimedReading] = (),
        waiting: int = 0,
        last: LastTime | None = None,
        small: tuple[TrackedItem, ...] = (),
        skills: Sequence[SkillPeople] = (),
    ) -> Plan:
        """The parts that every kind of session has, and those of its own."""
        wishes = self.wishes
        busy = [reading.reader for reading in readings]
        keeps_time = assign_facilitator(self.repository, prefer or self._pool(), busy)
        titles = [circle.title for _, circle in sessions_held(self.program, self.repository)]
        return Plan(
            title=wishes.title or next_title(titles),
            is_first=not titles,
            program=self.program,
            date=wishes.date,
            start=wishes.start or self._usual_start(),
            minutes=wishes.minutes,
            facilitator=wishes.facilitator or keeps_time,
            invitees=self._invitees(),
            agenda=tuple(agenda),
            readings=tuple(readings),
            waiting=waiting,
            last=last,
            small=small,
            skills=tuple(skills),
        )

    def _invitees(self) -> Invitees:
        if self.wishes.invite:
            return Invitees(tuple(dict.fromkeys(self.wishes.invite)), False, {})
        return invitees(self.program, self.repository.catalog, self.wishes.date)

    def _pool(self) -> list[str]:
        """Who can be asked to read or to keep the time: the invited, or else everybody present."""
        policy, day = self.repository.policy, self.wishes.date
        invited = [h for h in self._invitees().people if policy.is_present(h, day)]
        return invited or policy.present(day)

    def _skills(self) -> list[str]:
        return skills_of(self.program, self.repository.catalog)

    def _people_of(self, skills: Sequence[str]) -> list[SkillPeople]:
        return skill_people(self.repository.catalog, skills, self.wishes.date)

    def _wanted_skills(self) -> list[str]:
        rows = people_on_map(self.repository.catalog, self.wishes.date)
        return list(dict.fromkeys(skill for row in rows for skill in row.wants))

    def _usual_start(self) -> time:
        """When the program's last session began."""
        last = last_time(self.program, self.repository)
        return (last and last.circle.start) or USUAL_START
