"""Recording a session: asked or told, amended without doubling, and safe from being killed."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rindoku.circles.minutes.impressions import by_person, read_pasted
from rindoku.circles.minutes.page import Minutes
from rindoku.circles.minutes.record import record_minutes
from rindoku.circles.minutes.typed import parse_impression
from rindoku.editing.edits import Edits
from rindoku.errors import CannotRunError
from rindoku.lookup.people import People, known_people
from rindoku.reading.catalog import read_catalog
from rindoku.records.circle import Reading
from rindoku.source.tree import WorkingTree
from rindoku.text import clean_line
from tests.conftest import POSTMORTEM, TODAY, Repository
from tests.killing import Killed
from tests.terminal import CTRL_C, CTRL_D, Terminal

POLICY = """\
timezone = "Asia/Tokyo"
[people]
"@mika" = { name = "森 美加" }
"@ken" = {}
"@aoi" = {}
"""
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
DAY = TODAY - timedelta(days=1)
STEM = f"{DAY}-reading"
PAGE = f"docs/circles/{STEM}.md"
ONE = "2026-03-14-checkout-502"
TWO = "2026-05-01-mail-late"
PLANNED = f"""\
---
title: 第3回 輪読会
kind: reading
date: {DAY}
status: planned
attendees: []
readings:
  - {{postmortem: {ONE}, reader: "@ken", minutes: 12, why: never read}}
  - {{postmortem: {TWO}, minutes: 12}}
decisions: []
impressions: []
---
準備は要りません。
"""
ITEMS = """\
  - id: A2
    title: Write the pool down
    status: proposed
"""


@pytest.fixture
def team(repository: Repository) -> Repository:
    """A team with a planned session, one stale action item, one proposal, one on its way."""
    repository.write("rindoku.toml", POLICY)
    first = POSTMORTEM.replace("draft", "final").replace(
        "---\n## Summary", f"{ITEMS}---\n## Summary"
    )
    repository.write(f"postmortems/{ONE}.md", first + SECTIONS)
    late = POSTMORTEM.replace("2026-03-14", "2026-05-01").replace("2026-04-10", "2099-12-31")
    repository.write(f"postmortems/{TWO}.md", late.replace("draft", "final") + SECTIONS)
    repository.write(PAGE, PLANNED)
    repository.commit("2026-05-02")
    return repository


def record(team: Repository, *options: str, stdin: str | None = None) -> str:
    ran = team.rindoku("circle", "record", STEM, *options, stdin=stdin)
    assert ran.exit_code == 0, ran.stderr
    return ran.stdout


def refused(team: Repository, *options: str, stdin: str | None = None) -> str:
    before = contents(team)
    ran = team.rindoku("circle", "record", STEM, *options, stdin=stdin)
    assert ran.exit_code == 2, ran.stdout
    assert contents(team) == before
    return ran.stderr


def contents(team: Repository) -> dict[str, bytes]:
    found = [*team.path.glob("postmortems/*.md"), *team.path.glob("docs/circles/*.md")]
    return {str(path.relative_to(team.path)): path.read_bytes() for path in found}


def errors(team: Repository) -> list[str]:
    return [f["message"] for f in team.findings() if f["severity"] == "error"]


# decisions reach the action items


def test_a_dropped_item_says_why_and_in_which_circle(team: Repository) -> None:
    record(team, "--decision", f"{ONE}#A1 drop: replaced by the new cluster")
    text = team.read(f"postmortems/{ONE}.md")
    assert f"reason: replaced by the new cluster ({STEM})" in text
    assert f"closed: {DAY}" in text
    assert errors(team) == []


@pytest.mark.parametrize(
    ("note", "evidence"),
    [
        ("", f"{STEM}"),
        (": the alert rang in May", f"the alert rang in May ({STEM})"),
        (": https://example.com/pull/8", "https://example.com/pull/8"),
    ],
)
def test_a_done_item_says_where_it_can_be_seen(team: Repository, note: str, evidence: str) -> None:
    record(team, "--decision", f"{ONE}#A1 done{note}")
    written = team.read(f"postmortems/{ONE}.md").replace('"', "")
    assert f"evidence: {evidence}\n" in written
    assert errors(team) == []


def test_evidence_that_is_there_already_stays(team: Repository) -> None:
    path = f"postmortems/{ONE}.md"
    team.write(
        path, team.read(path).replace("due: 2026-04-10", "due: 2026-04-10\n    evidence: mine")
    )
    record(team, "--decision", f"{ONE}#A1 done: https://example.com/other")
    assert "evidence: mine\n" in team.read(path)


def test_the_life_of_an_item_reads_what_the_circle_decided(team: Repository) -> None:
    record(team, "--decision", f"{ONE}#A1 drop: replaced")
    shown = team.rindoku("action", "show", f"{ONE}#A1").stdout
    assert re.search(rf"{DAY} .*the circle dropped it \(replaced\)", shown)
    assert f"reason: replaced ({STEM})" in shown


def test_a_decision_that_was_wrong_is_amended_and_leaves_nothing_behind(team: Repository) -> None:
    path = f"postmortems/{ONE}.md"
    record(team, "--decision", f"{ONE}#A1 done: seen")
    record(team, "--decision", f"{ONE}#A1 drop: not needed")
    assert "evidence" not in team.read(path)
    record(team, "--decision", f"{ONE}#A1 reschedule 2099-01-31")
    text = team.read(path)
    assert "status: open" in text
    assert not [word for word in ("closed:", "reason:", "evidence:") if word in text]
    assert team.read(PAGE).count(f"{ONE}#A1") == 1
    assert "not needed" not in team.read(PAGE)
    assert errors(team) == []


def test_to_keep_does_not_pretend_to_take_back_what_was_done(team: Repository) -> None:
    record(team, "--decision", f"{ONE}#A1 drop: no")
    assert "reschedule" in refused(team, "--decision", f"{ONE}#A1 keep")


def test_a_page_that_changed_while_people_were_asked_is_amended_as_it_is(
    team: Repository,
) -> None:
    page = read_catalog(WorkingTree(team.path)).circles[STEM]
    assert page.record is not None
    first = f'  - {{postmortem: {TWO}, reader: "@mika", minutes: 5, why: asked for}}\n'
    team.write(PAGE, PLANNED.replace("readings:\n", f"readings:\n{first}"))
    edits = Edits(team.path)
    record_minutes(edits, page, Minutes(read=[Reading(postmortem=ONE, reader="@aoi")]), TODAY)
    text = edits.after[PAGE].decode()
    assert f'{{postmortem: {TWO}, reader: "@mika"' in text
    assert f'{{postmortem: {ONE}, reader: "@aoi"' in text


def test_two_decisions_about_one_item_are_a_mistake(team: Repository) -> None:
    options = ("--decision", f"{ONE}#A1 keep", "--decision", f"{ONE}#A1 drop: no")
    assert "two different decisions" in refused(team, *options)


def test_a_decision_written_as_a_block_is_amended_in_place(team: Repository) -> None:
    block = f"decisions:\n  - action_item: {ONE}#A1\n    outcome: keep  # for now\n"
    team.write(PAGE, team.read(PAGE).replace("decisions: []\n", block))
    record(team, "--decision", f"{ONE}#A1 reschedule 2099-01-31: later")
    text = team.read(PAGE)
    assert f"  - action_item: {ONE}#A1\n    outcome: reschedule  # for now\n" in text
    assert "    note: later" in text


def test_broken_entries_before_it_do_not_shift_what_is_amended(team: Repository) -> None:
    listed = f"decisions:\n  - 5\n  - {{action_item: {ONE}#A1, outcome: keep}}\n"
    team.write(PAGE, team.read(PAGE).replace("decisions: []\n", listed))
    record(team, "--decision", f"{ONE}#A1 reschedule 2099-01-31")
    amended = f"  - 5\n  - {{action_item: {ONE}#A1, outcome: reschedule, due: 2099-01-31}}\n"
    assert amended in team.read(PAGE)


# the page


def test_people_are_known_by_handle_or_name(team: Repository) -> None:
    record(
        team, "--attendee", "森美加,KEN", "--facilitator", "aoi", "--impression", "森 美加：良い"
    )
    page = team.read(PAGE)
    assert 'attendees: ["@mika", "@ken"]' in page
    assert 'facilitator: "@aoi"' in page
    assert '{by: "@mika", text: 良い}' in page


def test_a_handle_that_is_nearly_right_is_asked_about(team: Repository) -> None:
    assert "did you mean `@mika`?" in refused(team, "--attendee", "@mikka")


def test_somebody_who_was_not_there_is_taken_out_again(team: Repository) -> None:
    record(team, "--attendee", "@mika,@ken,@aoi")
    record(team, "--absent", "@mika", "--absent", "aoi")
    assert 'attendees: ["@ken"]' in team.read(PAGE)


def test_what_was_not_read_goes_and_what_was_read_in_addition_comes(team: Repository) -> None:
    record(team, "--unread", ONE, "--read", f"{TWO}=aoi")
    page = team.read(PAGE)
    assert f'readings:\n  - {{postmortem: {TWO}, minutes: 12, reader: "@aoi"}}\n' in page
    record(team, "--unread", TWO)
    assert "readings: []\n" in team.read(PAGE)
    record(team, "--read", f"postmortems/{ONE}.md")
    assert f"postmortem: {ONE}" in team.read(PAGE)
    assert errors(team) == []


def test_a_reading_that_nobody_wrote_is_asked_about(team: Repository) -> None:
    assert f"did you mean `{ONE}`?" in refused(team, "--read", f"{ONE[:-1]}x")


def test_a_reading_may_be_named_in_short(team: Repository) -> None:
    record(team, "--unread", ONE[11:-1])
    assert ONE not in team.read(PAGE)


def test_a_note_after_a_paragraph_is_a_list(team: Repository) -> None:
    record(team, "--note", "one", "--note", "two")
    record(team, "--note", "two", "--note", "three")
    assert team.read(PAGE).endswith("準備は要りません。\n\n- one\n- two\n- three\n")


def test_without_options_and_without_a_terminal_there_is_nothing_to_record(
    team: Repository,
) -> None:
    assert "nothing to record" in refused(team, stdin="")
    assert "nothing to record" in refused(team, "--impressions", "-", stdin="\n")


def test_a_cancelled_session_is_not_recorded_before_it_is_planned_anew(team: Repository) -> None:
    assert team.rindoku("circle", "cancel", STEM, "--note", "snow").exit_code == 0
    assert "\n- snow\n" in team.read(PAGE)
    assert "circle move" in refused(team, "--attendee", "@ken")
    moved = team.rindoku("circle", "move", STEM, str(TODAY), "--start", "16:00")
    assert moved.exit_code == 0, moved.stderr
    assert f"date: {TODAY}\n" in team.read(PAGE)
    assert "status: planned\n" in team.read(PAGE)
    record(team, "--attendee", "@ken")
    assert errors(team) == []


@pytest.mark.parametrize("command", [("move", STEM, "2099-01-01"), ("cancel", STEM)])
def test_what_was_held_neither_moves_nor_is_cancelled(
    team: Repository, command: tuple[str, ...]
) -> None:
    record(team, "--attendee", "@ken")
    before = team.read(PAGE)
    ran = team.rindoku("circle", *command)
    assert ran.exit_code == 2
    assert "was held" in ran.stderr
    assert team.read(PAGE) == before


def test_words_that_no_file_can_hold_are_made_harmless(team: Repository) -> None:
    hostile = os.fsdecode(b"\xff\xfe bell\x07 \xe2\x80\xaetxet ---\n# x")
    record(team, "--note", hostile, "--impression", f"@ken: {hostile}", "--action", hostile)
    page = team.read(PAGE)
    assert "- \ufffd\ufffd bell txet --- # x\n" in page
    assert errors(team) == []


# lines pasted from a chat

NAMES = {"@mika": "@mika", "森美加": "@mika", "mika": "@mika", "@aoi": "@aoi", "aoi": "@aoi"}
PEOPLE = People(("@mika", "@aoi"), NAMES)


@pytest.mark.parametrize(
    ("line", "by", "text"),
    [
        ("@aoi: 図が良い", "@aoi", "図が良い"),
        ("aoi：図が良い", "@aoi", "図が良い"),
        ("森 美加: 図: 良い", "@mika", "図: 良い"),
        ("[10:32] aoi: good", "@aoi", "good"),
        ("[2026-06-10 10:32 AM] Aoi: good", "@aoi", "good"),
        ("- aoi: good", "@aoi", "good"),
        ("10:30 was late", None, "10:30 was late"),
        ("https://example.com/x", None, "https://example.com/x"),
        ("zed: hello", None, "zed: hello"),
    ],
)
def test_a_line_of_a_chat_tells_who_said_it(line: str, by: str | None, text: str) -> None:
    (impression,) = read_pasted(line, PEOPLE).impressions
    assert (impression.by, impression.text) == (by, text)


def test_a_name_with_a_clock_speaks_the_lines_below_it() -> None:
    chat = "aoi  10:32\nfirst\nsecond\n\nnameless\nmika [午前 10:33]\nthird\n"
    found = by_person(read_pasted(chat, PEOPLE).impressions)
    assert [(one.by, one.text) for one in found] == [
        ("@aoi", "first second"), (None, "nameless"), ("@mika", "third"),
    ]  # fmt: skip


def test_a_name_that_is_nobodys_is_told() -> None:
    assert read_pasted("zed: hello\n@you: x\n感想: y", PEOPLE).strangers == ["zed", "@you", "感想"]


@given(st.text())
def test_no_paste_is_lost_or_breaks_anything(text: str) -> None:
    found = read_pasted(text, People((), {})).impressions
    assert all(one.text == clean_line(one.text) for one in found)
    kept = "".join("".join(one.text.split()) for one in found)
    for line in text.splitlines():
        words = clean_line(line).lstrip("-*>・• ")
        assert "".join(words.split()) in kept


@given(st.text())
def test_an_impression_is_one_line_or_refused(text: str) -> None:
    try:
        said = parse_impression(text).text
    except CannotRunError:
        return
    assert said == clean_line(said) != ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp932"])
def test_a_paste_is_read_in_any_usual_encoding(team: Repository, encoding: str) -> None:
    team.write("chat.txt", "aoi: 図が良い\r\n森 美加: 速い\r\n".encode(encoding))
    record(team, "--impressions", "chat.txt")
    assert '{by: "@aoi", text: 図が良い}' in team.read(PAGE)
    assert '{by: "@mika", text: 速い}' in team.read(PAGE)
    assert "Nothing changed" in record(team, "--impressions", "chat.txt")


def test_a_paste_comes_from_standard_input_and_strangers_are_told(team: Repository) -> None:
    ran = team.rindoku("circle", "record", STEM, "--impressions", "-", stdin="zed: hi\n")
    assert "zed" in ran.stderr
    assert 'text: "zed: hi"' in team.read(PAGE)


def test_a_picture_is_no_paste(team: Repository) -> None:
    team.write("chat.png", b"\x89PNG\r\n\x1a\n\xff\xff\xff")
    assert "neither UTF-8" in refused(team, "--impressions", "chat.png")


# asked on a terminal


def test_everything_is_asked_shown_and_written(team: Repository) -> None:
    with Terminal(team, "circle", "record", STEM) as terminal:
        terminal.waits_for("第3回 輪読会")
        terminal.waits_for("Who was there?")
        terminal.types("mika、森美加 kne")
        terminal.waits_for("`attendees` is `kne`")
        terminal.waits_for("Who was there?")
        terminal.types("森 美加, ken")
        terminal.waits_for("not read?")
        terminal.types("2")
        terminal.waits_for(f"{ONE}#A1")
        terminal.waits_for("Enter skips")
        terminal.types("d")
        terminal.waits_for("first letters")
        terminal.waits_for("Enter skips")
        terminal.types("resch")
        terminal.waits_for("Until which day?")
        terminal.types("2099-02-30")
        terminal.waits_for("Who?")
        terminal.types("")
        terminal.waits_for("Why?")
        terminal.types("")
        terminal.waits_for("no calendar has")
        terminal.waits_for("Enter skips")
        terminal.types("reschedule 2099-01-31 @mika: 移行のあと")
        terminal.waits_for(f"{TWO}#A1")
        terminal.waits_for("Enter skips")
        terminal.types("継続：続ける")
        terminal.waits_for(f"{ONE}#A2")
        terminal.waits_for("Enter skips")
        terminal.types("")
        terminal.waits_for("One line from everyone")
        terminal.types("aoi: なるほど")
        terminal.waits_for("…")
        terminal.types("")
        terminal.waits_for("recording?")
        terminal.types("video")
        terminal.waits_for("not a web address")
        terminal.types("https://video.example.com/1")
        terminal.waits_for("find to do?")
        terminal.types("図を直す")
        terminal.waits_for("…")
        terminal.types("")
        terminal.waits_for("Anything else")
        terminal.types("")
        terminal.waits_for("+status: held")
        assert "status: planned" in team.read(PAGE)
        terminal.waits_for("Write this?")
        terminal.types("なに")
        terminal.waits_for("answer yes or no")
        terminal.types("はい")
        assert terminal.ends() == 0, terminal.shown
    page = team.read(PAGE)
    assert 'attendees: ["@mika", "@ken"]' in page
    assert f"postmortem: {TWO}" not in page
    assert f"{{action_item: {TWO}#A1, outcome: keep, note: 続ける}}" in page
    assert '{by: "@aoi", text: なるほど}' in page
    assert "title: 図を直す, status: proposed" in page
    assert 'recording: "https://video.example.com/1"' in page
    assert "due: 2099-01-31" in team.read(f"postmortems/{ONE}.md")
    assert errors(team) == []


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
def test_to_stop_before_anything_is_answered_writes_nothing(team: Repository, key: str) -> None:
    before = contents(team)
    with Terminal(team, "circle", "record", STEM) as terminal:
        terminal.waits_for("Who was there?")
        terminal.presses(key)
        assert terminal.ends() == 2
        assert "nothing was written" in terminal.shown
    assert contents(team) == before


@pytest.mark.parametrize("answer", ["", "y"])
def test_to_stop_halfway_offers_what_was_answered(team: Repository, answer: str) -> None:
    with Terminal(team, "circle", "record", STEM) as terminal:
        terminal.waits_for("Who was there?")
        terminal.types("ken")
        terminal.waits_for("not read?")
        terminal.presses(CTRL_C)
        terminal.waits_for("Write this?")
        terminal.types(answer)
        assert terminal.ends() == 0
    assert ('attendees: ["@ken"]' in team.read(PAGE)) == bool(answer)


def test_who_is_typed_was_there_and_enter_keeps_them(team: Repository) -> None:
    record(team, "--attendee", "@ken,@aoi")
    for typed, expected in (("", '["@ken", "@aoi"]'), ("aoi mika", '["@aoi", "@mika"]')):
        with Terminal(team, "circle", "record", STEM) as terminal:
            terminal.waits_for("Enter keeps @ken, @aoi")
            terminal.types(typed)
            terminal.waits_for("not read?")
            terminal.types("", then="\n" * 9 + "y\n")
            assert terminal.ends() == 0, terminal.shown
        assert f"attendees: {expected}" in team.read(PAGE)


def test_who_stepped_in_for_a_reader_or_facilitator_who_was_away_is_asked(team: Repository) -> None:
    team.write(PAGE, PLANNED.replace("attendees: []", 'facilitator: "@mika"\nattendees: []'))
    with Terminal(team, "circle", "record", STEM) as terminal:
        terminal.waits_for("Who was there?")
        terminal.types("aoi")
        terminal.waits_for("not read?")
        terminal.types("")
        terminal.waits_for(f"@ken was to read {ONE}, and was not there.")
        terminal.types("aio")
        terminal.waits_for("`facilitator` is `aio`")
        terminal.types("aoi")
        terminal.waits_for("@mika was to keep the time")
        terminal.types("", then="\n" * 9 + "y\n")
        assert terminal.ends() == 0, terminal.shown
    assert f'{{postmortem: {ONE}, reader: "@aoi"' in team.read(PAGE)
    assert 'facilitator: "@mika"' in team.read(PAGE)


def test_a_reader_who_was_not_there_is_told_of(team: Repository) -> None:
    ran = team.rindoku("circle", "record", STEM, "--attendee", "aoi")
    assert f"@ken is not among the attendees: who read {ONE}?" in ran.stderr
    assert "not among" not in team.rindoku("circle", "record", STEM, "--attendee", "ken").stderr


def test_a_decision_may_name_its_item_by_a_part_of_the_id(team: Repository) -> None:
    record(team, "--decision", f"{ONE[11:]}#A1 drop: replaced")
    assert f"{ONE}#A1, outcome: drop" in team.read(PAGE)


def test_a_proposal_is_promoted_with_a_priority(team: Repository) -> None:
    record(team, "--decision", f"{ONE}#A2 promote 2026-05-20 @ken p2")
    assert "priority: P2" in team.read(f"postmortems/{ONE}.md")
    assert 'owner: "@ken", priority: P2}' in team.read(PAGE)
    assert "only promote" in refused(team, "--decision", f"{ONE}#A1 keep P2")


@pytest.mark.parametrize(
    ("said", "handle"), [("森", "@mika"), ("健", "@ken"), ("空", "@sora"), ("石田", None)]
)
def test_a_part_of_a_name_will_do_where_it_is_only_one_persons(
    folder: Repository, said: str, handle: str | None
) -> None:
    people = '"@mika" = { name = "森 美加" }\n"@ken" = { name = "石田 健" }\n'
    people += '"@sora" = { name = "石田 空" }\n'
    folder.write("rindoku.toml", f"[people]\n{people}")
    assert known_people(read_catalog(WorkingTree(folder.path))).handle(said) == handle


def test_a_handle_is_its_owners_even_where_somebody_else_is_named_so(folder: Repository) -> None:
    folder.write("rindoku.toml", '[people]\n"@mika" = {}\n"@ken" = { name = "Ken Mika" }\n')
    assert known_people(read_catalog(WorkingTree(folder.path))).handle("mika") == "@mika"


# killed


ALL_OF_IT = (
    "--attendee", "@mika,@ken", "--impression", "@ken: good", "--impression", "nameless",
    "--decision", f"{ONE}#A1 drop: replaced", "--decision", f"{ONE}#A2 promote 2099-05-01 @ken",
    "--decision", f"{TWO}#A1 done", "--action", "Draw it", "--note", "late", "--unread", TWO,
)  # fmt: skip


def test_killed_at_any_moment_and_run_again_is_as_if_never_killed(team: Repository) -> None:
    old = contents(team)
    record(team, *ALL_OF_IT)
    new = contents(team)
    assert {path for path in new if new[path] != old[path]} == set(old)
    seen = []
    with Killed(team.path, "circle", "record", STEM, *ALL_OF_IT) as killed:
        for step in count():
            for path, content in old.items():
                (team.path / path).write_bytes(content)
            is_killed = killed.before_step(step)
            found = contents(team)
            seen.append(found)
            assert all(found[path] in (old[path], new[path]) for path in old)
            record(team, *ALL_OF_IT)
            assert contents(team) == new
            if not is_killed:
                break
    assert seen[0] == old
    assert seen[-1] == new
    assert any(found not in (old, new) for found in seen)  # killed between two files, too


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("延期 2099年1月31日", "2099-01-31"), ("完了：PR", "PR"), ("取りやめ：もうない", "もうない")],
)
def test_a_decision_is_understood_in_japanese(team: Repository, typed: str, kept: str) -> None:
    assert team.rindoku("circle", "record", STEM, "--decision", f"{ONE}#A1 {typed}").exit_code == 0
    assert kept in team.read(f"postmortems/{ONE}.md")
