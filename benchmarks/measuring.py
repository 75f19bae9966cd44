"""What processes take: measured one after the other in rounds, and compared by their medians."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from select import select
from statistics import median
from tempfile import TemporaryFile

LOOK_EVERY = 0.002
"""Seconds between two looks at a running process's memory; it costs a fiftieth of one core."""
_PEAK = re.compile(rb"^VmHWM:\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True)
class Run:
    """Seconds that passed, seconds of CPU, and a peak of memory in MB; 0 what was not measured."""

    seconds: float
    cpu: float = 0
    megabytes: float = 0


@dataclass(frozen=True)
class Command:
    """A command line with what is added to the environment, and how it should end."""

    words: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    exit_code: int = 0
    is_silent: bool = False


_AROUND = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Python keeps what it compiled, as it does where nobody forbids it."""


def run_process(command: Command, folder: Path) -> Run:
    """Run a whole process in a folder, its output in a file; what it took.

    CPU is of the process and of all that it started and waited for. Memory is of the process alone:
    git keeps what it unpacked in a cache of its own (96 MB, if its user does not say otherwise), as
    `git log` does. The kernel's maximum (`ru_maxrss` of wait4) is the largest of both, and of
    whoever started the process. So the peak is read while the process runs; what it took in its
    last two milliseconds may be missing.

    Raises RuntimeError where it ends with another code than is expected, or says nothing: then it
    has not done what was to be measured.
    """
    with TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command.words,
            cwd=folder,
            env={**_AROUND, **command.environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        megabytes = _peak_until_it_ends(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read(2000).decode("utf-8", "replace")
    if process.returncode != command.exit_code or not (said or command.is_silent):
        raise RuntimeError(f"{command.words} ended with {process.returncode}:\n{said}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, megabytes)


def _peak_until_it_ends(pid: int) -> float:
    """The most memory that a process held at one moment, in MB. It is left to be waited for."""
    peak, status, end = 0, Path(f"/proc/{pid}/status"), os.pidfd_open(pid)
    try:
        while not select([end], [], [], LOOK_EVERY)[0]:
            if found := _PEAK.search(status.read_bytes()):  # not there in its last moment
                peak = int(found[1])
    finally:
        os.close(end)
    return peak / 1024


def take_turns(ways: Mapping[str, Callable[[], Run]], rounds: int) -> dict[str, Run]:
    """Let each way take its turn in each round, so that a noisy machine is noisy for all of them.

    The medians of seconds, and the largest peak of each.
    """
    runs: dict[str, list[Run]] = {name: [] for name in ways}
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds}", file=sys.stderr)
        for name, way in ways.items():
            runs[name].append(way())
    return {name: _middle(found) for name, found in runs.items()}


def _middle(runs: Sequence[Run]) -> Run:
    return Run(
        median(run.seconds for run in runs),
        median(run.cpu for run in runs),
        max(run.megabytes for run in runs),
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown: words to the left, and the numbers in all other columns to the right."""
    lines = [columns, ["---", *["---:"] * (len(columns) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
