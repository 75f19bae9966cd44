"""A command on a real terminal: what it shows is waited for, then somebody types."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType

from tests.commands import SECONDS
from tests.conftest import Repository

CTRL_C = "\x03"
CTRL_D = "\x04"


class Terminal:
    """`rindoku` in a pseudo-terminal of its own."""

    def __init__(self, repository: Repository, *arguments: str) -> None:
        self.shown = ""
        self._seen = 0
        self._master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "rindoku", *arguments],
            cwd=repository.path,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=_own_terminal,
            env={**os.environ, "TERM": "dumb", "PYTHONUTF8": "1", **repository.environment},
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)

    def waits_for(self, text: str) -> None:
        """Read until a text is shown that was not shown before."""
        deadline = time.monotonic() + SECONDS
        while text not in self.shown[self._seen :]:
            assert time.monotonic() < deadline, f"{text!r} was not shown; {self.shown}"
            assert self._read(), f"it ended before {text!r}; {self.shown}"
        self._seen = self.shown.index(text, self._seen) + len(text)

    def types(self, text: str, *, then: str = "\n") -> None:
        """Type a line."""
        os.write(self._master, (text + then).encode())

    def presses(self, key: str) -> None:
        """Press a key once the command waits for one.

        Before, Python's reader of lines may take a Ctrl-C for itself, between showing and waiting.
        """
        state = Path(f"/proc/{self.process.pid}/stat")
        while state.read_text().rpartition(")")[2].split()[0] != "S":
            time.sleep(0.01)
        self.types(key, then="")

    def ends(self) -> int:
        """Wait for the end; the exit code."""
        deadline = time.monotonic() + SECONDS
        while self._read():
            assert time.monotonic() < deadline, self.shown
        return self.process.wait(timeout=SECONDS)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._master], [], [], 0.2)
        if not ready:
            return self.process.poll() is None
        try:
            chunk = os.read(self._master, 65536)
        except OSError:  # the other end is closed
            return False
        self.shown += chunk.decode(errors="replace")
        return bool(chunk)


def _own_terminal() -> None:
    """Make the pseudo-terminal the one that Ctrl-C comes from.

    A shell starts what it runs in the background deaf to it, and that is inherited.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
