"""Starting git safely, and talking to it while it runs. GitPython is known here alone.

Nothing from the repository is run: external diffs, text conversions, hooks and the file system
monitor are switched off for every call, replacement objects and grafts are ignored, and of git's
variables around us only those that say who somebody is and where the settings lie have an effect:
a report means the same everywhere.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")  # a missing git is told by us, not on import

import git
from git.exc import GitCommandNotFound, GitError

from rindoku.git.environment import ENVIRONMENT, own_environment

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


class EndedEarlyError(Exception):
    """A command's output ended before the answer; why is on its standard error."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a repository lies.

    ``common`` is what all its worktrees share, ``own`` what belongs to one alone, and ``top`` the
    folder of the working tree, None where there is none.
    """

    common: Path
    own: Path
    top: Path | None


def repository_around(folder: Path) -> Folders:
    """The repository that a folder lies in. Raises NoGitError where it lies in none."""
    try:
        with own_environment():
            found = git.Repo(folder, search_parent_directories=True, expand_vars=False)
    except GitError:
        raise NoGitError("this folder is in no git repository") from None
    with found:
        top = found.working_tree_dir
        return Folders(Path(found.common_dir), Path(found.git_dir), Path(top) if top else None)


def make_repository(folder: Path) -> None:
    """Make an empty repository whose branch is `main`."""
    with own_environment():
        git.Repo.init(folder, initial_branch="main").close()


class Runner:
    """Runs git's commands in one folder."""

    def __init__(self, folder: Path) -> None:
        self.environment = dict(ENVIRONMENT)
        self._git = git.Git(folder)

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
        try:
            command = ["git", *_SAFE, *arguments]
            with own_environment():
                process: Any = self._git.execute(
                    command, as_process=True, istream=-1, env=self.environment
                )
        except GitCommandNotFound:
            raise NoGitError("git is not installed, or not on the PATH") from None
        try:
            try:
                yield process.stdin, process.stdout
                ended_early = False
            except EndedEarlyError:
                ended_early = True
            error = process.stderr.read()
            if process.proc.wait() != 0 or ended_early:
                raise NoGitError(_reason(error) or ("git ended early" if ended_early else ""))
        finally:
            process.proc.kill()
            process.proc.wait()
            for pipe in (process.stdin, process.stdout, process.stderr):
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
    line = next((line for line in lines if not line.startswith("warning: ")), lines[0])
    return line.removeprefix("fatal: ").removeprefix("error: ")
