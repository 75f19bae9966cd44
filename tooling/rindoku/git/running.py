"""Starting git safely, and talking to it while it runs.

Nothing from the repository is run: external diffs, text conversions, hooks and the file system
monitor are switched off for every call, replacement objects and grafts are ignored, and of git's
variables around us only those that say who somebody is and where the settings lie have an effect:
a report means the same everywhere.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import PIPE, Popen
from typing import IO

from rindoku.git.environment import ENVIRONMENT, environment_for_git
from rindoku.saying import say

_SAFE = (
    "-c", "advice.graftFileDeprecated=false",
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.quotePath=false",
    "-c", "core.splitIndex=false",
    "-c", "diff.external=",
    "-c", "diff.renameLimit=1000",
    "-c", "log.showSignature=false",
    "-c", "protocol.allow=never",
)  # fmt: skip


class NoGitError(Exception):
    """There is no history to read: the message says why, in words for the person running this."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class EndedEarlyError(Exception):
    """A command's output ended before the answer; why is on its standard error."""


class Runner:
    """Runs git's commands in one folder."""

    def __init__(self, folder: Path) -> None:
        self.environment = dict(ENVIRONMENT)
        self._folder = folder

    def text(self, *arguments: str, stdin: bytes = b"") -> str:
        """The output of a short command, stripped. Raises NoGitError with git's own reason."""
        return self.output(*arguments, stdin=stdin).decode("utf-8", "replace").strip()

    def answer(self, *arguments: str) -> str | None:
        """The output of a short command, or None where it ends in failure without a word."""
        try:
            return self.text(*arguments)
        except NoGitError as error:
            if str(error):
                raise
            return None

    def output(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """All that a command writes. Raises NoGitError with git's own reason."""
        with self.stream(*arguments) as (into, out):
            into.write(stdin)
            into.close()
            return out.read()

    @contextmanager
    def stream(self, *arguments: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
        """A running command's standard input and output. Raises NoGitError if it fails."""
        with self._started(["git", *_SAFE, *arguments]) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stderr is not None
            try:
                yield process.stdin, process.stdout
                ended_early = False
            except EndedEarlyError:
                ended_early = True
            error = process.stderr.read()
            if process.wait() != 0 or ended_early:
                raise NoGitError(_reason(error) or (say("git ended early") if ended_early else ""))

    @contextmanager
    def _started(self, command: list[str]) -> Iterator[Popen[bytes]]:
        environment = environment_for_git() | self.environment
        try:
            process = Popen(
                command, cwd=self._folder, env=environment, stdin=PIPE, stdout=PIPE, stderr=PIPE
            )
        except FileNotFoundError:
            raise NoGitError(say("git is not installed, or not on the PATH")) from None
        try:
            yield process
        finally:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout, process.stderr):
                if pipe is not None:
                    with suppress(BrokenPipeError):
                        pipe.close()


class Writer(threading.Thread):
    """Feeds a process while its output is read; an error waits until it can be raised."""

    def __init__(self, into: IO[bytes], lines: Iterable[bytes]) -> None:
        super().__init__(daemon=True)
        self.into, self.lines = into, lines
        self.error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self.into.writelines(self.lines)
            self.into.close()
        except BrokenPipeError:
            pass  # the process ended early and will say why itself
        except Exception as error:
            self.error = error
            self.into.close()

    def finish(self) -> None:
        """Wait until all is written. Raises what went wrong meanwhile."""
        self.join()
        if self.error is not None:
            raise self.error


def _reason(error: bytes) -> str:
    """Git's first line of complaint, without its prefix; a warning only for want of another."""
    lines = error.decode("utf-8", "replace").strip().split("\n")
    if any("promisor remote" in line for line in lines):
        return say(
            "this clone left contents out; `%(command)s` brings them",
            command="git fetch --refetch --no-filter",
        )
    line = next((line for line in lines if not line.startswith("warning: ")), lines[0])
    return line.removeprefix("fatal: ").removeprefix("error: ")
