"""What the skill map says: who can, who wants to, who could teach whom. Pure; offers, no orders.

Everywhere people who left, or have not joined yet, are out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from rindoku.reading.catalog import Catalog
from rindoku.records import Program, SkillMap
from rindoku.records.skill_map import Level, Person
from rindoku.repository import Repository

WITHOUT_HELP: tuple[Level, ...] = ("teach", "good", "alone")
"""The levels of somebody who can do it; `with-help` is not one of them."""
TO_ASK: tuple[Level, ...] = ("teach", "good")
"""The levels of somebody whom others can ask."""
ENOUGH_TO_TEACH = 2
"""So many people who want to learn a skill make it worth a session."""


class Gap(NamedTuple):
    """A thin place of the map.

    `nobody`: nobody can do it without help. `only-one`: exactly one person can (at `teach`, `good`
    or `alone`), named in ``people``. `wanted`: two or more, named in ``people``, want to learn it.
    """

    kind: Literal["nobody", "only-one", "wanted"]
    skill: str
    people: tuple[str, ...] = ()


class SkillPeople(NamedTuple):
    """Who can be asked about a skill (at `teach` or `good`, teachers first), and who wants it."""

    skill: str
    can: tuple[str, ...]
    want: tuple[str, ...]


class SessionSuggestion(NamedTuple):
    """A session that the map asks for: those at `teach` for those who want the skill.

    ``program`` is the one that invites them, if the policy has one.
    """

    skill: str
    teachers: tuple[str, ...]
    learners: tuple[str, ...]
    program: Program | None


class Invitees(NamedTuple):
    """Whom a program invites on a day; ``wants`` has the skills for which somebody is.

    ``is_everyone``: the program names nobody in particular.
    """

    people: tuple[str, ...]
    is_everyone: bool
    wants: Mapping[str, tuple[str, ...]]


class Practice(NamedTuple):
    """The held sessions about a skill that somebody attended since their level was last set.

    A reason to ask the person whether the map is still right; nothing changes by itself.
    """

    handle: str
    skill: str
    level: Level | None
    sessions: tuple[str, ...]


def gaps(repository: Repository) -> list[Gap]:
    """The thin places of the skill map, in the order of its columns."""
    found = []
    rows = people_on_map(repository.catalog, repository.day)
    for skill in _skills(repository.catalog):
        able = tuple(row.handle for row in rows if row.can.get(skill) in WITHOUT_HELP)
        want = tuple(row.handle for row in rows if skill in row.wants)
        if not able:
            found.append(Gap("nobody", skill))
        elif len(able) == 1:
            found.append(Gap("only-one", skill, able))
        if len(want) >= ENOUGH_TO_TEACH:
            found.append(Gap("wanted", skill, want))
    return found


def skill_people(catalog: Catalog, skills: Iterable[str], day: date) -> list[SkillPeople]:
    """Who can be asked about each of these skills, and who wants to learn it."""
    rows = people_on_map(catalog, day)
    return [
        SkillPeople(
            skill,
            tuple(r.handle for level in TO_ASK for r in rows if r.can.get(skill) == level),
            tuple(row.handle for row in rows if skill in row.wants),
        )
        for skill in skills
    ]


def suggestions(repository: Repository) -> list[SessionSuggestion]:
    """The sessions that the map asks for: two or more want a skill that somebody can teach.

    A skill whose program has a session planned for today or later is left out.
    """
    catalog, day, found = repository.catalog, repository.day, []
    rows = people_on_map(catalog, day)
    for skill in _skills(catalog):
        learners = tuple(row.handle for row in rows if skill in row.wants)
        teachers = tuple(
            row.handle
            for row in rows
            if row.can.get(skill) == "teach" and row.handle not in learners
        )
        programs = programs_for(catalog, skill)
        planned = any(_is_planned(catalog, program, day) for program in programs)
        if teachers and len(learners) >= ENOUGH_TO_TEACH and not planned:
            found.append(SessionSuggestion(skill, teachers, learners, next(iter(programs), None)))
    return found


def invitees(program: Program, catalog: Catalog, day: date) -> Invitees:
    """Whom a program invites: everyone present, or its people and those who want its skills."""
    policy, invite = catalog.policy, program.invite
    if invite is None or not (invite.people or invite.wants):
        return Invitees(tuple(policy.present(day)), True, {})
    named = [h for handle in invite.people for h in policy.teams.get(handle, [handle])]
    wants = {
        row.handle: skills
        for row in people_on_map(catalog, day)
        if (skills := tuple(skill for skill in invite.wants if skill in row.wants))
    }
    people = dict.fromkeys([*named, *wants])
    return Invitees(tuple(h for h in people if policy.is_present(h, day)), False, wants)


def wanting(program: Program, catalog: Catalog, day: date) -> tuple[str, ...]:
    """Who wants a program: the people it invites, or those who want the skill it is named after."""
    invited = invitees(program, catalog, day)
    if not invited.is_everyone:
        return invited.people
    about = skill_people(catalog, skills_of(program, catalog), day)
    return tuple(handle for skill in about for handle in skill.want)


def practices(repository: Repository, level_set: Mapping[tuple[str, str], date]) -> list[Practice]:
    """Who practised a skill in sessions since their level was last set.

    ``level_set`` has, by handle and skill, the day the map last changed there (see
    `levels_set`); a pair that is missing counts every session. Who is at `teach` needs no update.
    """
    catalog, found = repository.catalog, []
    for row in people_on_map(catalog, repository.day):
        for skill in _skills(catalog):
            programs = {program.name for program in programs_for(catalog, skill)}
            since = level_set.get((row.handle, skill), date.min)
            sessions = tuple(
                stem
                for stem, circle in repository.held
                if circle.program in programs
                and circle.date > since
                and row.handle in circle.attendees
            )
            level = row.can.get(skill)
            if sessions and level != "teach":
                found.append(Practice(row.handle, skill, level, sessions))
    return found


def levels_set(
    versions: Iterable[tuple[date | None, SkillMap]],
) -> dict[tuple[str, str], date]:
    """When each level was last set, from the map's versions, oldest first, as far as it is known.

    A version without a day is the first one of a shallow clone: it may be of any day before.
    """
    known: dict[tuple[str, str], Level] = {}
    found: dict[tuple[str, str], date] = {}
    for day, version in versions:
        levels = {(row.handle, s): level for row in version.people for s, level in row.can.items()}
        changed = [k for k in levels | known if levels.get(k) != known.get(k)]
        if day is not None:
            found |= dict.fromkeys(changed, day)
        known = levels
    return found


def skills_of(program: Program, catalog: Catalog) -> list[str]:
    """What a program is about: the skills for which it invites, or the one it is named after."""
    if program.invite is not None and program.invite.wants:
        return list(dict.fromkeys(program.invite.wants))
    return [skill for skill in _skills(catalog) if skill == program.name]


def programs_for(catalog: Catalog, skill: str) -> list[Program]:
    """The programs that are about a skill."""
    return [p for p in catalog.policy.programs if skill in skills_of(p, catalog)]


def people_on_map(catalog: Catalog, day: date) -> list[Person]:
    """The rows of the skill map of those who are there on a day."""
    record = catalog.skill_map.record if catalog.skill_map else None
    rows = record.people if record else []
    return [row for row in rows if catalog.policy.is_present(row.handle, day)]


def _skills(catalog: Catalog) -> list[str]:
    record = catalog.skill_map.record if catalog.skill_map else None
    return list(dict.fromkeys(record.skills)) if record else []


def _is_planned(catalog: Catalog, program: Program, day: date) -> bool:
    return any(
        circle.program == program.name and circle.status == "planned" and circle.date >= day
        for _, circle in catalog.read_circles()
    )
