"""RK6: circles and the skill map are consistent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rindoku.audiences.withheld import Withheld
from rindoku.findings import Place, Problem
from rindoku.reading.catalog import Catalog, RecordFile
from rindoku.reading.similar import did_you_mean
from rindoku.records import Circle, Decision, Policy, SkillMap
from rindoku.records.skill_map import Person
from rindoku.rules.facts import Entries
from rindoku.rules.registry import rule
from rindoku.saying import say
from rindoku.source.document import Document


@rule("RK601", needs=("programs",))
def known_program(circle: Circle, policy: Policy) -> Iterator[Problem]:
    """A circle's program is one of the policy's, where it lists any, and of the same kind.

    Why: When the next session is due is counted from the last one of its program.

    Bad:
        program: raeding

    Good:
        program: reading
    """
    programs = {program.name: program for program in policy.programs}
    name = circle.program
    if name is None or not programs:
        return
    if name not in programs:
        known = ", ".join(programs)
        hint = did_you_mean(name, list(programs)) or say("leave it out for a session of its own")
        yield Problem(
            say("there is no program `%(name)s`; the policy has %(known)s", name=name, known=known),
            hint,
            ("program",),
        )
    elif programs[name].kind != circle.kind:
        yield Problem(
            say(
                "`kind` is `%(kind)s`, but the program `%(name)s` is `%(kind2)s`",
                kind=circle.kind,
                name=name,
                kind2=programs[name].kind,
            ),
            say("make them the same"),
            ("kind",),
        )


@rule("RK602")
def complete_decisions(decisions: Entries[Decision]) -> Iterator[Problem]:
    """A decision to reschedule or to promote says until when.

    Why: A new date is the whole point of the decision.

    Bad:
        decisions: [{action_item: 2025-06-02-checkout-timeouts#A1, outcome: reschedule}]

    Good:
        decisions:
          - {action_item: 2025-06-02-checkout-timeouts#A1, outcome: reschedule, due: 2026-07-31}
    """
    for at, decision in decisions:
        if decision.outcome in ("reschedule", "promote") and decision.due is None:
            yield Problem(
                say("`%(outcome)s` needs a `due` day", outcome=decision.outcome),
                say("add due: and the new day"),
                (*at, "due"),
            )


@rule("RK603")
def survey_adds_up(circle: Circle) -> Iterator[Problem]:
    """A survey does not count more answers than responses.

    Why: The picture on the page would show people who were not there.

    Bad:
        survey: {responses: 2, understanding: [0, 0, 1, 1, 1], again: [2, 0]}

    Good:
        survey: {responses: 3, understanding: [0, 0, 1, 1, 1], again: [3, 0]}
    """
    survey = circle.survey
    if survey is None:
        return
    for name, counts in (("understanding", survey.understanding), ("again", survey.again)):
        if sum(counts) > survey.responses:
            yield Problem(
                say(
                    "`%(name)s` counts %(sum)s answers, `responses` only %(responses)s",
                    name=name,
                    sum=sum(counts),
                    responses=survey.responses,
                ),
                say("mend the counts"),
                ("survey", name),
            )


@rule("RK604")
def skills_have_columns(
    skill_map: SkillMap, people: Entries[Person], file: RecordFile[Any]
) -> Iterator[Problem]:
    """Every skill that a person can do or wants to learn is one of `skills`; a person stands once.

    Why: A skill without a column is shown nowhere.

    Bad:
        skills: [docker]
        people:
          - {handle: "@mika", can: {dokcer: good}}

    Good:
        skills: [docker]
        people:
          - {handle: "@mika", can: {docker: good}}
    """
    skills = skill_map.skills
    knows_skills = not any(path[0] == "skills" for path in file.validated.left_out)
    seen: set[str] = set()
    for at, person in people:
        if person.handle in seen:
            message = say("`%(handle)s` has two rows", handle=person.handle)
            yield Problem(message, say("make one row of the two"), (*at, "handle"))
        seen.add(person.handle)
        named = [((*at, "can", skill), skill) for skill in person.can]
        named += [((*at, "wants", n), skill) for n, skill in enumerate(person.wants)]
        for field, skill in named:
            if knows_skills and skill not in skills:
                hint = did_you_mean(skill, skills) or say("add it to `skills`, or leave it out")
                key = field[-2] == "can"
                yield Problem(
                    say("`%(skill)s` is not among `skills`", skill=skill), hint, field, on_key=key
                )


@rule("RK605", severity="warning")
def quotes_nothing_restricted(
    circle: Circle, document: Document, catalog: Catalog
) -> Iterator[Problem]:
    """A circle's page quotes no restricted postmortem, neither its id nor its title.

    Why: It was open when the page was planned. The site leaves such a line out; on the git host it
    is still there.

    Bad:
        ---
        title: Reading circle
        kind: reading
        date: 2026-06-10
        status: planned
        ---
        - 10 min: read 2026-04-01-stolen-keys

    Good:
        ---
        title: Reading circle
        kind: reading
        date: 2026-06-10
        status: planned
        ---
        - 10 min: read 2025-06-02-checkout-timeouts
    """
    for number, stem in Withheld(catalog, "site").quotations(document.body):
        yield Problem(
            say("this line quotes `%(record)s`, which is not open to all", record=stem),
            say("take the line out; the site does"),
            Place(document.closing_line + number),
        )
