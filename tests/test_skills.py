"""The skill map's gaps and offers. People who left are out of all of them."""

from __future__ import annotations

from datetime import date

import pytest

from rindoku import repository as core
from rindoku.circles.skills.skill_map import (
    Gap,
    Practice,
    gaps,
    invitees,
    levels_set,
    practices,
    skill_people,
    suggestions,
    wanting,
)
from rindoku.reading.catalog import Catalog
from rindoku.records import SkillMap
from tests.conftest import Repository

DAY = date(2026, 6, 1)
POLICY = """\
[people]
"@mika" = {}
"@ken" = {}
"@aoi" = {}
"@gone" = { left = 2026-01-31 }
"@soon" = { joined = 2026-07-01 }
[teams]
"@platform" = ["@mika", "@gone"]
[[programs]]
name = "mob"
kind = "mob"
every = "1 week"
invite = { wants = ["terraform"] }
[[programs]]
name = "metrics"
kind = "metrics"
invite = { people = ["@platform", "@ken"] }
[[programs]]
name = "reading"
kind = "reading"
"""
MAP = """\
---
skills: [terraform, docker, aws]
people:
  - {handle: "@mika", can: {terraform: teach, docker: with-help, aws: good}}
  - {handle: "@ken", can: {aws: alone}, wants: [terraform, docker]}
  - {handle: "@aoi", can: {terraform: with-help}, wants: [terraform]}
  - {handle: "@gone", can: {terraform: teach, docker: teach}, wants: [terraform]}
  - {handle: "@soon", can: {docker: good}, wants: [docker]}
---
"""


@pytest.fixture
def team(folder: Repository) -> Repository:
    folder.write("rindoku.toml", POLICY)
    folder.write("docs/skill-map.md", MAP)
    return folder


def opened(team: Repository) -> core.Repository:
    return core.open_repository(team.path, DAY)


def catalog(team: Repository) -> Catalog:
    return opened(team).catalog


def invited(team: Repository, name: str) -> tuple[str, ...]:
    program = catalog(team).policy.program(name)
    assert program is not None
    return invitees(program, catalog(team), DAY).people


def session(team: Repository, day: str, there: str, status: str = "held") -> None:
    text = f"---\ntitle: t\nprogram: mob\nkind: mob\ndate: {day}\nstatus: {status}\n"
    team.write(f"docs/circles/{day}-mob.md", f"{text}attendees: [{there}]\n---\n")


def test_a_gap_is_a_skill_that_one_person_or_nobody_has_or_that_several_want(
    team: Repository,
) -> None:
    assert gaps(opened(team)) == [
        Gap("only-one", "terraform", ("@mika",)),
        Gap("wanted", "terraform", ("@ken", "@aoi")),
        Gap("nobody", "docker"),
    ]


def test_who_can_be_asked_is_good_at_it_and_teachers_come_first(team: Repository) -> None:
    team.write("docs/skill-map.md", MAP.replace("{aws: alone}", "{aws: teach}"))
    (aws,) = skill_people(catalog(team), ["aws"], DAY)
    assert (aws.can, aws.want) == (("@ken", "@mika"), ())


def test_a_session_is_suggested_where_two_want_what_somebody_can_teach(team: Repository) -> None:
    (found,) = suggestions(opened(team))
    assert (found.skill, found.teachers, found.learners) == (
        "terraform",
        ("@mika",),
        ("@ken", "@aoi"),
    )
    assert found.program is not None
    assert found.program.name == "mob"


def test_what_is_planned_already_is_not_suggested(team: Repository) -> None:
    session(team, "2026-06-09", "", "planned")
    assert suggestions(opened(team)) == []


def test_a_program_without_an_invitation_invites_everyone_who_is_there(team: Repository) -> None:
    assert invited(team, "reading") == ("@mika", "@ken", "@aoi")


def test_a_program_invites_those_who_want_to_learn_its_skills(team: Repository) -> None:
    assert invited(team, "mob") == ("@ken", "@aoi")


def test_a_program_invites_its_people_and_the_people_of_its_teams(team: Repository) -> None:
    assert invited(team, "metrics") == ("@mika", "@ken")


def test_a_program_is_wanted_by_those_who_want_the_skill_it_is_named_after(
    team: Repository,
) -> None:
    team.write("rindoku.toml", POLICY.replace('"reading"', '"docker"', 1))
    program = catalog(team).policy.program("docker")
    assert program is not None
    assert wanting(program, catalog(team), DAY) == ("@ken",)


def test_attended_sessions_about_a_skill_are_a_reason_to_look_at_the_map_again(
    team: Repository,
) -> None:
    session(team, "2026-03-01", '"@aoi", "@mika"')
    session(team, "2026-04-01", '"@aoi", "@gone"')
    session(team, "2026-05-01", '"@aoi", "@ken"')
    session(team, "2026-05-08", '"@aoi"', "planned")
    level_set = {("@aoi", "terraform"): date(2026, 3, 1)}
    assert practices(opened(team), level_set) == [
        Practice("@ken", "terraform", None, ("2026-05-01-mob",)),
        Practice("@aoi", "terraform", "with-help", ("2026-04-01-mob", "2026-05-01-mob")),
    ]


def test_a_level_was_set_when_the_map_last_changed_there() -> None:
    def version(**can: str) -> SkillMap:
        return SkillMap.model_validate({"people": [{"handle": "@aoi", "can": can}]})

    days = [date(2026, month, 1) for month in (1, 2, 3)]
    maps = [
        version(aws="alone", docker="good"),
        version(aws="good", docker="good"),
        version(aws="good"),
    ]
    assert levels_set(zip(days, maps, strict=True)) == {
        ("@aoi", "aws"): days[1],
        ("@aoi", "docker"): days[2],
    }


def test_without_a_map_there_are_no_gaps_and_no_offers(folder: Repository) -> None:
    nothing = opened(folder)
    assert gaps(nothing) == []
    assert suggestions(nothing) == []
    assert practices(nothing, {}) == []
