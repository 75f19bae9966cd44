"""What was told before, remembered in a plain file a commit inside the git directory.

Everything in it can be told anew from git, so it may be deleted, damaged or half written at any
moment: then it is not believed, and the history is walked. Nothing in it is run.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, tzinfo
from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from rindoku import __version__
from rindoku.history.lives import LifeBook
from rindoku.history.main_line import Stand
from rindoku.history.written import WrittenLives, write_records
from rindoku.source.git import Git

KEPT = 4
"""How many commits are remembered: a few branches that take turns."""

_MAX_BYTES = 1 << 28
_MAX_SEAL = 4096
_ABANDONED = 3600  # seconds after which a file that nobody finished is taken away
_NAME = re.compile(r"[0-9a-f]{16}-[0-9a-f]{40,64}")
_PART = ".part"


@dataclass(frozen=True, slots=True)
class _Seal:
    """The last line: what is written above it answers which question, and its digest."""

    key: str
    stand: Stand
    digest: str


_SEAL = TypeAdapter(_Seal)
_INDEX = TypeAdapter(dict[str, int])


@dataclass(frozen=True, slots=True)
class Memory:
    """The remembered lives of one repository as one policy and one version of us see them.

    With no folder nothing is remembered.
    """

    folder: Path | None
    key: str

    def commits(self) -> list[str]:
        """The commits whose lives are remembered, the newest memory first."""
        files = [path for path in self._files() if path.name.startswith(f"{self.key}-")]
        return [path.name.partition("-")[2] for path in files]

    def recall(self, commit: str, today: date) -> tuple[Stand, LifeBook] | None:
        """The lives up to a commit; None where they are not remembered, or not to be believed."""
        if self.folder is None:
            return None
        try:
            return self._believed(_read(self.folder / f"{self.key}-{commit}"), commit, today)
        except (OSError, ValueError, ValidationError):
            return None

    def keep(self, stand: Stand, book: LifeBook) -> None:
        """Remember lives, if that is possible here; the oldest memory makes room."""
        if self.folder is None:
            return
        with suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            _replace(self.folder / f"{self.key}-{stand.commit}", _written(self.key, stand, book))
            for path in self._files()[KEPT:]:
                path.unlink()
            for path in self.folder.glob(f"*{_PART}"):
                if path.stat().st_mtime < time.time() - _ABANDONED:
                    path.unlink()

    def _files(self) -> list[Path]:
        try:
            found = list(self.folder.iterdir()) if self.folder else []
            named = [(path.stat().st_mtime, path) for path in found if _NAME.fullmatch(path.name)]
        except OSError:
            return []
        return [path for _, path in sorted(named, reverse=True)]

    def _believed(self, raw: bytes, commit: str, today: date) -> tuple[Stand, LifeBook] | None:
        end = raw.rindex(b"\n", -_MAX_SEAL, -1) + 1
        seal = _SEAL.validate_json(raw[end:])
        stand, body = seal.stand, memoryview(raw)[:end]
        day_fits = stand.day == today if stand.clamped else stand.day <= today
        if (seal.key, stand.commit) != (self.key, commit) or not day_fits:
            return None
        if seal.digest != hashlib.sha256(body).hexdigest():
            return None
        return stand, LifeBook(WrittenLives(_cut_up(body, raw.rfind(b"\n", 0, end - 1) + 1)))


def memory_of(git: Git, zone: tzinfo, cuts: frozenset[str]) -> Memory:
    """The memory of a repository: for its folder, cuts and time zone, and for our own code."""
    facts = [_code(), git.prefix, str(zone), sorted(cuts)]
    key = hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]
    folder = git.common_folder / "rindoku"
    return Memory(None if folder.is_symlink() else folder, key)


@cache
def _code() -> list[str]:
    """All that decides how a history is read, beside the history."""
    here = Path(__file__).parent
    files = sorted([*here.glob("*.py"), *(here.parent / "source").glob("*.py")])
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    return [digest, __version__, yaml.__version__, platform.python_version()]


def _cut_up(body: memoryview, end: int) -> dict[str, memoryview]:
    """The texts of the records: they end where the index of their lengths begins."""
    texts, start = {}, 0
    for stem, length in _INDEX.validate_json(bytes(body[end:])).items():
        texts[stem] = body[start : start + length]
        start += length
    if start != end:
        raise ValueError
    return texts


def _written(key: str, stand: Stand, book: LifeBook) -> Iterator[bytes]:
    """The records a line, the index of their lengths, and the seal."""
    index: dict[str, int] = {}
    digest = hashlib.sha256()
    for stem, text in write_records(book.records):
        index[stem] = len(text)
        digest.update(text)
        yield text
    text = json.dumps(index).encode() + b"\n"
    digest.update(text)
    yield text
    yield _SEAL.dump_json(_Seal(key, stand, digest.hexdigest())) + b"\n"


def _read(path: Path) -> bytes:
    status = path.lstat()
    if not path.is_file() or path.is_symlink() or status.st_size > _MAX_BYTES:
        raise OSError
    return path.read_bytes()


def _replace(path: Path, content: Iterator[bytes]) -> None:
    """Write a file that is there as a whole or not at all."""
    handle, name = tempfile.mkstemp(suffix=_PART, dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(content)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
