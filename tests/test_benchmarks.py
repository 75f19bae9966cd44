"""The benchmarks run, say what they measured, and measure what they say. No time is asserted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from goals import GIT, NO_GOAL, PYTHON, Goal
from measuring import Command, Run, run_process
from tests.conftest import PROJECT

HOLDING = "held = bytearray({megabytes} << 20); import select; select.select([], [], [], 0.1)"
CALLING = "import subprocess, sys; print('called'); subprocess.run([sys.executable, '-c', {!r}])"
DEMO = {
    "`python -c pass`",
    "`--help`",
    "`<TAB>`",
    "`stale --help`",
    "`stale --wrong`",
    "`action done <TAB>`, cold",
    "`action done <TAB>`, nothing new",
    "`action list`, nothing new",
    "`check`, nothing new",
    "`check ONE`, nothing new",
    "`check ONE`, that was edited",
}
SAMPLE = {
    "`python -c pass`",
    "`git log --raw --first-parent`",
    "`git log --raw --first-parent -- postmortems`",
    "`stale --format json`, cold",
    "`stale --format json`, the next day",
    "`stale --format json`, nothing new",
    "`stale --format json`, one new commit",
    "`stale --format json`, one file edited",
    "`check`, cold",
    "`check`, nothing new",
    "`check`, one file edited",
    "`check ONE`, nothing new",
    "`check ONE`, that was edited",
    "`action list`, nothing new",
    "`action list`, after `stale`",
    "`action done ID --no-evidence`",
    "`circle plan reading --dry-run`, nothing new",
    "`circle plan reading --dry-run`, after `stale`",
    "`circle due`, nothing new",
    "`circle due`, after `stale`",
}


def table_of(script: str, *options: str) -> dict[str, list[str]]:
    """The rows that a benchmark prints, by what they are about."""
    ran = subprocess.run(
        [sys.executable, PROJECT / "benchmarks" / script, "--rounds", "1", *options],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    lines = [line for line in ran.stdout.splitlines() if line.startswith("| ")]
    rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines[2:]]
    return {name: cells for name, *cells in rows}


@pytest.mark.parametrize(("place", "names"), [("demo", DEMO), ("sample", SAMPLE)])
def test_every_command_is_measured(place: str, names: set[str]) -> None:
    rows = table_of("commands.py", "--in", place, "--postmortems", "8")
    assert set(rows) == names
    assert all(float(cells[0]) > 0 and float(cells[1]) >= 0 for cells in rows.values())


def test_some_commands_are_measured_beside_their_floor() -> None:
    assert set(table_of("commands.py", "--only", "help")) == {
        "`python -c pass`",
        "`--help`",
        "`stale --help`",
    }


def test_the_history_is_measured() -> None:
    rows = table_of("history.py", "--postmortems", "8")
    assert {name.partition(",")[0] for name in rows} == {
        "git log --raw (the floor)",
        "git blame",
        "history",
    }


def test_bodies_are_measured() -> None:
    rows = table_of("bodies.py")
    assert [float(cells[0]) > 0 for cells in rows.values()] == [True, True, True]


def python(program: str) -> Command:
    return Command((sys.executable, "-c", program))


def test_memory_is_of_the_process_alone(tmp_path: Path) -> None:
    small = f"{HOLDING.format(megabytes=50)}; {CALLING.format(HOLDING.format(megabytes=200))}"
    assert 50 < run_process(python(small), tmp_path).megabytes < 150


def test_cpu_is_of_what_it_started_too(tmp_path: Path) -> None:
    busy = CALLING.format("import time\nwhile time.process_time() < 0.3: pass")
    assert run_process(python(busy), tmp_path).cpu > 0.3


@pytest.mark.parametrize("program", ["print('no'); raise SystemExit(1)", "pass"])
def test_what_does_not_do_what_was_asked_is_not_measured(program: str, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended with"):
        run_process(python(program), tmp_path)


FLOORS = {PYTHON: Run(0.006), GIT: Run(2.0)}


@pytest.mark.parametrize(
    ("goal", "postmortems", "seconds", "words"),
    [
        (Goal(1.5, GIT), 3000, 3.0, "1.5 x"),
        (Goal(1.5, GIT), 30000, 3.0, "1.5 x"),
        (Goal(16), 3000, 0.096, "16 x `python -c pass`"),
        (Goal(milliseconds=250), 3000, 0.125, "250 ms (here 125)"),
        (Goal(milliseconds=250), 8, 0.125, "250 ms (here 125)"),
        (Goal(milliseconds=250), 30000, 1.25, "250 ms (here 1250)"),
    ],
)
def test_a_goal_is_scaled_by_its_floor_and_by_the_size(
    goal: Goal, postmortems: int, seconds: float, words: str
) -> None:
    limit = goal.limit(FLOORS, GIT, postmortems)
    assert limit.words == words
    assert limit.verdict(Run(seconds * 0.99)) == "yes"
    assert limit.verdict(Run(seconds * 1.01)) == "no: time"


def test_a_goal_of_memory_grows_with_the_size() -> None:
    limit = Goal(megabytes=150).limit(FLOORS, GIT, 6000)
    assert limit.verdict(Run(9, megabytes=299)) == "yes"
    assert limit.verdict(Run(9, megabytes=301)) == "no: memory"


def test_where_there_is_no_goal_none_is_met() -> None:
    assert NO_GOAL.limit(FLOORS, GIT, 3000).verdict(Run(9, megabytes=999)) == ""
