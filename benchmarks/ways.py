"""Commands to measure, and what happens before each run of them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

from goals import NO_GOAL, Goal
from measuring import Command, Run, run_process
from scratch import ScratchRepository

RINDOKU = str(Path(sys.executable).with_name("rindoku"))
"""The script of the environment that this runs in."""
_YESTERDAY = """
from datetime import timedelta
from rindoku import clock
now = clock.now
clock.now = lambda: now() - timedelta(days=1)
from rindoku.cli import main
main()
"""


class Bench:
    """A repository, and the commands that run in it.

    Their word `ONE` is a record's path, and `ID` an open action item, another one each time: what
    becomes of it cannot be remembered.
    """

    def __init__(self, repository: ScratchRepository) -> None:
        self.repository = repository
        self.one = repository.promising[len(repository.promising) // 2]
        self.open_items = self._open_items()

    def run(self, command: Command) -> Run:
        words = tuple(self._meant(word) for word in command.words)
        return run_process(replace(command, words=words), self.repository.folder)

    def _meant(self, word: str) -> str:
        if word == "ID":
            return next(self.open_items)
        return self.one if word == "ONE" else word

    def _open_items(self) -> Iterator[str]:
        asked = [RINDOKU, "action", "list", "--status", "open", "--format", "json"]
        told = json.loads(subprocess.check_output(asked, cwd=self.repository.folder))
        yield from cycle([row["action_item"] for row in told["action_items"]])


def again(bench: Bench, command: Command) -> None:
    """The same ran a moment ago.

    Without that a floor finds colder caches than we do: it is a third higher, its goals easier.
    """
    bench.run(command)


def cold(bench: Bench, _command: Command) -> None:
    """Nothing is remembered."""
    bench.repository.forget()


def nothing_new(bench: Bench, command: Command) -> None:
    """The same was asked before, and all files are old enough to be believed."""
    bench.repository.settle()
    bench.run(command)


def after_stale(bench: Bench, _command: Command) -> None:
    """Only `stale` was asked before: what is known of the records helps, an answer does not."""
    bench.repository.forget()
    bench.repository.settle()
    bench.run(rindoku("stale"))


def new_commit(bench: Bench, command: Command) -> None:
    """The same was asked before, then a due date was moved and committed."""
    bench.run(command)
    bench.repository.commit()


def file_edited(bench: Bench, command: Command) -> None:
    """The same was asked before, then a due date was moved."""
    bench.run(command)
    bench.repository.edit()


def this_file_edited(bench: Bench, command: Command) -> None:
    """The same was asked before, then the due date in `ONE` was moved."""
    bench.run(command)
    bench.repository.edit(bench.one)


def next_day(bench: Bench, command: Command) -> None:
    """The same was asked yesterday: in a process whose clock is set as the tests set it.

    The one that is measured afterwards has the true day, and knows of no trick.
    """
    bench.repository.forget()
    bench.repository.settle()
    bench.run(replace(command, words=(sys.executable, "-c", _YESTERDAY, *command.words[1:])))


def tried(bench: Bench, command: Command) -> None:
    """The same was tried with another action item and `--dry-run`."""
    bench.repository.settle()
    bench.run(replace(command, words=(*command.words, "--dry-run")))


@dataclass(frozen=True)
class Way:
    """A command by its name in the table, what happens before each run of it, and its goal."""

    name: str
    command: Command
    before: Callable[[Bench, Command], None] = again
    goal: Goal = NO_GOAL

    def measure(self, bench: Bench) -> Run:
        """Run it once, in a repository in which nothing is edited."""
        bench.repository.restore()
        self.before(bench, self.command)
        return bench.run(self.command)


def rindoku(line: str, exit_code: int = 0) -> Command:
    """A command line of ours."""
    return Command((RINDOKU, *line.split()), exit_code=exit_code)


def tab(line: str) -> Command:
    """What bash asks when TAB is pressed after a line."""
    words = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    return Command((RINDOKU,), {"_RINDOKU_COMPLETE": "bash_complete", **words})
