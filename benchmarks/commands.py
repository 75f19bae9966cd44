"""How fast, and how small, whole commands are: processes, as a person starts them.

    .venv/bin/python benchmarks/commands.py [--in demo sample] [--rounds 5] [--only NAME …]
                                            [--postmortems 3000 30000] [--by-year]

The `rindoku` script of the environment that this runs in is started: for short commands in the
repository that `rindoku demo` writes, for long ones in a made-up one with so many postmortems and
about four commits for each (`sample.py`). In each round every way takes its turn, beside what has
to be waited for in any case, the floors: `python -c pass`, and git alone listing what each change
touched. What has to happen before a run is done before it, unmeasured.

Printed in Markdown are medians of seconds and of CPU seconds (ours and git's), the multiple of the
floor, and the peak of our own process's memory (why: `measuring.run_process`), beside the goal. A
goal in milliseconds is of a machine on which `python -c pass` takes 12 ms: it is scaled by what
that takes in this run. It is meant at 3,000 postmortems, as the goal of memory is; with more of
them both grow in proportion. `--only` runs the ways whose names contain one of these words.

With ten times the postmortems git takes a hundred times as long to make a sample, and to compare
its commits, if all of them lie in one folder; with `--by-year` they lie in a folder for each year.

A file that changed within the last two seconds may change again unseen, so neither git nor we
believe its stamp. That is waited for where nothing is new, and not where a file was just edited.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from goals import GIT, PYTHON, Goal
from measuring import Command, Run, table, take_turns
from scratch import ScratchRepository, sample_repository
from ways import (
    RINDOKU,
    Bench,
    Way,
    after_stale,
    cold,
    file_edited,
    new_commit,
    next_day,
    nothing_new,
    rindoku,
    tab,
    this_file_edited,
    tried,
)

_PYTHON = Way(PYTHON, Command((sys.executable, "-c", "pass"), is_silent=True))
_LOG = ("git", "log", "--raw", "--first-parent", "--format=%H")
_TAB = tab("rindoku action done ")
_ONE = rindoku("check ONE")
_CHECK = rindoku("check")
_STALE = rindoku("stale --format json")
_LIST = rindoku("action list")
_DONE = rindoku("action done ID --no-evidence")
_PLAN = rindoku("circle plan reading --dry-run")
_PLANNED = "`circle plan reading --dry-run`"
_DUE = rindoku("circle due")
_AT_3000 = partial(Goal, megabytes=150)

DEMO_WAYS = [
    _PYTHON,
    Way("`--help`", rindoku("--help"), goal=Goal(5)),
    Way("`<TAB>`", tab("rindoku "), goal=Goal(5)),
    Way("`stale --help`", rindoku("stale --help"), goal=Goal(8)),
    Way("`stale --wrong`", rindoku("stale --wrong", exit_code=2)),
    Way("`action done <TAB>`, cold", _TAB, cold, Goal(15)),
    Way("`action done <TAB>`, nothing new", _TAB, nothing_new, Goal(15)),
    Way("`action list`, nothing new", _LIST, nothing_new),
    Way("`check`, nothing new", _CHECK, nothing_new),
    Way("`check ONE`, nothing new", _ONE, nothing_new, Goal(16)),
    Way("`check ONE`, that was edited", _ONE, this_file_edited, Goal(16)),
]
SAMPLE_WAYS = [
    _PYTHON,
    Way(GIT, Command(_LOG)),
    Way(f"{GIT[:-1]} -- postmortems`", Command((*_LOG, "--", "postmortems"))),
    Way("`stale --format json`, cold", _STALE, cold, _AT_3000(1.5, GIT)),
    Way("`stale --format json`, the next day", _STALE, next_day, _AT_3000()),
    Way("`stale --format json`, nothing new", _STALE, nothing_new, _AT_3000(milliseconds=250)),
    Way("`check`, cold", _CHECK, cold, _AT_3000()),
    Way("`check`, nothing new", _CHECK, nothing_new, _AT_3000()),
    Way("`check ONE`, nothing new", _ONE, nothing_new, _AT_3000(16)),
    Way("`action list`, nothing new", _LIST, nothing_new, _AT_3000()),
    Way("`circle due`, nothing new", _DUE, nothing_new, _AT_3000(milliseconds=400)),
    Way(f"{_PLANNED}, nothing new", _PLAN, nothing_new, _AT_3000(milliseconds=800)),
    Way("`action list`, after `stale`", _LIST, after_stale, _AT_3000()),
    Way("`circle due`, after `stale`", _DUE, after_stale, _AT_3000(milliseconds=400)),
    Way(f"{_PLANNED}, after `stale`", _PLAN, after_stale, _AT_3000(milliseconds=800)),
    Way("`action done ID --no-evidence`", _DONE, tried, _AT_3000(milliseconds=500)),
    Way("`stale --format json`, one new commit", _STALE, new_commit, _AT_3000(milliseconds=500)),
    Way("`stale --format json`, one file edited", _STALE, file_edited, _AT_3000()),
    Way("`check`, one file edited", _CHECK, file_edited, _AT_3000()),
    Way("`check ONE`, that was edited", _ONE, this_file_edited, _AT_3000(16)),
]
"""Those that change files come last: whoever wants nothing new has to wait after them."""
FLOORS = (PYTHON, GIT)


def main() -> None:
    """Measure, and print a table for the demo and for each size."""
    options = _options()
    if "demo" in options.places and (ways := chosen(DEMO_WAYS, options.only)):
        with demo_repository() as repository:
            measure("The demo", PYTHON, ways, repository, options.rounds)
    if "sample" in options.places and (ways := chosen(SAMPLE_WAYS, options.only)):
        for postmortems in options.postmortems:
            with sample_repository(postmortems, *options.by_year) as repository:
                measure("Six years of a team", GIT, ways, repository, options.rounds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast, and how small, whole commands are.")
    places = ["demo", "sample"]
    parser.add_argument("--in", dest="places", nargs="+", choices=places, default=places)
    parser.add_argument("--postmortems", type=int, nargs="+", default=[3000])
    parser.add_argument("--by-year", action="store_const", const=["--by-year"], default=[])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", metavar="NAME", nargs="+", default=[""])
    options = parser.parse_args()
    if not chosen(DEMO_WAYS + SAMPLE_WAYS, options.only):
        names = dict.fromkeys(_plain(way.name) for way in DEMO_WAYS + SAMPLE_WAYS)
        parser.error(f"nothing has such a name; there are: {' | '.join(names)}")
    return options


def chosen(ways: Sequence[Way], names: Sequence[str]) -> list[Way]:
    """The ways whose names contain one of these, and their floors; none if only floors are left."""
    asked = [way for way in ways if any(name in _plain(way.name) for name in names)]
    if all(way.name in FLOORS for way in asked):
        return []
    return [way for way in ways if way in asked or way.name in FLOORS]


def _plain(name: str) -> str:
    return name.replace("`", "")


@contextmanager
def demo_repository() -> Iterator[ScratchRepository]:
    """The repository that `rindoku demo` writes, until the end."""
    with tempfile.TemporaryDirectory(prefix="rindoku-benchmark-") as scratch:
        folder = Path(scratch) / "demo"
        subprocess.run([RINDOKU, "demo", folder], stdout=sys.stderr, check=True)
        yield ScratchRepository(folder)


def measure(
    title: str, floor: str, ways: Sequence[Way], repository: ScratchRepository, rounds: int
) -> None:
    """Measure these ways in a repository, and print their table."""
    place = _place(repository)
    bench = Bench(repository)
    found = take_turns({way.name: partial(way.measure, bench) for way in ways}, rounds)
    size = len(repository.files)
    columns = ("way", "s", "CPU s", f"x {floor}", "MB", "goal", "met")
    rows = [row(way, found, floor, size) for way in ways]
    print(f"\n**{title}**: {place}, medians of {rounds}.\n\n{table(columns, rows)}", flush=True)


def _place(repository: ScratchRepository) -> str:
    size = f"{len(repository.files):,} postmortems, {repository.commits:,} commits"
    git = subprocess.check_output(["git", "version"], text=True).split()[2]
    python, cores, load = platform.python_version(), os.cpu_count(), os.getloadavg()[0]
    day = datetime.now(UTC).date()
    return f"{size}. {day}, Python {python}, git {git}, {cores} cores, load {load:.1f} at first"


def row(way: Way, found: Mapping[str, Run], floor: str, postmortems: int) -> list[str]:
    """A way's line in the table."""
    run = found[way.name]
    limit = way.goal.limit(found, floor, postmortems)
    return [
        way.name,
        f"{run.seconds:.3f}",
        f"{run.cpu:.3f}",
        f"{run.seconds / found[floor].seconds:.2f}",
        f"{run.megabytes:.0f}" if run.megabytes else "",
        limit.words,
        limit.verdict(run),
    ]


if __name__ == "__main__":
    main()
