"""Circles: planned from the figures, recorded without doubling, carried into action items."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rindoku.circles.minutes.typed import parse_decision, parse_impression
from rindoku.circles.planning.reading_time import reading_minutes
from rindoku.errors import CannotRunError
from tests.conftest import POSTMORTEM, TODAY, Repository

POLICY = """\
timezone = "Asia/Tokyo"
[people]
"@mika" = {}
"@ken" = {}
[[programs]]
name = "reading"
kind = "reading"
every = "6 months"
"""
SOON = (TODAY + timedelta(days=20)).isoformat()
PAGE = f"docs/circles/{SOON}-reading.md"
OLD = "2026-03-14-checkout-502"
QUIET = "2026-05-01-mail-late"


@pytest.fixture
def team(repository: Repository) -> Repository:
    """A team with one postmortem that holds a stale action item, and one without any."""
    repository.write("rindoku.toml", POLICY)
    repository.write(f"postmortems/{OLD}.md", POSTMORTEM.replace("draft", "final") + SECTIONS)
    quiet = POSTMORTEM.split("action_items:")[0].replace("2026-03-14", "2026-05-01")
    repository.write(f"postmortems/{QUIET}.md", quiet.replace("draft", "final") + "---\n" + BODY)
    repository.commit("2026-05-02")
    return repository


SECTIONS = """\
## Impact
One order in five failed.
## Timeline
10:02 it began.
## Contributing factors
The pool.
## Lessons learned
Pools need alerts.
"""
BODY = "## Summary\nMail was late.\n" + SECTIONS


def plan(team: Repository) -> str:
    return team.rindoku("circle", "plan", "reading", "--date", SOON).stdout.strip()


def record(team: Repository, *options: str) -> str:
    ran = team.rindoku("circle", "record", PAGE, *options)
    assert ran.exit_code == 0, ran.stderr
    return ran.stdout


def test_a_planned_page_is_clean_and_says_why_each_reading_was_chosen(team: Repository) -> None:
    assert plan(team) == PAGE
    page = team.read(PAGE)
    assert f"- {{postmortem: {OLD}, " in page
    assert "never read; 1 stale action item" in page
    assert team.findings() == []


def test_what_was_never_read_comes_first_then_what_has_stale_action_items(team: Repository) -> None:
    plan(team)
    page = team.read(PAGE)
    assert page.index(f"postmortem: {OLD}") < page.index(f"postmortem: {QUIET}")


def test_what_was_read_already_comes_after_what_was_not(team: Repository) -> None:
    held = (
        f"---\ntitle: r\nprogram: reading\nkind: reading\ndate: 2026-06-01\nstatus: held\n"
        f"readings: [{{postmortem: {OLD}}}]\n---\n"
    )
    team.write("docs/circles/2026-06-01-reading.md", held)
    plan(team)
    page = team.read(PAGE)
    assert page.index(f"postmortem: {QUIET}") < page.index(f"postmortem: {OLD}")
    assert "last read on 2026-06-01" in page


def test_planning_again_returns_the_page_that_is_planned(team: Repository) -> None:
    plan(team)
    before = team.read(PAGE)
    again = team.rindoku("circle", "plan", "reading")
    assert (again.stdout.strip(), team.read(PAGE)) == (PAGE, before)


def test_drafts_and_restricted_postmortems_are_not_chosen(team: Repository) -> None:
    path = f"postmortems/{OLD}.md"
    team.write(
        path, team.read(path).replace("severity: SEV2", "severity: SEV2\nvisibility: restricted")
    )
    plan(team)
    assert OLD not in team.read(PAGE)


def test_an_unknown_program_is_told_with_the_known_ones(team: Repository) -> None:
    ran = team.rindoku("circle", "plan", "raeding")
    assert ran.exit_code == 2
    assert "reading" in ran.stderr


def test_recording_makes_the_session_held_and_writes_down_everybody(team: Repository) -> None:
    plan(team)
    record(
        team, "--attendee", "@mika", "--attendee", "@ken",
        "--impression", "@ken: 接続プールの枯渇を、初めて理解できた", "--impression", "nameless",
        "--recording", "https://video.example.com/1", "--note", "We ran ten minutes over.",
    )  # fmt: skip
    page = team.read(PAGE)
    assert "status: held" in page
    assert 'attendees: ["@mika", "@ken"]' in page
    assert "接続プールの枯渇を、初めて理解できた" in page
    assert page.endswith("- We ran ten minutes over.\n")
    assert team.findings() == []


def test_recording_the_same_again_changes_nothing(team: Repository) -> None:
    plan(team)
    options = ("--attendee", "@ken", "--impression", "@ken: good", "--action", "Write it down",
               "--decision", f"{OLD}#A1 reschedule 2027-01-31: why", "--note", "n")  # fmt: skip
    record(team, *options)
    before = team.read(PAGE), team.read(f"postmortems/{OLD}.md")
    assert "Nothing changed" in record(team, *options)
    assert (team.read(PAGE), team.read(f"postmortems/{OLD}.md")) == before


def test_somebodys_new_line_replaces_their_old_one(team: Repository) -> None:
    plan(team)
    record(team, "--impression", "@ken: my old words")
    record(team, "--impression", "@ken: second")
    assert "my old words" not in team.read(PAGE)
    assert "second" in team.read(PAGE)


def test_a_rescheduling_changes_one_line_of_the_action_item(team: Repository) -> None:
    plan(team)
    before = team.read(f"postmortems/{OLD}.md")
    record(team, "--decision", f"{OLD}#A1 reschedule 2027-01-31: after the move")
    after = team.read(f"postmortems/{OLD}.md")
    assert after == before.replace("due: 2026-04-10", "due: 2027-01-31")
    assert f"{OLD}#A1" in team.read(PAGE)


def test_dropping_needs_a_reason_and_closes_the_item(team: Repository) -> None:
    plan(team)
    refused = team.rindoku("circle", "record", PAGE, "--decision", f"{OLD}#A1 drop")
    assert refused.exit_code == 2
    record(team, "--decision", f"{OLD}#A1 drop: the pool is gone")
    text = team.read(f"postmortems/{OLD}.md")
    assert "status: dropped" in text
    assert "reason: the pool is gone" in text
    assert team.findings() == []


def test_what_the_session_finds_to_do_starts_as_a_proposal(team: Repository) -> None:
    plan(team)
    record(team, "--action", "ダッシュボードを直す")
    assert "{id: A1, title: ダッシュボードを直す, status: proposed}" in team.read(PAGE)
    assert team.findings() == []


def test_a_proposal_is_promoted_with_an_owner_and_a_day(team: Repository) -> None:
    plan(team)
    record(team, "--action", "Mend the dashboard")
    record(team, "--decision", f"{SOON}-reading#A1 promote {SOON} @ken: he asked for it")
    assert "status: open" in team.read(PAGE)
    assert [f for f in team.findings() if f["severity"] == "error"] == []


def test_a_decision_about_something_unknown_writes_nothing(team: Repository) -> None:
    plan(team)
    before = team.read(PAGE)
    ran = team.rindoku(
        "circle", "record", PAGE, "--attendee", "@ken", "--decision", f"{OLD}#A9 keep"
    )
    assert ran.exit_code == 2
    assert "A9" in ran.stderr
    assert team.read(PAGE) == before


def test_what_a_rule_would_refuse_is_not_written(team: Repository) -> None:
    plan(team)
    before = team.read(PAGE)
    ran = team.rindoku("circle", "record", PAGE, "--attendee", "@nobody")
    assert ran.exit_code == 2
    assert "@nobody" in ran.stderr
    assert team.read(PAGE) == before


def test_a_decision_of_a_held_circle_appears_in_the_life_of_its_item(team: Repository) -> None:
    day = "2026-06-01"
    team.write(
        f"docs/circles/{day}-reading.md",
        f"---\ntitle: r\nkind: reading\ndate: {day}\nstatus: held\ndecisions:\n"
        f"  - {{action_item: {OLD}#A1, outcome: keep, note: still wanted}}\n---\n",
    )
    team.commit("2026-06-02")
    item = team.item(f"{OLD}#A1", "2026-06-10")
    decided = [entry for entry in item["life"] if entry["circle"]]
    assert [(e["day"], e["commit"], e["circle"]) for e in decided] == [
        (day, None, f"{day}-reading")
    ]
    assert item["last_changed"] == day


@pytest.mark.parametrize(
    ("text", "outcome", "due", "owner", "note"),
    [
        ("r#A1 keep", "keep", None, None, None),
        ("r#A1 keep: still wanted", "keep", None, None, "still wanted"),
        (
            "r#A1 reschedule 2026-09-01: why: because",
            "reschedule",
            "2026-09-01",
            None,
            "why: because",
        ),
        ("r#A1 promote 2026-09-01 @ken", "promote", "2026-09-01", "@ken", None),
        ("検索#A1 drop: もう不要", "drop", None, None, "もう不要"),
    ],
)
def test_a_decision_is_read_from_one_line(
    text: str, outcome: str, due: str | None, owner: str | None, note: str | None
) -> None:
    decision = parse_decision(text)
    assert (decision.outcome, decision.owner, decision.note) == (outcome, owner, note)
    assert (str(decision.due) if decision.due else None) == due


@pytest.mark.parametrize(
    "text", ["", "r#A1", "A1 keep", "r#A1 postpone", "r#A1 reschedule 2026-02-30"]
)
def test_a_line_that_is_no_decision_is_refused(text: str) -> None:
    with pytest.raises(CannotRunError):
        parse_decision(text)


def test_an_impression_has_a_name_only_with_a_handle() -> None:
    assert parse_impression("@aoi: なるほど").by == "@aoi"
    assert parse_impression("10:30 was late").by is None


def test_reading_time_counts_words_and_characters() -> None:
    assert reading_minutes("word " * 460) == 2
    assert reading_minutes("字" * 1000) == 2
    assert reading_minutes("") == 1


def test_a_rescheduling_can_hand_an_item_over(team: Repository) -> None:
    plan(team)
    record(team, "--decision", f"{OLD}#A1 reschedule 2027-01-31 @mika：引き継ぎ")
    text = team.read(f"postmortems/{OLD}.md")
    assert 'owner: "@mika"' in text
    assert "due: 2027-01-31" in text
    assert "引き継ぎ" in team.read(PAGE)


def test_a_day_in_another_form_is_not_taken_for_an_owner() -> None:
    with pytest.raises(CannotRunError, match="is no day"):
        parse_decision("r#A1 reschedule 31.1.2027")
