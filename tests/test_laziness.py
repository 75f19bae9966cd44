"""What a command does not tell it does not work out: processes of git and walks are counted."""

from __future__ import annotations

from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest

from rindoku.audiences.withheld import Withheld
from rindoku.git import running
from rindoku.repository import open_repository
from tests.conftest import POSTMORTEM, Repository

STEM = "2026-03-14-checkout-502"
PAGE = "docs/circles/2026-06-10-reading.md"
PLANNED = """\
---
title: Reading circle 1
kind: reading
program: reading
date: 2026-06-10
status: held
---
"""
POLICY = """
[[programs]]
name = "reading"
kind = "reading"
every = "6 months"

[[programs]]
name = "mob"
kind = "mob"
every = "1 week"
"""


@pytest.fixture
def team(repository: Repository) -> Repository:
    """A team whose history was walked before, by any command."""
    repository.write("rindoku.toml", POLICY)
    repository.write(f"postmortems/{STEM}.md", POSTMORTEM)
    repository.write(PAGE, PLANNED)
    repository.commit("2026-03-15")
    repository.rindoku("stale")
    return repository


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The git commands that are started, by their names."""
    started: list[str] = []

    def counting(command: Any, **options: Any) -> Any:
        words = list(command[1:])
        while words[0] == "-c":
            del words[:2]
        started.append(words[0])
        return Popen(command, **options)

    monkeypatch.setattr(running, "Popen", counting)
    return started


NOTHING = [
    ("check",),
    ("rule",),
    ("circle", "due"),
    ("circle", "move", "2026-06-10-reading", "2026-06-17"),
    ("circle", "record", "2026-06-10-reading", "--note", "again"),
    ("action", "start", f"{STEM}#A1", "--dry-run"),
    ("action", "reschedule", f"{STEM}#A1", "2099-01-01", "--dry-run"),
]


@pytest.mark.parametrize("command", NOTHING, ids=" ".join)
def test_what_tells_nothing_of_the_past_asks_git_only_where_it_keeps_its_memory(
    team: Repository, asked: list[str], command: tuple[str, ...]
) -> None:
    team.rindoku(*command)
    assert {*asked} <= {"rev-parse"}


REMEMBERED = [
    ("stale",),
    ("stale", "--format", "markdown"),
    ("action", "list"),
    ("action", "show", f"{STEM}#A1"),
    ("circle", "plan", "reading", "--dry-run", "--explain"),
    ("circle", "plan", "mob", "--dry-run"),
]


@pytest.mark.parametrize("command", REMEMBERED, ids=" ".join)
def test_what_was_walked_before_is_not_walked_again(
    team: Repository, asked: list[str], command: tuple[str, ...]
) -> None:
    team.rindoku(*command)
    assert sorted({*asked}) == ["ls-tree", "rev-parse"]  # where are we, HEAD, its files
    assert len(asked) <= 5


def test_a_history_is_walked_once_for_a_report(repository: Repository, asked: list[str]) -> None:
    repository.write(f"postmortems/{STEM}.md", POSTMORTEM)
    repository.commit("2026-03-15")
    repository.rindoku("stale", "--format", "html")
    assert asked.count("diff-tree") == asked.count("rev-list") == 1


def test_a_calendar_asks_for_the_past_of_its_page_alone(team: Repository, asked: list[str]) -> None:
    team.rindoku("circle", "invite", "2026-06-10-reading", "--format", "ics")
    assert sorted(asked) == ["cat-file", "diff-tree", "rev-list", *3 * ["rev-parse"]]


def test_a_site_lists_the_main_line_once_for_all_its_pages(
    team: Repository, asked: list[str], tmp_path: Path
) -> None:
    seen = open_repository(team.path).seen_by("site")
    seen.history.pages.last_changed("postmortems", "docs/circles")
    seen.history.pages.versions("docs/circles")
    seen.history.pages.versions("docs/skill-map.md")
    assert asked.count("rev-list") == 1


def test_an_opened_repository_has_worked_out_nothing(
    team: Repository, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Withheld, "files", property(lambda self: pytest.fail("looked at records")))
    opened = open_repository(team.path)
    assert asked == ["rev-parse"]  # where its memory lies
    assert opened.seen_by("team") is opened
    assert "ledger" not in vars(opened)


def test_each_part_is_worked_out_once(team: Repository) -> None:
    opened = open_repository(team.path)
    assert opened.assessment.ledger is opened.ledger
    assert opened.seen_by("site") is opened.seen_by("site")
    assert opened.seen_by("site").assessment is opened.seen_by("site").assessment
