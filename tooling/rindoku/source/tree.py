"""A tree to read from: the working tree here, a commit in ``git/tree.py``. Both read alike."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol

from rindoku.findings import FIRST_LINE, Problem
from rindoku.saying import say
from rindoku.source.problems import SourceError, Trouble

MAX_BYTES = 4 * 1024 * 1024


class Tree(Protocol):
    """Files by their path from the root, with forward slashes."""

    def paths(self, folder: str) -> list[str]:
        """The files and links at or below a folder, sorted; hidden folders are not entered.

        A folder that is not looked into (a link, or one that may not be read) ends in ``/``.
        """

    def read(self, path: str) -> bytes | None:
        """A file's bytes, or None where there is no such file.

        Raises SourceError for what must not be opened (links, devices, huge files).
        """

    def blob(self, path: str) -> str | None:
        """The name that git gives the content of a file; None where nobody knows without reading.

        After it was read a tree that knows such names knows this one.
        """

    def has(self, path: str) -> bool:
        """Whether there is something at a path, be it a folder; where nobody can know, yes."""


@dataclass(frozen=True)
class WorkingTree:
    """The files as they are on disk. Never follows a symbolic link, never opens a device."""

    root: Path
    own_folders: set[str] = field(default_factory=set, init=False, compare=False, repr=False)
    """The folders that are no links, and behind none."""

    def paths(self, folder: str) -> list[str]:
        """See Tree."""
        for above in (*reversed(PurePosixPath(folder).parents[:-1]), PurePosixPath(folder)):
            if (self.root / above).is_symlink():
                return (
                    [self._shown(self.root / above)] if _is_folder(self.root / above) else [folder]
                )
        top = self.root / folder
        return sorted(self._walk(top)) if _is_folder(top) else [folder] * os.path.lexists(top)

    def read(self, path: str) -> bytes | None:
        """See Tree."""
        try:
            self._refuse_links_above(path)
            if path.endswith("/") and not (self.root / path).is_symlink():
                next((self.root / path).iterdir(), None)  # refused where it may not be read
            return _read_regular(f"{self.root}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            problem = Problem(
                say("you may not read this")
                if isinstance(error, PermissionError)
                else say("the system cannot read this: %(strerror)s", strerror=error.strerror),
                say("check its owner and permissions"),
                FIRST_LINE,
            )
            raise SourceError(Trouble.NOT_OPENED, problem) from None

    def blob(self, path: str) -> str | None:
        """See Tree."""
        return None

    def has(self, path: str) -> bool:
        """See Tree."""
        return os.path.lexists(self.root / path)

    def _refuse_links_above(self, path: str) -> None:
        """Raise SourceError where a folder on the way to a file is a link; each is asked once."""
        folder = path.rstrip("/").rpartition("/")[0]
        if folder not in self.own_folders:
            if any(os.path.islink(above) for above in self._above(path)):  # noqa: PTH114
                raise not_a_file(say("behind a symbolic link"))
            self.own_folders.add(folder)

    def _above(self, path: str) -> Iterator[str]:
        """The folders between the root and a path. All files are asked: no objects are made."""
        end = path.find("/")
        while 0 <= end < len(path) - 1:
            yield f"{self.root}/{path[:end]}"
            end = path.find("/", end + 1)

    def _walk(self, top: Path) -> Iterator[str]:
        closed: list[str] = []
        shown, start = top.relative_to(self.root).as_posix(), len(str(top))
        for folder, subfolders, files in os.walk(top, onerror=lambda e: closed.append(e.filename)):
            here = shown + folder[start:].replace(os.sep, "/")
            links = [name for name in subfolders if (Path(folder) / name).is_symlink()]
            subfolders[:] = [
                name for name in subfolders if name not in links and _is_ours(Path(folder) / name)
            ]
            yield from (f"{here}/{name}" for name in files)
            yield from (f"{here}/{name}/" for name in links)
        yield from (self._shown(Path(folder)) for folder in closed if _is_folder(Path(folder)))

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() + ("/" if _is_folder(path) else "")


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

    def blob(self, path: str) -> str | None:
        """See Tree."""
        return None if path in self.files else self.below.blob(path)

    def has(self, path: str) -> bool:
        """See Tree."""
        return path in self.files or self.below.has(path)


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

    def blob(self, path: str) -> str | None:
        """See Tree."""
        return None if path in self.hidden else self.below.blob(path)

    def has(self, path: str) -> bool:
        """See Tree."""
        return path not in self.hidden and self.below.has(path)


def _is_ours(folder: Path) -> bool:
    """Whether a folder is neither hidden nor another repository, such as a submodule."""
    return not folder.name.startswith(".") and not (folder / ".git").exists()


def not_a_file(what: str) -> SourceError:
    """The refusal of something that is no regular file."""
    problem = Problem(
        say("this is %(what)s, not a regular file; Rindoku does not open it", what=what),
        say("put a copy of the content here, or delete it"),
        FIRST_LINE,
    )
    return SourceError(Trouble.NOT_OPENED, problem)


def too_large() -> SourceError:
    """The refusal of a file beyond ``MAX_BYTES``."""
    problem = Problem(
        say(
            "this file is larger than the %(value)s MB that a record may have",
            value=f"{MAX_BYTES / 1_000_000:.1f}",
        ),
        say("keep logs and pictures in files of their own beside it, and link to them"),
        FIRST_LINE,
    )
    return SourceError(Trouble.TOO_LARGE, problem)


def _read_regular(path: str) -> bytes:
    # looked at before it is opened, for a FIFO blocks; O_NOFOLLOW loses no race against a link
    _refuse_unless_regular(os.lstat(path).st_mode)
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        status = os.fstat(file.fileno())
        _refuse_unless_regular(status.st_mode)
        if status.st_size > MAX_BYTES:
            raise too_large()
        return file.read()


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 (says no where it may not look)


_KINDS = {stat.S_IFLNK: say("a symbolic link"), stat.S_IFDIR: say("a folder")}


def _refuse_unless_regular(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise not_a_file(_KINDS.get(stat.S_IFMT(mode), say("a device or a pipe")))
