"""`rindoku new`: a page that is clean from its first moment."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
import yaml

from tests.conftest import Repository, clock_at
from tests.terminal import Terminal


def test_a_new_postmortem_is_clean_and_named_by_its_day_and_title(repository: Repository) -> None:
    ran = repository.rindoku("new", "Checkout answered 502!", "--date", "2026-03-14")
    assert ran.stdout == "postmortems/2026-03-14-checkout-answered-502.md\n"
    assert repository.findings() == []


def test_a_japanese_title_gives_a_japanese_slug_and_headings(repository: Repository) -> None:
    ran = repository.rindoku("new", "決済がタイムアウトした", "--date", "2026-03-14")
    assert ran.stdout == "postmortems/2026-03-14-決済がタイムアウトした.md\n"
    assert "## 概要\n" in repository.read(ran.stdout.strip())
    assert repository.findings() == []


def test_a_title_with_yaml_in_it_is_only_a_title(repository: Repository) -> None:
    ran = repository.rindoku("new", 'a: [b] # "c" {{ d }} <script>', "--date", "2026-03-14")
    assert repository.findings() == []
    assert "script" in repository.read(ran.stdout.strip()).split("\n")[1]


def test_a_very_long_title_gives_a_name_that_file_systems_take(repository: Repository) -> None:
    ran = repository.rindoku("new", "障" * 180, "--date", "2026-03-14")
    assert ran.exit_code == 0
    assert repository.findings() == []


def test_an_existing_page_is_never_overwritten(repository: Repository) -> None:
    repository.rindoku("new", "Same", "--date", "2026-03-14")
    again = repository.rindoku("new", "Same", "--date", "2026-03-14")
    assert again.exit_code == 2
    assert "is there already" in again.stderr


def test_the_author_is_the_person_whom_git_and_the_policy_know(repository: Repository) -> None:
    repository.write("rindoku.toml", '[people]\n"@mika" = { name = "森 美加" }\n')
    repository.git("config", "user.name", "森 美加")
    path = repository.rindoku("new", "x", "--date", "2026-03-14").stdout.strip()
    assert 'authors: ["@mika"]' in repository.read(path)


def test_an_unknown_severity_is_refused_with_the_known_ones(repository: Repository) -> None:
    ran = repository.rindoku("new", "x", "--severity", "SEV9")
    assert ran.exit_code == 2
    assert "SEV1, SEV2, SEV3, SEV4" in ran.stderr


def test_a_near_miss_needs_no_severity(repository: Repository) -> None:
    repository.rindoku("new", "Almost", "--near-miss")
    assert repository.findings() == []


# Names


@pytest.mark.parametrize(
    ("title", "name"),
    [("🔥", "fire"), ("🔥🔥", "fire-fire"), ("？！", "question-mark-exclamation-mark"),
     ("障害", "障害"), ("ー", "ー"), ("𠮷野家", "𠮷野家"), ("止まった🔥", "止まった")],
)  # fmt: skip
def test_a_short_title_gives_a_name_of_its_own(
    repository: Repository, title: str, name: str
) -> None:
    ran = repository.rindoku("new", title, "--date", "2026-03-14")
    assert ran.stdout == f"postmortems/2026-03-14-{name}.md\n"


@pytest.mark.parametrize("there", ["ハ\u309aンク", "パンク"])
def test_a_twin_in_another_form_of_unicode_is_refused(repository: Repository, there: str) -> None:
    repository.write(f"postmortems/2026-03-14-{there}.md", "x\n")
    ran = repository.rindoku("new", "パンク", "--date", "2026-03-14")
    assert (ran.exit_code, "is there already" in ran.stderr) == (2, True)


@pytest.mark.parametrize("title", ["𠮷野家の決済", "𠮟られた: 🔥", '"𠮷" 👨‍👩‍👧', "a: 𠮷 # x"])
def test_rare_characters_are_written_as_themselves(repository: Repository, title: str) -> None:
    path = repository.rindoku("new", title, "--date", "2026-03-14").stdout.strip()
    text = repository.read(path)
    assert "\\U" not in text
    assert yaml.safe_load(text.split("---")[1])["title"] == title
    assert repository.findings() == []


# Days


def test_the_samples_due_day_is_ahead(repository: Repository) -> None:
    path = repository.rindoku("new", "x", "--date", "2026-03-14").stdout.strip()
    assert "due: 2026-12-24" in repository.read(path)


def test_without_a_policy_the_day_is_the_machines_and_that_is_said(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        with clock_at(datetime(2026, 11, 24, 20, tzinfo=UTC)):
            ran = repository.rindoku("new", "x")
    finally:
        monkeypatch.undo()
        time.tzset()
    assert ran.stdout == "postmortems/2026-11-25-x.md\n"
    assert ran.stderr.count("timezone") == 1


def test_a_policy_with_a_time_zone_decides_the_day_in_silence(repository: Repository) -> None:
    repository.write("rindoku.toml", 'timezone = "Asia/Tokyo"\n')
    with clock_at(datetime(2026, 11, 24, 20, tzinfo=UTC)):
        ran = repository.rindoku("new", "x")
    assert (ran.stdout, ran.stderr) == ("postmortems/2026-11-25-x.md\n", "")


# Words


def test_a_japanese_page_says_what_the_words_of_a_field_mean(repository: Repository) -> None:
    path = repository.rindoku("new", "決済が止まった", "--date", "2026-03-14").stdout.strip()
    text = repository.read(path)
    assert "# draft（下書き） | in-review（レビュー中） | final（確定）" in text
    assert "customer（お客様）" in text
    assert "detect（検知）" in text


# A team's own template

TEMPLATE = """\
---
title: What happened?  # one line
date: YYYY-MM-DD
status: draft
severity: SEV4
team_key: ours
---
# {{ title }}

On {{date}}.

## Our own section
"""


def test_the_teams_own_template_is_used_where_there_is_one(repository: Repository) -> None:
    repository.write("postmortems/TEMPLATE.md", TEMPLATE)
    given = ("--date", "2026-03-14", "--author", "@mika")
    path = repository.rindoku("new", "a: b", *given).stdout.strip()
    assert repository.read(path) == (
        '---\ntitle: "a: b"  # one line\ndate: 2026-03-14\nstatus: draft\nseverity: SEV4\n'
        'team_key: ours\nauthors: ["@mika"]\n---\n# a: b\n\nOn 2026-03-14.\n\n## Our own section\n'
    )


def test_what_is_given_is_set_in_it(repository: Repository) -> None:
    repository.write("postmortems/TEMPLATE.md", TEMPLATE)
    given = ("--severity", "SEV2", "--service", "mail", "--author", "@mika", "--near-miss")
    path = repository.rindoku("new", "x", "--date", "2026-03-14", *given).stdout.strip()
    fields = yaml.safe_load(repository.read(path).split("---")[1])
    assert {**fields, "date": None} == {
        "title": "x", "date": None, "status": "draft", "severity": "SEV2", "team_key": "ours",
        "services": ["mail"], "authors": ["@mika"], "kind": "near-miss",
    }  # fmt: skip


def test_each_language_may_have_one(repository: Repository) -> None:
    repository.write("postmortems/TEMPLATE.md", "## English\n")
    repository.write("postmortems/template-ja.md", "## 日本語\n")
    english = repository.rindoku("new", "x", "--date", "2026-03-14").stdout.strip()
    japanese = repository.rindoku("new", "止まった", "--date", "2026-03-14").stdout.strip()
    assert repository.read(english).endswith("---\n\n## English\n")
    assert repository.read(japanese).endswith("---\n\n## 日本語\n")
    assert repository.findings() == []


def test_the_policy_may_name_it(repository: Repository) -> None:
    repository.write("rindoku.toml", 'template = "docs/ours.md"\n')
    repository.write("docs/ours.md", TEMPLATE)
    path = repository.rindoku("new", "x", "--date", "2026-03-14").stdout.strip()
    assert "## Our own section" in repository.read(path)


def test_a_template_that_is_not_there_or_broken_is_told(repository: Repository) -> None:
    repository.write("rindoku.toml", 'template = "docs/ours.md"\n')
    assert "docs/ours.md" in repository.rindoku("new", "x").stderr
    repository.write("docs/ours.md", "---\ntitle: a: b\n---\n")
    ran = repository.rindoku("new", "x")
    assert (ran.exit_code, "docs/ours.md:2" in ran.stderr) == (2, True)
    assert repository.rindoku("check").stdout == ""


# The editor


def test_on_a_terminal_the_page_is_opened_in_the_editor(repository: Repository) -> None:
    editor = repository.write("editor", '#!/bin/sh\necho edited >> "$1"\n')
    editor.chmod(0o755)
    repository.environment["VISUAL"] = str(editor)
    with Terminal(repository, "new", "x", "--date", "2026-03-14") as terminal:
        assert terminal.ends() == 0, terminal.shown
    assert repository.read("postmortems/2026-03-14-x.md").endswith("edited\n")


def test_without_a_terminal_no_editor_is_opened(repository: Repository) -> None:
    repository.environment["VISUAL"] = "false"
    assert repository.rindoku("new", "x", "--date", "2026-03-14").stderr.count("editor") == 0


def test_an_editor_that_fails_loses_nothing(repository: Repository) -> None:
    repository.environment["VISUAL"] = "false"
    ran = repository.rindoku("new", "x", "--date", "2026-03-14", "--edit")
    assert (ran.exit_code, "no editor was opened" in ran.stderr) == (0, True)
    assert repository.findings() == []
