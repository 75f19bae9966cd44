"""A tree to read from: the working tree here, a commit in ``commit.py``. Both read alike."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rindoku.findings import Problem
from rindoku.source.document import FIRST_LINE
from rindoku.source.problems import SourceError, Trouble

MAX_BYTES = 4 * 1024 * 1024


class Tree(Protocol):
    """Files by their path from the root, with forward slashes."""

    def paths(self, folder: str) -> list[str]:
        """The files and links at or below a folder, sorted; hidden folders are not entered."""

    def read(self, path: str) -> bytes | None:
        """A file's bytes, or None where there is no such file.

        Raises SourceError for what must not be opened (links, devices, huge files).
        """


@dataclass(frozen=True)
class WorkingTree:
    """The files as they are on disk. Never follows a symbolic link, never opens a device."""

    root: Path

    def paths(self, folder: str) -> list[str]:
        """See Tree."""
        top = self.root / folder
        if top.is_symlink() or top.is_file():
            return [folder]
        return sorted(self._walk(top))

    def read(self, path: str) -> bytes | None:
        """See Tree."""
        try:
            return _read_regular(self.root / path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            problem = Problem(
                f"the system does not let this be read: {error.strerror}",
                "check the file's owner and permissions",
                FIRST_LINE,
            )
            raise SourceError(Trouble.UNREADABLE, problem) from None

    def _walk(self, top: Path) -> Iterator[str]:
        for folder, subfolders, files in os.walk(top):
            here = Path(folder)
            links = [name for name in subfolders if (here / name).is_symlink()]
            subfolders[:] = [n for n in subfolders if not n.startswith(".") and n not in links]
            for name in files + links:
                yield (here / name).relative_to(self.root).as_posix()


@dataclass(frozen=True)
class OverlayTree:
    """A tree with some files changed or added, in memory."""

    below: Tree
    files: Mapping[str, bytes]

    def paths(self, folder: str) -> list[str]:
        """See Tree."""
        added = {p for p in self.files if p == folder or p.startswith(f"{folder}/")}
        return sorted(added.union(self.below.paths(folder)))

    def read(self, path: str) -> bytes | None:
        """See Tree."""
        return self.files[path] if path in self.files else self.below.read(path)


@dataclass(frozen=True)
class HidingTree:
    """A tree in which some files are not there."""

    below: Tree
    hidden: frozenset[str]

    def paths(self, folder: str) -> list[str]:
        """See Tree."""
        return [path for path in self.below.paths(folder) if path not in self.hidden]

    def read(self, path: str) -> bytes | None:
        """See Tree."""
        return None if path in self.hidden else self.below.read(path)


def not_a_file(what: str) -> SourceError:
    """The refusal of something that is no regular file."""
    problem = Problem(
        f"this is {what}, not a regular file; Rindoku does not open it",
        "put a copy of the content here, or delete it",
        FIRST_LINE,
    )
    return SourceError(Trouble.NOT_A_FILE, problem)


def too_large(size: int) -> SourceError:
    """The refusal of a file beyond ``MAX_BYTES``."""
    problem = Problem(
        f"this file has {size / 1_000_000:.1f} MB; a record has at most "
        f"{MAX_BYTES / 1_000_000:.1f} MB",
        "keep logs and pictures in files of their own beside it, and link to them",
        FIRST_LINE,
    )
    return SourceError(Trouble.TOO_LARGE, problem)


def _read_regular(path: Path) -> bytes:
    # O_NONBLOCK keeps a FIFO from blocking the open; O_NOFOLLOW loses no race against a link
    if path.is_symlink():
        raise not_a_file("a symbolic link")
    descriptor = os.open(
        path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    )
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise not_a_file("a folder or a device")
        if status.st_size > MAX_BYTES:
            raise too_large(status.st_size)
        return file.read()
