"""A command that is killed before each step it takes on files, one step after another.

No clock decides when: the command kills itself before its n-th change to a file, a folder or a
name, or its n-th write. In between nothing on the disk is different, so these are all the moments
there are, however busy the machine is.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import IO

from rindoku import clock

_PROGRAM = """
import io, os, signal, sys
from datetime import datetime
from rindoku import clock
from rindoku.cli import main
from rindoku.rules.registry import all_rules
# what the commands import once they run is most of their time
import rindoku.cli.action.editing, rindoku.cli.circle.common, rindoku.cli.loading
import rindoku.circles.minutes.record, rindoku.circles.minutes.typed
import rindoku.reports.stale.as_text
all_rules()

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.link", "os.truncate"}
now = datetime.fromisoformat(sys.argv.pop(1))
clock.now = lambda: now
CALLS = {"write", "writelines", "flush", "close"}
FILES = (io.FileIO, io.BufferedWriter, io.TextIOWrapper)
left = -1

def step():
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1

def on_event(event, arguments):
    if event in CHANGES or event == "open" and arguments[2] & WRITING:
        step()

def on_call(frame, event, function):
    if event == "c_call" and function.__name__ in CALLS:
        if isinstance(getattr(function, "__self__", None), FILES):
            step()

print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        os.dup2(0, 1)
        sys.stdin = open(0)
        left = int(line)
        sys.addaudithook(on_event)
        sys.setprofile(on_call)
        main()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Killed:
    """`rindoku` with some arguments in a folder, to be run and killed again and again."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, clock.now().isoformat(), *arguments],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._orders: IO[str] = self._process.stdin
        self._answers: IO[str] = self._process.stdout
        assert self._answers.readline() == "ready\n"

    def __enter__(self) -> Killed:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._process:
            self._orders.close()

    def before_step(self, number: int) -> bool:
        """Run it until it is about to take a step, counted from 0; False where it ended before."""
        self._orders.write(f"{number}\n")
        self._orders.flush()
        exit_code = int(self._answers.readline())
        assert exit_code in (0, -signal.SIGKILL)
        return exit_code != 0
