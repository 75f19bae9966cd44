"""The table of fields is the one place of a field.

A field that nobody ever heard of is added to a copy of the package: one line with its docstring in
`records/action_item.py`, and its Japanese word. The commands of that copy know all about it.
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from rindoku.records import ActionItem, Circle, Postmortem, SkillMap
from rindoku.records.base import Model
from rindoku.records.fields import fields_of
from tests.conftest import PROJECT, Repository

LINE = '''\
    verified_by: Annotated[
        Handle | None, About("verified by", {"page": NAMED, "life": NAMED, **_ROWS}, ("done",))
    ] = None
    """Who saw that it holds."""
'''
LABELS = {"en": "verified by", "ja": "確かめた人"}
PATH = "postmortems/2026-03-14-checkout-502.md"
A1, A2 = "2026-03-14-checkout-502#A1", "2026-03-14-checkout-502#A2"
POLICY = """\
language = "{language}"
people = {{ "@mika" = {{ name = "Mika Mori" }}, "@ken" = {{}} }}
"""
RECORD = """\
---
title: Checkout answered 502 for 38 minutes
date: 2026-03-14
status: draft
severity: SEV2
action_items:
  - id: A1
    title: Alert when the connection pool is over 80%
    priority: P1
    owner: "@ken"
    status: done
    closed: 2026-04-02
    verified_by: "@mika"
  - id: A2
    title: Roll back automatically
    priority: P1
    owner: "@ken"
    status: open
    due: 2026-04-10
---
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package in which action items have one more field."""
    folder = tmp_path_factory.mktemp("changed")
    copy = folder / "rindoku"
    half_written = shutil.ignore_patterns("*.pyc.*")
    shutil.copytree(PROJECT / "tooling/rindoku", copy, ignore=half_written)
    table = copy / "records/action_item.py"
    source = table.read_text("utf-8").replace("    Day,\n", "    Day,\n    Handle,\n", 1)
    table.write_text(source.replace("    tracker: ", LINE + "    tracker: ", 1), "utf-8")
    words = copy / "locale/ja/LC_MESSAGES"
    with (words / "rindoku.po").open("rb") as file:
        catalog = read_po(file)
    catalog.add(LABELS["en"], LABELS["ja"])
    with (words / "rindoku.mo").open("wb") as file:
        write_mo(file, catalog)
    return folder


@pytest.fixture(params=["en", "ja"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def team(repository: Repository, package: Path) -> Repository:
    """A team that uses the changed package; the day after A2 was promised somebody verified it."""
    repository.environment |= {"PYTHONPATH": str(package), "NO_MKDOCS_2_WARNING": "1"}
    speak(repository, "en")
    repository.write(PATH, RECORD)
    repository.commit("2026-04-02")
    change(repository, "due: 2026-04-10", 'due: 2026-04-10\n    verified_by: "@ken"')
    repository.commit("2026-04-03")
    return repository


def speak(team: Repository, language: str) -> None:
    team.write("rindoku.toml", POLICY.format(language=language))


def change(team: Repository, old: str, new: str) -> None:
    text = team.read(PATH)
    assert old in text
    team.write(PATH, text.replace(old, new))


def python(team: Repository, *arguments: str) -> str:
    """Run Python with the changed package; what it prints."""
    ran = subprocess.run(
        [sys.executable, *arguments],
        cwd=team.path,
        env={**os.environ, **team.environment},
        stdout=subprocess.PIPE,
        check=True,
    )
    return ran.stdout.decode()


def test_check_knows_who_can_stand_in_a_new_field_and_in_what_shape(team: Repository) -> None:
    assert team.process("check").exit_code == 0
    change(team, 'verified_by: "@mika"', 'verified_by: "@mikaa"')
    change(team, 'verified_by: "@ken"', "verified_by: [1]")
    ran = team.process("check")
    assert ran.exit_code == 1
    assert f"{PATH}:13:18: RK207 `verified_by` is `@mikaa`" in ran.stdout
    assert f"{PATH}:20:18: RK102 `verified_by` is a list" in ran.stdout


def test_check_knows_a_new_field_by_a_misspelt_name(team: Repository) -> None:
    change(team, 'verified_by: "@mika"', 'verifed_by: "@mika"')
    assert "RK104 `verifed_by` is no field; did you mean `verified_by`?" in (
        team.process("check").stdout
    )


def test_a_status_that_ends_takes_its_new_field_along(team: Repository) -> None:
    ran = team.process("action", "reopen", A1, "--due", "2026-06-01")
    assert ran.exit_code == 0, ran.stderr
    reopened, other = team.read(PATH).split("- id: A2")
    assert "verified_by" not in reopened
    assert "verified_by" in other


def test_a_new_field_stands_in_every_row(team: Repository) -> None:
    as_of = ("--as-of", "2026-05-01", "--format")
    (stale,) = team.process("stale", *as_of, "json").json["stale"]
    assert stale["verified_by"] == "@ken"
    rows = team.process("action", "list", "--status", "done", "--format", "json").json
    assert [row["verified_by"] for row in rows["action_items"]] == ["@mika"]
    table = team.process("stale", *as_of, "csv").stdout.removeprefix("\ufeff")
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert row["verified by"] == "'@ken"


def test_a_new_field_is_told_in_both_languages(team: Repository, language: str) -> None:
    speak(team, language)
    label = LABELS[language]
    heading, *_ = team.process("action", "show", A1).stdout.split("\n\n")
    assert f"{label}: @mika" in heading
    *_, life = team.process("action", "show", A2).stdout.split("\n\n")
    assert re.search(rf"2026-04-03 .* {label}: @ken  ", life)


def test_a_new_field_stands_on_the_site_in_both_languages(team: Repository, language: str) -> None:
    speak(team, language)
    team.write("mkdocs.yml", "{site_name: Postmortems, plugins: [rindoku]}\n")
    team.write("docs/about.md", "# About\n")
    python(team, "-m", "mkdocs", "build", "--strict", "--quiet")
    page = (team.path / "site" / PATH).with_suffix("") / "index.html"
    assert f"{LABELS[language]}: Mika Mori" in page.read_text("utf-8")


def test_a_new_field_stands_in_the_reference(team: Repository) -> None:
    tools = PROJECT / "docs/tools"
    code = (
        f"import sys; sys.path.append({str(tools)!r})\n"
        "import reference as r; print(r.records(r.words_in('en')))"
    )
    for optimized in ([], ["-OO"]):
        told = python(team, *optimized, "-c", code)
        assert "| `verified_by` | person | Who saw that it holds. |" in told
        assert "One entry of `action_items`, addressed everywhere as `RECORD#ID`." in told


def test_every_field_that_is_shown_has_its_documentation() -> None:
    models: tuple[type[Model], ...] = (ActionItem, Postmortem)
    assert [one.name for model in models for one in fields_of(model) if not one.documentation] == []


def test_a_field_that_names_somebody_says_so_by_its_type() -> None:
    named = {
        (model, field.name)
        for model in (ActionItem, Postmortem, Circle, SkillMap)
        for field in fields_of(model)
        if field.names_somebody
    }
    assert named >= {
        (ActionItem, "owner"),
        (Postmortem, "authors"),
        (Circle, "facilitator"),
        (Circle, "attendees"),
    }
    assert not named & {(ActionItem, "title"), (ActionItem, "blocked_by"), (Postmortem, "source")}
