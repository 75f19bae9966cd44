"""Which working files were read before, by what the file system says of them, as git's index does.

A file whose stamp is the remembered one has the remembered content. Stamps younger than a clock's
tick are not remembered: the file may have changed again in the same moment.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from rindoku import clock
from rindoku.git import blob_name
from rindoku.memory.sealed import read_sealed, write_sealed

TICK = 2_000_000_000  # nanoseconds, for file systems that count in whole seconds
Stamp = tuple[int, int, int, int, int]


class Stamps:
    """The names that git would give the contents of working files (``algorithm`` is its hash)."""

    def __init__(self, file: Path, algorithm: str) -> None:
        """Take the file in which stamps are remembered; it is read when somebody asks."""
        self._file, self._algorithm = file, algorithm
        self._oldest_trusted = clock.file_time() - TICK
        self._names: dict[str, str] = {}
        self._news: dict[str, tuple[int | str, ...]] = {}

    def name(self, path: str, stamp: Stamp | None) -> str | None:
        """The name of what a file holds; None where it has to be read to know."""
        if path not in self._names:
            *before, name = self._known.get(path, (None,))
            if stamp is None or tuple(before) != stamp:
                return None
            self._names[path] = str(name)
        return self._names[path]

    def learn(self, path: str, stamp: Stamp | None, content: bytes) -> None:
        """Take in what a file holds that had this stamp before it was read."""
        self._names[path] = blob_name(content, self._algorithm)
        if stamp is not None and max(stamp[:2]) < self._oldest_trusted:
            self._news[path] = (*stamp, self._names[path])

    def save(self, paths: Collection[str]) -> None:
        """Remember what was learnt, of the files at these paths alone."""
        if not self._news:
            return
        stamps = {path: known for path, known in self._known.items() if path in paths}
        write_sealed(self._file, [json.dumps(stamps | self._news).encode()])
        self._known |= self._news
        self._news = {}

    @cached_property
    def _known(self) -> dict[str, tuple[int | str, ...]]:
        body = read_sealed(self._file)
        try:
            found = json.loads(bytes(body)) if body is not None else {}
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


def stamp_of(path: str) -> Stamp | None:
    """What the file system says of a regular file; None for anything else."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, status.st_dev
