"""Which sessions are due, since when and why, counted from what anyone can look up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rindoku.circles.planning.cadence import due_sessions, next_date
from rindoku.repository import open_repository
from tests.conftest import POSTMORTEM, Repository


def policy(repository: Repository, program: str, people: str = "") -> None:
    text = f'[people]\n{people}\n[[programs]]\nname = "p"\nkind = "reading"\n{program}\n'
    repository.write("rindoku.toml", text)


def circle(repository: Repository, day: str, status: str = "held", program: str = "p") -> None:
    text = f"---\ntitle: t\nprogram: {program}\nkind: reading\ndate: {day}\nstatus: {status}\n---\n"
    repository.write(f"docs/circles/{day}-{program}.md", text)


def postmortem(repository: Repository, day: str, more: str = "") -> None:
    text = POSTMORTEM.replace("date: 2026-03-14", f"date: {day}{more}")
    repository.write(f"postmortems/{day}-it-broke.md", text)


def due(repository: Repository, day: str) -> Any:
    repository.commit("2026-01-01")
    ran = repository.rindoku("circle", "due", "--as-of", day, "--format", "json")
    assert ran.exit_code == 0, ran.stderr
    return ran.json["programs"][0]


def facts(repository: Repository, day: str) -> tuple[str | None, str | None, int]:
    row = due(repository, day)
    return row["last_held"], row["due"], row["overdue_days"]


def test_a_cadence_counts_calendar_months_from_the_last_held_session(
    repository: Repository,
) -> None:
    policy(repository, 'every = "6 months"')
    circle(repository, "2025-08-31")
    assert facts(repository, "2026-03-10") == ("2025-08-31", "2026-02-28", 10)


def test_on_its_day_a_session_is_due_and_not_overdue(repository: Repository) -> None:
    policy(repository, 'every = "1 week"')
    circle(repository, "2026-01-05")
    assert facts(repository, "2026-01-12") == ("2026-01-05", "2026-01-12", 0)
    assert facts(repository, "2026-01-13") == ("2026-01-05", "2026-01-12", 1)


def test_a_program_that_was_never_held_is_due_today(repository: Repository) -> None:
    policy(repository, 'every = "6 months"')
    assert facts(repository, "2026-02-01") == (None, "2026-02-01", 0)
    assert "never held" in due(repository, "2026-02-01")["why"]


def test_planned_and_cancelled_sessions_and_other_programs_do_not_count_as_held(
    repository: Repository,
) -> None:
    policy(repository, 'every = "1 month"')
    circle(repository, "2026-01-05")
    circle(repository, "2026-01-20", "cancelled")
    circle(repository, "2026-01-21", "planned")
    circle(repository, "2026-01-22", program="q")
    assert facts(repository, "2026-02-10") == ("2026-01-05", "2026-02-05", 5)


def test_a_session_planned_ahead_is_told_beside_it(repository: Repository) -> None:
    policy(repository, 'every = "1 month"')
    circle(repository, "2026-01-05")
    circle(repository, "2026-03-02", "planned")
    row = due(repository, "2026-02-10")
    assert row["overdue_days"] == 5
    assert row["planned"] == [{"circle": "2026-03-02-p", "date": "2026-03-02"}]
    assert "planned for 2026-03-02" in row["why"]


def test_a_session_that_nobody_recorded_is_asked_about(repository: Repository) -> None:
    policy(repository, 'every = "1 month"')
    circle(repository, "2026-01-05", "planned")
    assert "2026-01-05-p was planned and never recorded" in due(repository, "2026-02-10")["why"]


def test_it_is_due_on_the_day_of_the_last_of_so_many_own_postmortems(
    repository: Repository,
) -> None:
    policy(repository, "after_postmortems = 2")
    circle(repository, "2025-06-01")
    postmortem(repository, "2025-05-20")  # before the last session
    postmortem(repository, "2025-06-01")  # on its day
    postmortem(repository, "2025-07-01")
    postmortem(repository, "2025-08-01", "\nsource: https://example.com/theirs")
    assert facts(repository, "2026-01-10") == ("2025-06-01", None, 0)
    postmortem(repository, "2025-09-01", "\nkind: near-miss")
    postmortem(repository, "2025-10-01")
    assert facts(repository, "2026-01-10") == ("2025-06-01", "2025-09-01", 131)


def test_it_is_due_on_the_day_the_last_of_so_many_people_joined(repository: Repository) -> None:
    people = (
        '"@a" = { joined = 2024-04-01 }\n"@b" = { joined = 2025-07-01 }\n'
        '"@c" = { joined = 2025-10-01 }\n"@d" = { joined = 2026-04-01 }\n"@e" = {}'
    )
    policy(repository, "after_joins = 2", people)
    assert (
        "3 of 2 people joined so far, reached on 2025-07-01" in due(repository, "2026-01-10")["why"]
    )
    circle(repository, "2025-06-01")
    assert facts(repository, "2026-01-10") == ("2025-06-01", "2025-10-01", 101)
    policy(repository, "after_joins = 3", people)
    assert facts(repository, "2026-01-10") == ("2025-06-01", None, 0)
    assert "2 of 3 people joined since" in due(repository, "2026-01-10")["why"]


def test_before_the_first_session_every_postmortem_counts(repository: Repository) -> None:
    policy(repository, "after_postmortems = 1")
    postmortem(repository, "2025-05-20")
    assert facts(repository, "2026-01-10")[:2] == (None, "2025-05-20")


def test_of_several_reasons_the_first_to_come_counts(repository: Repository) -> None:
    policy(repository, 'every = "6 months"\nafter_postmortems = 1')
    circle(repository, "2025-10-01")
    postmortem(repository, "2025-11-01")
    assert facts(repository, "2026-01-10")[1] == "2025-11-01"


def test_a_wished_for_program_is_never_due_and_told_with_who_wants_it(
    repository: Repository,
) -> None:
    policy(
        repository,
        'invite = { wants = ["terraform"] }',
        '"@aoi" = { name = "Aoi" }\n"@ryo" = { left = 2025-01-01 }',
    )
    rows = '[{handle: "@aoi", wants: [terraform]}, {handle: "@ryo", wants: [terraform]}]'
    repository.write("docs/skill-map.md", f"---\nskills: [terraform]\npeople: {rows}\n---\n")
    row = due(repository, "2026-02-01")
    assert (row["due"], row["overdue_days"], row["wanted_by"]) == (None, 0, ["@aoi"])
    assert "wanted by Aoi" in row["why"]


def test_every_key_is_there_and_days_are_text(repository: Repository) -> None:
    policy(repository, 'every = "6 months"')
    circle(repository, "2025-06-10")
    row = due(repository, "2026-02-01")
    keys = ("program", "kind", "last_held", "due", "overdue_days")
    assert tuple(row)[:5] == keys
    assert [row[key] for key in keys] == ["p", "reading", "2025-06-10", "2025-12-10", 53]


def test_a_past_day_is_told_as_the_main_line_was_then(repository: Repository) -> None:
    policy(repository, 'every = "1 month"')
    repository.commit("2025-01-01")
    circle(repository, "2025-02-01")
    repository.commit("2025-03-01")
    ran = repository.rindoku("circle", "due", "--as-of", "2025-02-15", "--format", "json")
    assert ran.json["programs"][0]["last_held"] is None


def test_in_words_it_says_since_when_and_why(repository: Repository) -> None:
    policy(repository, 'every = "6 months"')
    circle(repository, "2025-06-10")
    repository.commit("2026-01-01")
    said = repository.rindoku("circle", "due", "--as-of", "2026-02-01").stdout
    assert "overdue for 53 days, since 2025-12-10" in said
    assert "last held on 2025-06-10; every 6 months" in said


def test_without_programs_nothing_is_due(repository: Repository) -> None:
    ran = repository.rindoku("circle", "due")
    assert (ran.exit_code, ran.stdout) == (
        0,
        "The policy has no programs yet; `rindoku circle plan reading` needs none.\n",
    )
    assert repository.rindoku("circle", "due", "--format", "json").json == {"programs": []}


@pytest.mark.parametrize(
    ("every", "held", "today", "planned_for"),
    [
        ("6 months", "2026-01-05", "2026-01-10", "2026-07-06"),  # the 5th is a Sunday
        ("6 months", "2025-01-05", "2026-01-10", "2026-01-26"),  # overdue: two weeks' notice
        ("1 week", "2026-01-05", "2026-01-12", "2026-01-19"),
        ("3 days", "2026-01-05", "2026-01-12", "2026-01-15"),
    ],
)
def test_the_next_session_is_planned_for_a_working_day_with_notice(
    repository: Repository, every: str, held: str, today: str, planned_for: str
) -> None:
    policy(repository, f'every = "{every}"')
    circle(repository, held)
    repository.commit("2026-01-01")
    (found,) = due_sessions(open_repository(repository.path, date.fromisoformat(today)))
    assert next_date(found).isoformat() == planned_for


def test_a_cadence_beyond_the_calendar_ends_in_words(repository: Repository) -> None:
    policy(repository, 'every = "9000 years"')
    circle(repository, "2025-06-10")
    assert repository.rindoku("circle", "due").exit_code == 0
    ran = repository.rindoku("circle", "plan", "p")
    assert ran.exit_code == 2
    assert "--date" in ran.stderr
