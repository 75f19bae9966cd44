"""A repository to measure in, and what happens to it between two measurements."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from select import select

_SAMPLE = Path(__file__).with_name("sample.py")
_OLD_ENOUGH = 2.1
"""Seconds after which what the file system says of a file is believed (git's index does alike)."""
_DUE = re.compile(r"^( +due: )(\d{4}-\d\d-\d\d)$", re.MULTILINE)
_SETTINGS = [
    *("-c", "user.name=Mika", "-c", "user.email=mika@example.com"),
    *("-c", "gc.auto=0", "-c", "commit.gpgsign=false"),
]


class ScratchRepository:
    """A repository in a folder; it may be changed at will."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.edits = 0
        self.changed_at = time.monotonic()
        listed = self.git("ls-files", "-z", "postmortems").split("\0")
        self.files = [path for path in listed if path]
        self.promising = [path for path in self.files if _DUE.search(self.text(path))]
        """Those with a due date."""

    @property
    def commits(self) -> int:
        return int(self.git("rev-list", "--count", "HEAD"))

    def text(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8")

    def forget(self) -> None:
        """Delete all that was remembered of it."""
        shutil.rmtree(self.folder / ".git/rindoku", ignore_errors=True)

    def edit(self, path: str = "") -> None:
        """Move a due date in a file, in another one each time if it is not named.

        It moves by more days each time: such a content was never there, and nobody remembers it.
        """
        self.edits += 1
        path = path or self.promising[self.edits * 7 % len(self.promising)]
        edited = _DUE.sub(self._later, self.text(path), count=1)
        (self.folder / path).write_text(edited, "utf-8")
        self.changed_at = time.monotonic()

    def _later(self, due: re.Match[str]) -> str:
        return due[1] + str(date.fromisoformat(due[2]) + timedelta(days=self.edits))

    def commit(self) -> None:
        """Edit a file and commit that, a minute after the last commit.

        Committed now, it would come from the future for whoever looks at it as of yesterday.
        """
        self.edit()
        when = f"@{int(self.git('log', '-1', '--format=%ct')) + 60} +0000"
        dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        self.git("commit", "--quiet", "--all", "--message", "Edit", environment=dates)

    def restore(self) -> None:
        """Take back what was edited and not committed."""
        if self.git("diff", "--name-only"):
            self.git("checkout", "--quiet", "--", ".")
            self.changed_at = time.monotonic()

    def settle(self) -> None:
        """Wait until the file that was changed last can be believed by its stamp."""
        seconds = max(0.0, self.changed_at + _OLD_ENOUGH - time.monotonic())
        select([], [], [], seconds)  # time.sleep refuses where `make test-elsewhere` moves clocks

    def git(self, *arguments: str, environment: Mapping[str, str] | None = None) -> str:
        return subprocess.check_output(
            ["git", *_SETTINGS, *arguments],
            cwd=self.folder,
            env={**os.environ, **(environment or {})},
            text=True,
        )


@contextmanager
def sample_repository(postmortems: int, *options: str) -> Iterator[ScratchRepository]:
    """A repository with so many postmortems, until the end; the options are of `sample.py`.

    A process of its own makes it: one that is started inherits the peak of memory of its starter.
    """
    with tempfile.TemporaryDirectory(prefix="rindoku-benchmark-") as folder:
        subprocess.run([sys.executable, _SAMPLE, folder, str(postmortems), *options], check=True)
        yield ScratchRepository(Path(folder))
