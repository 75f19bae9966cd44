"""How fast, and how small, lives are told from git.

    .venv/bin/python benchmarks/history.py [--postmortems 1000 3000 10000] [--rounds 3] [--by-year]

Repositories are made with so many postmortems and about four commits for each (`sample.py`). In
each round all ways take their turn, and the medians are compared, so that a noisy machine is noisy
for all of them. The floor is what git alone takes to list the same changes; it is lower where fewer
files lie in one folder, so postmortems by the year are another measurement. `history` is opening
the repository in a process that has everything imported; `stale` is the whole command.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

SAMPLE = Path(__file__).with_name("sample.py")
BLAMED = 20
"""How many files `git blame` is asked about; its time is scaled to all of them."""

_REPORT = """
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
      file=sys.stderr)
"""
_OPEN = f"""
import gc, resource, sys, time
from pathlib import Path
from rindoku.repository import open_repository
gc.disable()  # as the command does
start = time.perf_counter()
book = open_repository(Path.cwd()).history.records
{_REPORT}
"""
_STALE = f"""
import resource, sys, time
start = time.perf_counter()
from rindoku.cli import main
try:
    sys.argv[1:] = ["stale", "--format", "json"]
    main()
except SystemExit:
    pass
{_REPORT}
"""
_LOG = ["git", "log", "--raw", "--format=%H", "--", "postmortems"]


@dataclass(frozen=True)
class Run:
    """Seconds, and the peak of the process's memory in MB where that is ours."""

    seconds: float
    megabytes: float = 0


def after(prepare: Callable[[], None], way: Callable[[], Run]) -> Callable[[], Run]:
    """A way that needs something done first, which is not measured."""

    def prepared() -> Run:
        prepare()
        return way()

    return prepared


class Bench:
    """One repository, and the ways to ask it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        listed = self.git("ls-files", "-z", "postmortems").split("\0")
        self.files = [path for path in listed if path]
        self.edits = 0

    def ways(self) -> Iterator[tuple[str, Callable[[], Run]]]:
        """Every way with its name, the floor first. A cold one leaves what the next remembers."""
        yield "git log --raw (the floor)", self.floor
        yield "git blame, every file", self.blame
        for name, way in (("history", self.history), ("stale", self.stale)):
            yield f"{name}, cold", after(self.forget, way)
            yield f"{name}, nothing new", way
            yield f"{name}, one new commit", after(self.commit, way)
        yield "history, one file edited", after(self.edit, self.history)

    def floor(self) -> Run:
        return Run(self.seconds(_LOG))

    def blame(self) -> Run:
        sample = random.Random(1).sample(self.files, min(BLAMED, len(self.files)))  # noqa: S311
        each = [self.seconds(["git", "blame", "-s", "--", path]) for path in sample]
        return Run(sum(each) / len(each) * len(self.files))

    def history(self) -> Run:
        return self.ours(_OPEN)

    def stale(self) -> Run:
        return self.ours(_STALE)

    def forget(self) -> None:
        shutil.rmtree(self.folder / ".git/rindoku", ignore_errors=True)
        self.git("checkout", "--quiet", "--", ".")

    def edit(self) -> None:
        """Move a due date, without committing that."""
        self.edits += 1
        file = self.folder / self.files[self.edits * 7 % len(self.files)]
        before = file.read_text("utf-8")
        file.write_text(before.replace("    due: 2", "    tracker: x\n    due: 2", 1), "utf-8")

    def commit(self) -> None:
        self.edit()
        self.git("commit", "--quiet", "--all", "--message", "Edit")

    def git(self, *arguments: str) -> str:
        names = ("-c", "user.name=Mika", "-c", "user.email=mika@example.com", "-c", "gc.auto=0")
        command = ["git", *names, *arguments]
        return subprocess.check_output(command, cwd=self.folder, text=True)

    def seconds(self, command: list[str]) -> float:
        started = time.perf_counter()
        subprocess.run(command, cwd=self.folder, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - started

    def ours(self, program: str) -> Run:
        """Run a program that tells its seconds and its own peak, without git's."""
        ran = subprocess.run(
            [sys.executable, "-c", program],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=True,
        )
        seconds, megabytes = ran.stderr.split("\n")[-2].split()
        return Run(float(seconds), float(megabytes))


def main() -> None:
    """Measure, and print a table for each size."""
    parser = argparse.ArgumentParser(description="How fast lives are told from git.")
    parser.add_argument("--postmortems", type=int, nargs="+", default=[1000, 3000, 10000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--by-year", action="store_const", const=["--by-year"], default=[])
    options = parser.parse_args()
    for count in options.postmortems:
        with tempfile.TemporaryDirectory(prefix="rindoku-benchmark-") as scratch:
            # elsewhere, for a process inherits the peak of the one that starts it
            sample = [sys.executable, SAMPLE, scratch, str(count), *options.by_year]
            subprocess.run(sample, check=True)
            measure(Bench(Path(scratch)), options.rounds)


def measure(bench: Bench, rounds: int) -> None:
    """Let each way take its turn in each round, and print the medians."""
    runs: dict[str, list[Run]] = {}
    for _ in range(rounds):
        for name, way in bench.ways():
            runs.setdefault(name, []).append(way())
    commits = bench.git("rev-list", "--count", "HEAD").strip()
    day = datetime.now(UTC).date()
    print(f"\n{len(bench.files):,} postmortems, {int(commits):,} commits ({day}, medians)\n")
    print("| way | s | x floor | MB |\n| --- | ---: | ---: | ---: |")
    floor = median(run.seconds for run in next(iter(runs.values())))
    for name, found in runs.items():
        seconds = median(run.seconds for run in found)
        megabytes = max(run.megabytes for run in found)
        memory = f"{megabytes:.0f}" if name.startswith(("history", "stale")) else ""
        print(f"| {name} | {seconds:.3f} | {seconds / floor:.3f} | {memory} |", flush=True)


if __name__ == "__main__":
    main()
