"""The memory of one repository: where it lies, and what is on its shelves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from rindoku.git import Git, NoGitError
from rindoku.memory.code import code
from rindoku.memory.shelf import Shelf
from rindoku.memory.stamps import Stamps

FOLDER = "rindoku"
_MOST_FILES = 4
"""Of one kind: a few policies or versions of ours that take turns."""


class Memory:
    """What is remembered of the folder that ``git`` is about."""

    def __init__(self, git: Git) -> None:
        self.git = git
        self._shelves: dict[str, Shelf] = {}

    @classmethod
    def around(cls, folder: Path) -> Memory | None:
        """The memory of a folder; None where there is no git to keep it in."""
        try:
            return cls(Git(folder))
        except NoGitError:
            return None

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.git.common_folder / FOLDER

    @cached_property
    def stamps(self) -> Stamps:
        """What is known of this worktree's files."""
        name = f"stamps-{key_of(self.git.prefix)}"
        return Stamps(self.git.own_folder / FOLDER / name, self.git.algorithm)

    def shelf(self, kind: str, *facts: str) -> Shelf:
        """The texts of a kind, as our code found them out where those facts held."""
        name = f"{kind}-{key_of(self.git.prefix, *facts)}"
        if name not in self._shelves:
            self._shelves[name] = Shelf(self.folder / name)
        return self._shelves[name]

    def save(self, paths: Collection[str]) -> None:
        """Keep what was found out about the records at these paths for the next run."""
        self.stamps.save(paths)
        for shelf in self._shelves.values():
            shelf.save(most=2 * len(paths) + 100)
        for kind in {name.partition("-")[0] for name in self._shelves}:
            make_room(self.folder, kind, _MOST_FILES)
        make_room(self.git.own_folder / FOLDER, "stamps", _MOST_FILES)


def key_of(*facts: str) -> str:
    """A short name for everything that decides what is found out: our code and some facts."""
    return hashlib.sha256(json.dumps([*code(), *facts]).encode()).hexdigest()[:16]


def make_room(folder: Path, kind: str, most: int) -> None:
    """Remove the oldest files of a kind beyond so many."""
    if folder.is_symlink():  # what lies behind it is none of ours
        return
    with suppress(OSError):
        files = [path for path in folder.iterdir() if path.name.startswith(f"{kind}-")]
        for path in sorted(files, key=lambda path: path.stat().st_mtime)[:-most]:
            path.unlink()
