"""What a record said while it was closed is told to nobody whom it was closed to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rindoku.reports.registry import REPORTS
from rindoku.repository import open_repository
from tests.commands import build_site
from tests.conftest import Repository

STEM = "2026-03-14-checkout-502"
PATH = f"postmortems/{STEM}.md"
MKDOCS = (Path(__file__).parent.parent / "tooling/rindoku/scaffold/files/mkdocs.yml").read_text()
POLICY = 'people = { "@ken" = {}, "@mika" = {}, "@HIDDEN-OWNER" = {} }\n'


def version(visibility: str, *items: str, more: str = "") -> str:
    listed = "\n".join(f"  - {{{item}}}" for item in items)
    return (
        f"---\ntitle: Checkout answered 502\ndate: 2026-03-14\nstatus: draft\nseverity: SEV2\n"
        f"{visibility}\naction_items:\n{listed}\n---\n{more}"
    )


OPEN = "visibility: internal"
CLOSED = "visibility: restricted"
SAID = 'id: A1, title: Alert on the pool, owner: "@ken", status: open, due: 2026-04-10'
HIDDEN_ITEM = (
    'id: A1, title: HIDDEN-TITLE, owner: "@HIDDEN-OWNER", status: blocked, due: 2027-07-07, '
    "blocked_by: HIDDEN-REASON, note: HIDDEN-NOTE"
)
OTHER = 'id: A2, title: HIDDEN-ITEM, owner: "@ken", status: open, due: 2027-08-08'
NOW = 'id: A1, title: Alert on the pool, owner: "@mika", status: open, due: 2026-05-10'


def closed_for_a_while(team: Repository) -> None:
    team.write(PATH, version(OPEN, SAID))
    team.commit("2026-03-15")
    team.write(PATH, version(CLOSED, HIDDEN_ITEM, OTHER))
    team.commit("2026-03-20", author="HIDDEN-AUTHOR")
    team.write(PATH, version(OPEN, NOW))
    team.commit("2026-03-25")


def closed_at_first(team: Repository) -> None:
    team.write(PATH, version(CLOSED, HIDDEN_ITEM, OTHER))
    team.commit("2026-03-20", author="HIDDEN-AUTHOR")
    team.write(PATH, version(OPEN, NOW))
    team.commit("2026-03-25")


def opened_as_it_was(team: Repository) -> None:
    team.write(PATH, version(CLOSED, HIDDEN_ITEM))
    team.commit("2026-03-20", author="HIDDEN-AUTHOR")
    team.write(PATH, version(CLOSED, NOW))
    team.commit("2026-03-22")
    team.write(PATH, version(OPEN, NOW))
    team.commit("2026-03-25")


def a_name_used_again(team: Repository) -> None:
    team.write(PATH, version(CLOSED, HIDDEN_ITEM, OTHER))
    team.commit("2026-03-20", author="HIDDEN-AUTHOR")
    (team.path / PATH).unlink()
    team.commit("2026-03-22")
    team.write(PATH, version(OPEN, NOW))
    team.commit("2026-03-25")


def two_files_of_one_id(team: Repository) -> None:
    elsewhere = f"postmortems/2026/{STEM}.md"
    team.write(PATH, version(OPEN, NOW))
    team.write(elsewhere, version(CLOSED, HIDDEN_ITEM, OTHER))
    team.commit("2026-03-20")
    (team.path / elsewhere).unlink()
    team.commit("2026-03-25")


def broken_meanwhile(team: Repository) -> None:
    team.write(PATH, version(OPEN, SAID))
    team.commit("2026-03-15")
    team.write(PATH, version(CLOSED, HIDDEN_ITEM).replace("title:", "title: ["))
    team.commit("2026-03-18", author="HIDDEN-AUTHOR")
    team.write(PATH, version("visibility:", HIDDEN_ITEM))
    team.commit("2026-03-20", author="HIDDEN-AUTHOR")
    team.write(PATH, version(OPEN, NOW))
    team.commit("2026-03-25")


PASTS = [
    closed_for_a_while, closed_at_first, opened_as_it_was, a_name_used_again, two_files_of_one_id,
    broken_meanwhile,
]  # fmt: skip


@pytest.fixture
def team(repository: Repository) -> Repository:
    repository.write("mkdocs.yml", MKDOCS)
    repository.write("rindoku.toml", POLICY)
    repository.write("docs/about.md", "# About\n")
    return repository


@pytest.mark.parametrize("past", PASTS)
def test_no_word_of_a_closed_version_is_on_the_site(
    team: Repository, past: Callable[[Repository], None]
) -> None:
    past(team)
    build_site(team.path)
    published = [path for path in (team.path / "site").rglob("*") if path.is_file()]
    assert [
        p for p in published if b"HIDDEN" in p.read_bytes() or b"2027-0" in p.read_bytes()
    ] == []
    assert "Alert on the pool" in (team.path / f"site/postmortems/{STEM}/index.html").read_text()


@pytest.mark.parametrize("past", PASTS)
def test_no_word_of_a_closed_version_is_in_a_report_that_is_passed_on(
    team: Repository, past: Callable[[Repository], None]
) -> None:
    past(team)
    for style, form in REPORTS["stale"].items():
        ran = team.rindoku("stale", "--format", style)
        if form.audience != "team":
            assert "HIDDEN" not in ran.stdout, style
            assert "2027-0" not in ran.stdout, style


@pytest.mark.parametrize("past", [closed_for_a_while, opened_as_it_was])
def test_it_is_told_that_it_changed_and_when(
    team: Repository, past: Callable[[Repository], None]
) -> None:
    past(team)
    seen = open_repository(team.path, date(2026, 4, 1)).seen_by("site")
    (item,) = seen.ledger.items
    hidden = [event for event in item.life.events if event.is_hidden]
    assert [event.day for event in hidden][:1] == [date(2026, 3, 20)]
    assert all((event.commit, event.author, event.said) == (None, None, {}) for event in hidden)
    assert item.item.due == date(2026, 5, 10)


def test_what_was_never_open_to_them_does_not_exist_for_them(team: Repository) -> None:
    closed_for_a_while(team)
    seen = open_repository(team.path, date(2026, 4, 1)).seen_by("site")
    assert [item.item.title for item in seen.ledger.removed] == []
    everything = open_repository(team.path, date(2026, 4, 1))
    assert [item.item.title for item in everything.ledger.removed] == ["HIDDEN-ITEM"]


def test_the_team_is_told_no_event_where_only_the_visibility_changed(team: Repository) -> None:
    opened_as_it_was(team)
    ran = team.rindoku("action", "show", f"{STEM}#A1", "--format", "json")
    assert [entry["day"] for entry in ran.json["life"]] == ["2026-03-20", "2026-03-22"]


@pytest.mark.parametrize("written", ["", " null", " ~", " ''"])
def test_an_empty_visibility_hides_and_is_told(team: Repository, written: str) -> None:
    team.write(PATH, version(f"visibility:{written}", HIDDEN_ITEM))
    team.commit("2026-03-20")
    assert PATH in team.rindoku("check").stdout
    assert "`visibility`" in team.rindoku("check").stdout
    assert "HIDDEN" not in team.rindoku("stale", "--format", "markdown").stdout


def test_one_that_was_closed_by_an_edit_that_broke_it_hides_after_it_is_gone(
    team: Repository,
) -> None:
    team.write(PATH, version(OPEN, HIDDEN_ITEM))
    team.commit("2026-03-15")
    team.write(PATH, version(CLOSED, HIDDEN_ITEM).replace("title:", "title: ["))
    team.commit("2026-03-18")
    assert "HIDDEN" not in team.rindoku("stale", "--format", "markdown").stdout
    (team.path / PATH).unlink()
    team.commit("2026-03-20")
    assert "HIDDEN" not in team.rindoku("stale", "--format", "markdown").stdout
