"""How fast, and how small, lives are told from git.

    .venv/bin/python benchmarks/history.py [--postmortems 1000 3000 10000] [--rounds 3] [--by-year]

Repositories are made with so many postmortems and about four commits for each (`sample.py`). The
floor is what git alone takes to list the same changes; it is lower where fewer files lie in one
folder, so postmortems by the year are another measurement. `history` is opening the repository in
a process that has everything imported; whole commands are measured by `commands.py`.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from measuring import Command, Run, run_process, table, take_turns
from scratch import ScratchRepository, sample_repository

BLAMED = 20
"""How many files `git blame` is asked about; its time is scaled to all of them."""

_OPEN = """
import gc, resource, time
from pathlib import Path
from rindoku.repository import open_repository
gc.disable()  # as the command does
start = time.perf_counter()
book = open_repository(Path.cwd()).history.records
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
_FLOOR = "git log --raw (the floor)"
_LOG = Command(("git", "log", "--raw", "--format=%H", "--", "postmortems"))


class Bench:
    """The ways to tell the history of one repository."""

    def __init__(self, repository: ScratchRepository) -> None:
        self.repository = repository

    def ways(self) -> dict[str, Callable[[], Run]]:
        """Every way by its name, the floor first. A cold one leaves what the next remembers."""
        return {
            _FLOOR: lambda: run_process(_LOG, self.repository.folder),
            "git blame, every file": self.blame,
            "history, cold": self.cold,
            "history, nothing new": self.history,
            "history, one new commit": self.one_new_commit,
            "history, one file edited": self.one_file_edited,
        }

    def blame(self) -> Run:
        files = self.repository.files
        chosen = random.Random(1).sample(files, min(BLAMED, len(files)))  # noqa: S311 (no secret)
        asked = [Command(("git", "blame", "-s", "--", path)) for path in chosen]
        runs = [run_process(command, self.repository.folder) for command in asked]
        scale = len(files) / len(runs)
        seconds = sum(run.seconds for run in runs) * scale
        return Run(seconds, megabytes=max(run.megabytes for run in runs))

    def cold(self) -> Run:
        self.repository.forget()
        self.repository.restore()
        return self.history()

    def one_new_commit(self) -> Run:
        self.repository.commit()
        return self.history()

    def one_file_edited(self) -> Run:
        self.repository.edit()
        return self.history()

    def history(self) -> Run:
        """Run a program that tells what it took itself, without what it imports and without git."""
        told = subprocess.check_output(
            [sys.executable, "-c", _OPEN], cwd=self.repository.folder, text=True
        )
        seconds, megabytes = map(float, told.split())
        return Run(seconds, megabytes=megabytes)


def main() -> None:
    """Measure, and print a table for each size."""
    parser = argparse.ArgumentParser(description="How fast lives are told from git.")
    parser.add_argument("--postmortems", type=int, nargs="+", default=[1000, 3000, 10000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--by-year", action="store_const", const=["--by-year"], default=[])
    options = parser.parse_args()
    for count in options.postmortems:
        with sample_repository(count, *options.by_year) as repository:
            measure(repository, options.rounds)


def measure(repository: ScratchRepository, rounds: int) -> None:
    """Measure every way, and print the table."""
    found = take_turns(Bench(repository).ways(), rounds)
    day = datetime.now(UTC).date()
    size = f"{len(repository.files):,} postmortems, {repository.commits:,} commits"
    print(f"\n{size} ({day}, medians)\n")
    floor = found[_FLOOR].seconds
    rows = [
        [name, f"{run.seconds:.3f}", f"{run.seconds / floor:.3f}", f"{run.megabytes:.0f}"]
        for name, run in found.items()
    ]
    print(table(["way", "s", "x floor", "MB"], rows), flush=True)


if __name__ == "__main__":
    main()
