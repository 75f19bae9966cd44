"""Acting on action items from the command line: found by a part of the id, edited in their file."""

from __future__ import annotations

import os
import pty
import struct
import subprocess
import sys
import termios
import threading
from datetime import timedelta
from difflib import ndiff
from fcntl import ioctl
from pathlib import Path

import pytest
from rich.cells import cell_len

from rindoku.errors import CannotRunError
from rindoku.lookup.matching import pick_address, pick_record
from tests.conftest import POSTMORTEM, TODAY, Repository

POOL = "2026-03-14-checkout-502"
CART = "2026-05-01-カート消失"
LATER = (TODAY + timedelta(days=30)).isoformat()

POLICY = """\
timezone = "UTC"
services = { checkout = {}, cart = {} }
teams = { "@platform" = ["@ken"] }
[people]
"@ken" = {}
"@aoi" = {}
"@ryo" = { left = 2026-01-31 }
"""
POOL_TEXT = """\
---
title: Checkout answered 502 for 38 minutes
date: 2026-03-14
status: draft
severity: SEV2
services: [checkout]
action_items:
  # the first one hurts most
  - id: A1
    title: Alert when the pool is over 80%
    priority: P1
    effort: S
    owner: '@ken'            # he knows it best
    status: open             # since March
    due: "2026-04-10"
  - {id: A2, title: Roll back, priority: P0, owner: "@platform", status: blocked, due: 2026-04-10,
     blocked_by: the vendor}
  - id: A3
    title: An idea
    status: proposed
  - id: A4
    title: Done long ago
    status: done
    closed: 2026-04-01
    evidence: https://example.com/1
---
## Summary
status: open
"""
CART_TEXT = """\
---
title: カートが消えた
date: 2026-05-01
status: draft
severity: SEV3
services: [cart]
action_items:
  - id: B1
    title: ＡＰＩの接続プールを監視する
    priority: P3
    effort: M
    owner: "@aoi"
    status: in-progress
    due: 2026-06-30
---
"""


@pytest.fixture
def team(repository: Repository) -> Repository:
    repository.write("rindoku.toml", POLICY)
    repository.write(f"postmortems/{POOL}.md", POOL_TEXT)
    repository.write(f"postmortems/{CART}.md", CART_TEXT)
    repository.commit("2026-05-02")
    return repository


def pool(team: Repository) -> str:
    return team.read(f"postmortems/{POOL}.md")


def changed(team: Repository, *arguments: str) -> tuple[list[str], list[str]]:
    """The lines that a command took out of the pool's page, and those it added."""
    before = pool(team).split("\n")
    ran = team.rindoku("action", *arguments)
    assert ran.exit_code == 0, ran.stderr
    after = pool(team).split("\n")
    steps = [line for line in ndiff(before, after) if line[0] in "-+"]
    out = [line[2:].strip() for line in steps if line[0] == "-"]
    return out, [line[2:].strip() for line in steps if line[0] == "+"]


def refusal(team: Repository, *arguments: str) -> str:
    """What a refused command says; it writes nothing."""
    before = pool(team)
    ran = team.rindoku("action", *arguments)
    assert (ran.exit_code, ran.stdout) == (2, ""), ran.stdout
    assert pool(team) == before
    assert "Traceback" not in ran.stderr
    return ran.stderr


def on_terminal(
    repository: Repository, *arguments: str, columns: int = 80, typed: str = ""
) -> tuple[int, str]:
    """Run the real command on a terminal of that width."""
    ours, theirs = pty.openpty()
    ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-m", "rindoku", *arguments],
        cwd=repository.path, env={**environment, "TERM": "xterm"},
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, typed.encode())
    output = b""
    watchdog = threading.Timer(60, process.kill)
    watchdog.start()
    try:
        while chunk := os.read(ours, 4096):
            output += chunk
    except OSError:  # how a terminal says that nobody is there any more
        pass
    watchdog.cancel()
    os.close(ours)
    return process.wait(), output.decode().replace("\r\n", "\n")


def plain(text: str) -> list[str]:
    """The lines of a terminal's text without its colours."""
    import click

    return click.unstyle(text).split("\n")


# -- what became of it --------------------------------------------------------------------------


def test_done_closes_an_item_today_and_says_where_one_can_see_it(team: Repository) -> None:
    out, into = changed(team, "done", f"{POOL}#A1", "--evidence", "commit 1a2b3c4")
    assert out == ["status: open             # since March"]
    assert into == [
        "status: done             # since March", f"closed: {TODAY}", "evidence: commit 1a2b3c4",
    ]  # fmt: skip


def test_done_on_another_day(team: Repository) -> None:
    _, into = changed(team, "done", f"{POOL}#A1", "--no-evidence", "--on", "2026-04-02")
    assert into == ["status: done             # since March", "closed: 2026-04-02"]


def test_done_ends_what_it_waited_for(team: Repository) -> None:
    changed(team, "done", f"{POOL}#A2", "--no-evidence", "--on", "2026-04-02")
    assert "status: done, due: 2026-04-10, closed: 2026-04-02}\n" in pool(team)


def test_done_without_a_terminal_to_ask_on_needs_evidence(team: Repository) -> None:
    assert "--no-evidence" in refusal(team, "done", f"{POOL}#A1")


def test_done_asks_for_evidence_on_a_terminal(team: Repository) -> None:
    code, _ = on_terminal(team, "action", "done", "A1", typed="see  the dashboard\n")
    assert code == 0
    assert "    evidence: see the dashboard\n" in pool(team)


def test_no_answer_is_no_evidence(team: Repository) -> None:
    assert on_terminal(team, "action", "done", "A1", typed="\n")[0] == 0
    assert "evidence" not in pool(team).split("A2")[0]


def test_ending_the_question_writes_nothing(team: Repository) -> None:
    code, output = on_terminal(team, "action", "done", "A1", typed="\x04")
    assert (code, "nothing was written" in output) == (2, True)
    assert pool(team) == POOL_TEXT


def test_drop_says_why(team: Repository) -> None:
    _, into = changed(team, "drop", f"{POOL}#A1", "--reason", "the pool: gone")
    assert into == [
        "status: dropped             # since March", f"closed: {TODAY}", 'reason: "the pool: gone"',
    ]  # fmt: skip


def test_block_says_what_it_waits_for_and_start_ends_it(team: Repository) -> None:
    _, into = changed(team, "block", f"{POOL}#A1", "--by", "the vendor's release")
    assert into == ["status: blocked             # since March", "blocked_by: the vendor's release"]
    changed(team, "start", f"{POOL}#A1")
    assert pool(team) == POOL_TEXT.replace("open             #", "in-progress             #")


def test_reschedule_changes_the_day_and_keeps_its_quotes(team: Repository) -> None:
    assert changed(team, "reschedule", f"{POOL}#A1", LATER) == (
        ['due: "2026-04-10"'], [f'due: "{LATER}"'],
    )  # fmt: skip


def test_assign_changes_the_owner_and_keeps_quotes_and_comment(team: Repository) -> None:
    assert changed(team, "assign", f"{POOL}#A1", "aoi")[1] == [
        "owner: '@aoi'            # he knows it best"
    ]


def test_reopen_takes_out_how_it_ended(team: Repository) -> None:
    team.rindoku("action", "assign", "A4", "@ken")
    out, into = changed(team, "reopen", "A4", "--due", LATER)
    assert out == ["status: done", "closed: 2026-04-01", "evidence: https://example.com/1"]
    assert into == ["status: open", f"due: {LATER}"]


def test_promote_makes_an_idea_a_promise(team: Repository) -> None:
    promise = ("--owner", "@platform", "--due", LATER, "--priority", "p2")
    _, into = changed(team, "promote", "A3", *promise)
    assert into == ["priority: P2", 'owner: "@platform"', "status: open", f"due: {LATER}"]


def test_add_appends_an_item_that_looks_like_its_neighbour(team: Repository) -> None:
    promise = ("--owner", "ken", "--due", LATER, "--priority", "P2", "--type", "detect")
    out, into = changed(team, "add", "checkout", "接続プール: 監視する", *promise)
    assert out == []
    assert into == [
        "- id: A5",
        'title: "接続プール: 監視する"',
        "type: detect",
        "priority: P2",
        'owner: "@ken"',
        "status: open",
        f"due: {LATER}",
    ]
    assert [f["code"] for f in team.findings() if f["severity"] == "error"] == []


def test_add_begins_a_list_that_is_not_there(team: Repository) -> None:
    for number, head in enumerate(("", "action_items: []  # none yet\n", "action_items:\n")):
        day = f"2026-07-0{number + 1}"
        page = f"---\ntitle: t\ndate: {day}\nstatus: draft\nseverity: SEV1\n{head}---\n"
        team.write(f"postmortems/{day}-x.md", page)
        assert team.rindoku("action", "add", f"{day}-x", "Look", "--proposed").exit_code == 0
        added = "action_items:{}\n  - id: A1\n    title: Look\n    status: proposed\n---\n"
        comment = "  # none yet" if "#" in head else ""
        assert team.read(f"postmortems/{day}-x.md").endswith(added.format(comment))


def test_add_never_gives_an_id_again_that_was_taken_out(team: Repository) -> None:
    page = pool(team)
    team.write(f"postmortems/{POOL}.md", page[: page.index("  - id: A4")] + "---\n")
    team.commit("2026-05-03")
    assert "id: A5" in "".join(changed(team, "add", POOL, "Something new", "--proposed")[1])


def test_a_promise_is_not_added_without_owner_day_and_priority(team: Repository) -> None:
    told = refusal(team, "add", POOL, "Half a promise", "--owner", "@ken")
    assert "--due, --priority" in told


def test_another_companys_record_gets_no_promise(team: Repository) -> None:
    page = "---\ntitle: t\ndate: 2026-07-01\nstatus: final\nsource: https://example.com/x\n---\n"
    team.write("postmortems/2026-07-01-x.md", page)
    ran = team.rindoku("action", "add", "2026-07-01-x", "Look", "--proposed")
    assert (ran.exit_code, "external" in ran.stderr) == (2, True)
    assert team.read("postmortems/2026-07-01-x.md") == page


@pytest.mark.parametrize(
    "arguments",
    [
        ("done", "A1", "--evidence", "here"),
        ("drop", "A1", "--reason", "gone"),
        ("block", "A1", "--by", "the vendor"),
        ("start", "A1"),
        ("reopen", "A4", "--due", LATER),
        ("reschedule", "A1", LATER),
        ("assign", "A1", "@aoi"),
        ("promote", "A3", "--owner", "@ken", "--due", LATER),
        ("add", POOL, "Something new", "--proposed"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_doing_it_again_changes_nothing_and_says_so(
    team: Repository, arguments: tuple[str, ...]
) -> None:
    if arguments[0] == "reopen":
        team.rindoku("action", "assign", "A4", "@ken")
    first = team.rindoku("action", *arguments)
    assert (first.exit_code, "+++" in first.stdout) == (0, True), first.stderr
    page = pool(team)
    again = team.rindoku("action", *arguments)
    assert (again.exit_code, again.stdout) == (0, "")
    assert "Nothing changed" in again.stderr
    assert pool(team) == page


def test_done_twice_needs_no_evidence_the_second_time(team: Repository) -> None:
    ran = team.rindoku("action", "done", "A4")
    assert (ran.exit_code, "Nothing changed" in ran.stderr) == (0, True)


def test_a_dry_run_shows_the_difference_and_writes_nothing(team: Repository) -> None:
    ran = team.rindoku("action", "done", "A1", "--no-evidence", "--dry-run", "--commit")
    assert "+    status: done" in ran.stdout
    assert pool(team) == POOL_TEXT
    assert team.git("log", "--oneline").count("\n") == 0


def test_the_difference_is_coloured_on_a_terminal_only(team: Repository) -> None:
    assert (
        "\x1b[32m+    status: done"
        in on_terminal(team, "action", "done", "A1", "--no-evidence", "--dry-run")[1]
    )
    assert "\x1b" not in team.rindoku("action", "done", "A1", "--no-evidence", "--dry-run").stdout


# -- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("start", "A4"), "reopen it first"),
        (("drop", "A4", "--reason", "x"), "A4 is done"),
        (("reschedule", "A3", LATER), "promote it first"),
        (("assign", "A1", "@kenn"), "did you mean `ken`"),
        (("assign", "A1", "@ryo"), "has left"),
        (("reschedule", "A1", "2026-02-30"), "a day that no calendar has"),
        (("reschedule", "A1", "tomorrow"), "write it as 2026-06-30"),
        (("reschedule", "A1", "2026-01-01"), "before the record's own day"),
        (("done", "A1", "--no-evidence", "--on", "2199-01-01"), "has not come yet"),
        (("drop", "A1", "--reason", "  "), "it is empty"),
        (("block", "A1", "--by", b"\xff"), "not UTF-8"),
        (("reschedule", "A1", LATER, "--why", "x"), "add --commit"),
        (("reopen", "A4"), "without an `owner`"),
        (("add", POOL, "x" * 201, "--proposed"), "200"),
        (("add", "checkou-502", "x", "--proposed"), "did you mean `checkout-502`"),
    ],
)
def test_a_refusal_says_what_to_do(team: Repository, arguments: tuple[str, ...], told: str) -> None:
    assert told in refusal(team, *arguments)


def test_an_item_in_a_record_that_cannot_be_read_is_told_apart(team: Repository) -> None:
    team.write(f"postmortems/{POOL}.md", POOL_TEXT.replace("title: Check", "title: [Check"))
    assert "rindoku check" in refusal(team, "start", f"{POOL}#A1")


def test_an_id_that_is_given_twice_is_not_guessed_at(team: Repository) -> None:
    team.write(f"postmortems/{POOL}.md", POOL_TEXT.replace("id: A3", "id: A1"))
    assert "more than once" in refusal(team, "start", f"{POOL}#A1")


def test_a_value_that_another_one_repeats_is_not_edited(team: Repository) -> None:
    page = POOL_TEXT.replace("'@ken' ", "&k '@ken'").replace('"@platform"', "*k")
    team.write(f"postmortems/{POOL}.md", page)
    assert "cannot be edited safely" in refusal(team, "assign", f"{POOL}#A1", "@aoi")


def test_a_new_warning_is_told_and_does_not_stop(team: Repository) -> None:
    ran = team.rindoku("action", "promote", "A3", "--owner", "@ken", "--due", LATER)
    assert (ran.exit_code, "without a `priority`" in ran.stderr) == (0, True)


# -- how the file is written --------------------------------------------------------------------


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("last", [True, False], ids=["ended", "unended"])
def test_line_ends_mark_and_last_byte_stay(
    team: Repository, bom: bytes, end: str, last: bool
) -> None:
    page = POOL_TEXT if last else POOL_TEXT.rstrip("\n")
    raw = bom + page.replace("\n", end).encode()
    team.write(f"postmortems/{POOL}.md", raw)
    assert team.rindoku("action", "assign", f"{POOL}#A1", "@aoi").exit_code == 0
    written = (team.path / f"postmortems/{POOL}.md").read_bytes()
    assert written == raw.replace(b"'@ken'", b"'@aoi'")


def test_a_value_with_an_anchor_that_nothing_repeats_is_edited(team: Repository) -> None:
    page = POOL_TEXT.replace("'@ken' ", "&k '@ken'")
    team.write(f"postmortems/{POOL}.md", page)
    _, into = changed(team, "assign", f"{POOL}#A1", "@aoi")
    assert len(into) == 1


# -- short ids ----------------------------------------------------------------------------------

KNOWN = [f"{POOL}#A1", f"{POOL}#A2", f"{POOL}-again#A1", f"{CART}#B1", f"{CART}#a2"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (f"{POOL}#A1", f"{POOL}#A1"),  # what is written in full always wins
        (f"{POOL}#a1", f"{POOL}#A1"),
        ("502#A2", f"{POOL}#A2"),
        ("again#a1", f"{POOL}-again#A1"),
        ("ｶｰﾄ#b1", f"{CART}#B1"),
        ("B1", f"{CART}#B1"),
        ("again", f"{POOL}-again#A1"),
    ],
)
def test_a_part_of_an_address_that_picks_one_is_enough(text: str, address: str) -> None:
    assert pick_address(text, KNOWN) == address


def test_a_part_that_picks_more_than_one_lists_them() -> None:
    with pytest.raises(CannotRunError, match="any of 2 action items") as refused:
        pick_address("502#A1", KNOWN)
    assert refused.value.hint == f"write more of it: {POOL}#A1, {POOL}-again#A1"


def test_no_more_than_eight_candidates_are_listed() -> None:
    many = [f"2026-01-{day:02}-x#A1" for day in range(1, 12)]
    with pytest.raises(CannotRunError) as refused:
        pick_address("A1", many)
    assert refused.value.hint.count("#A1") == 8
    assert refused.value.hint.endswith("and 3 more")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("chekout-502#A1", "did you mean `checkout-502#A1`?"),
        ("502-again#A9", f"{POOL}-again has A1"),
        ("zzz", "`rindoku action list --all` lists them"),
        ("", "`rindoku action list --all` lists them"),
    ],
)
def test_an_unknown_one_gets_a_hint(text: str, hint: str) -> None:
    with pytest.raises(CannotRunError) as refused:
        pick_address(text, KNOWN[:-1] if text else [])
    assert refused.value.hint == hint


def test_a_record_is_picked_by_a_part_of_its_id() -> None:
    stems = [POOL, f"{POOL}-again", CART]
    assert pick_record(POOL, stems) == POOL
    assert pick_record("カート", stems) == CART
    with pytest.raises(CannotRunError, match="any of 2 records"):
        pick_record("502", stems)


def test_show_takes_a_short_id(team: Repository) -> None:
    assert team.rindoku("action", "show", "b1", "--format", "json").json["action_item"] == (
        f"{CART}#B1"
    )


# -- completion in a shell ----------------------------------------------------------------------


def completions(repository: Repository, *words: str, cwd: Path | None = None) -> list[str]:
    """What the real completion protocol answers for the last word."""
    repository.environment |= {
        "_RINDOKU_COMPLETE": "fish_complete",
        "COMP_WORDS": " ".join(["rindoku", *words[:-1]]),
        "COMP_CWORD": words[-1],
    }
    return _completed(repository, cwd)


def bash_completions(repository: Repository, *words: str) -> list[str]:
    repository.environment |= {
        "_RINDOKU_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(["rindoku", *words]),
        "COMP_CWORD": str(len(words)),
    }
    return _completed(repository)


def _completed(repository: Repository, cwd: Path | None = None) -> list[str]:
    ran = repository.rindoku(cwd=cwd)
    assert (ran.exit_code, ran.stderr) == (0, "")
    return [line for line in ran.stdout.split("\n") if line]


def test_addresses_complete_in_bash(team: Repository) -> None:
    assert bash_completions(team, "action", "show", f"{POOL}#A") == [
        f"plain,{POOL}#A{n}" for n in (1, 2, 3, 4)
    ]
    assert bash_completions(team, "action", "done", "カート") == [f"plain,{CART}#B1"]


def test_only_what_a_command_is_for_is_offered(team: Repository) -> None:
    assert bash_completions(team, "action", "reopen", POOL) == [f"plain,{POOL}#A4"]
    assert bash_completions(team, "action", "promote", POOL) == [f"plain,{POOL}#A3"]
    assert bash_completions(team, "action", "add", "2026-05") == [f"plain,{CART}"]


def test_completion_is_silent_where_there_is_nothing(
    folder: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    nowhere = tmp_path_factory.mktemp("nowhere")
    assert completions(folder, "action", "show", "x", cwd=nowhere) == []
    folder.write("rindoku.toml", "[broken")
    folder.write("postmortems/2026-01-01-x.md", b"\xff\xfe")
    assert completions(folder, "action", "show", "2026") == []


# -- the list -----------------------------------------------------------------------------------


def listed(team: Repository, *filters: str) -> list[str]:
    rows = team.rindoku("action", "list", "--format", "json", *filters).json["action_items"]
    return [row["action_item"].split("-", 3)[3] for row in rows]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ((), ["checkout-502#A1", "checkout-502#A2", "カート消失#B1"]),
        (("--owner", "ken"), ["checkout-502#A1"]),
        (("--owner", "@ken", "--owner", "platform"), ["checkout-502#A1", "checkout-502#A2"]),
        (("--service", "cart"), ["カート消失#B1"]),
        (("--status", "done"), ["checkout-502#A4"]),
        (("--status", "blocked", "--status", "proposed"), ["checkout-502#A2", "checkout-502#A3"]),
        (("--priority", "p0", "--priority", "P3"), ["checkout-502#A2", "カート消失#B1"]),
        (("--effort", "S"), ["checkout-502#A1"]),
        (("--reason", "overdue", "--effort", "M"), ["カート消失#B1"]),
        (("--reason", "slipped"), []),
        (("apiの接続",), ["カート消失#B1"]),
        (("ｶｰﾄ",), ["カート消失#B1"]),
        (("POOL", "502"), ["checkout-502#A1"]),
        (("pool", "cart"), []),
        (("--all", "long ago"), ["checkout-502#A4"]),
    ],
)
def test_the_list_is_filtered(team: Repository, filters: tuple[str, ...], found: list[str]) -> None:
    assert listed(team, *filters) == found


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (("--owner", "kenn"), "did you mean `ken`?"),
        (("--service", "chekout"), "did you mean `checkout`?"),
        (("--status", "opne"), "'open'"),
        (("--reason", "old"), "'overdue'"),
    ],
)
def test_an_unknown_value_of_a_filter_is_refused(
    team: Repository, filters: tuple[str, ...], told: str
) -> None:
    ran = team.rindoku("action", "list", *filters)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert told in ran.stderr


@pytest.mark.parametrize("columns", [60, 80, 100, 160])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_list_fits_a_terminal(team: Repository, columns: int, language: str) -> None:
    long = "接続プールの使用率が八割を超えて五分たったら当番に電話をかけて知らせる仕組みを作る" * 3
    team.write(f"postmortems/{CART}.md", CART_TEXT.replace("ＡＰＩの", long))
    code, output = on_terminal(team, "action", "list", "--all", "--lang", language, columns=columns)
    assert code == 0
    assert max(map(cell_len, plain(output))) <= columns
    assert "…" in output


def test_a_title_is_never_cut_in_a_pipe(team: Repository) -> None:
    team.environment["COLUMNS"] = "40"
    out = team.rindoku("action", "list").stdout
    assert "ＡＰＩの接続プールを監視する" in out
    assert "…" not in out
    assert len(out.splitlines()) == 3


# -- a life -------------------------------------------------------------------------------------


@pytest.fixture
def lived(team: Repository) -> Repository:
    """An item whose due date moved twice, whose incident came back, and which a circle kept."""
    page = pool(team)
    for day, due in (("2026-05-20", "2026-06-30"), ("2026-06-20", "2026-08-31")):
        team.write(f"postmortems/{POOL}.md", page.replace('"2026-04-10"', due))
        team.commit(day)
    again = "---\ntitle: Again\ndate: 2026-07-01\nstatus: draft\nseverity: SEV2\n"
    again += f"recurrence_of: [{POOL}]\n---\n"
    team.write("postmortems/2026-07-01-checkout-again.md", again)
    team.write(
        "docs/circles/2026-07-08-reading.md",
        "---\ntitle: r\nkind: reading\ndate: 2026-07-08\nstatus: held\ndecisions:\n"
        f"  - {{action_item: {POOL}#A1, outcome: keep, note: still wanted}}\n---\n",
    )
    team.commit("2026-07-09")
    return team


def test_a_life_has_days_gaps_slips_recurrences_decisions_and_today(lived: Repository) -> None:
    out = lived.rindoku("action", "show", f"{POOL}#A1", "--as-of", "2026-09-10").stdout
    rows = [line for line in out.splitlines() if line.startswith("  2026")]
    assert [row[2:12] for row in rows[:5]] == [
        "2026-05-02", "2026-05-20", "2026-06-20", "2026-07-01", "2026-07-08",
    ]  # fmt: skip
    assert [row[12:20].strip() for row in rows[:5]] == ["", "+18 d", "+31 d", "+11 d", "+7 d"]
    told = [row[20:].strip() for row in rows]
    assert "(+81 d)" in told[1]
    assert "(+62 d)" in told[2]
    assert told[3] == "happened again: 2026-07-01-checkout-again"
    assert told[4].endswith("2026-07-08-reading")
    assert told[5].startswith("stale: overdue – due 2026-08-31, 10 days ago")
    assert "moved later 2 times, from 2026-04-10 to 2026-08-31" in out.splitlines()[1]


def test_a_due_date_is_told_as_moved_later_just_where_it_counts_as_a_slip(team: Repository) -> None:
    page, days = pool(team), ["2026-05-10", "2026-05-11", "2026-05-12", "2026-05-13"]
    for day, due in zip(days, ["soon", "tbd", "2026-05-10", "2026-05-05"], strict=True):
        team.write(f"postmortems/{POOL}.md", page.replace('"2026-04-10"', due))
        team.commit(day)
    out = team.rindoku("action", "show", f"{POOL}#A1", "--as-of", "2026-05-13").stdout
    told = [line[20:].partition("  Mika, ")[0].strip() for line in out.splitlines()]
    assert told[4:8] == [
        "due: 2026-04-10 → soon",
        "due: soon → tbd",
        "due moved later, from 2026-04-10 to 2026-05-10 (+30 d)",
        "due moved earlier, from 2026-05-10 to 2026-05-05",
    ]


def test_who_and_where_stand_below_each_other(lived: Repository) -> None:
    out = lived.rindoku("action", "show", f"{POOL}#A1", "--lang", "ja").stdout
    ends = [line for line in out.splitlines() if "Mika, " in line or line.endswith("-reading")]
    starts = [line.split("Mika, ")[0].split("2026-07-08-reading")[0] for line in ends]
    assert len(ends) == 4
    assert len({cell_len(start) for start in starts}) == 1


@pytest.mark.parametrize("columns", [50, 80, 132])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_life_fits_a_terminal(lived: Repository, columns: int, language: str) -> None:
    code, output = on_terminal(
        lived, "action", "show", f"{POOL}#A1", "--lang", language, columns=columns
    )
    assert code == 0
    lines = plain(output)
    assert max(map(cell_len, lines)) <= columns
    assert all(line[:20].strip() == "" for line in lines if line.startswith("    "))


def test_the_life_of_a_kept_promise_ends_with_it(team: Repository) -> None:
    out = team.rindoku("action", "show", "A4").stdout
    assert out.splitlines()[-1].startswith("  2026-05-02")


def test_what_is_on_its_way_says_how_long_there_is(team: Repository) -> None:
    out = team.rindoku("action", "show", "b1", "--as-of", "2026-05-31").stdout
    assert out.splitlines()[-1].endswith("on its way, 30 days left")


@pytest.mark.parametrize("identity", ["A1", "A3"])
def test_what_was_taken_out_neither_is_on_its_way_nor_waits_for_anything(
    team: Repository, identity: str
) -> None:
    (team.path / f"postmortems/{POOL}.md").unlink()
    team.commit("2026-06-01")
    out = team.rindoku("action", "show", f"{POOL}#{identity}", "--as-of", "2026-06-02").stdout
    assert out.splitlines()[-1].startswith("  2026-06-01")


def test_recurrences_are_there_for_programs(lived: Repository) -> None:
    assert lived.item(f"{POOL}#A1", "2026-09-10")["again"] == [
        {"day": "2026-07-01", "postmortem": "2026-07-01-checkout-again"}
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("--status", "未着手"),
        ("--status", "Open"),
        ("--reason", "期限切れ"),
        ("--priority", "Ｐ１"),
    ],
)
def test_the_words_that_reports_show_are_options_too(
    repository: Repository, words: tuple[str, str]
) -> None:
    repository.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM)
    repository.commit("2026-03-15")
    ran = repository.rindoku("action", "list", *words)
    assert (ran.exit_code, "2026-03-14-checkout-502#A1" in ran.stdout) == (0, True)
