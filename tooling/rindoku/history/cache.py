"""Histories in plain files inside the git directory, one for a commit.

Everything in them can be told anew from git, so they may be deleted, damaged or half written at any
moment: then they are not believed, and the history is walked. Nothing in them is run.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, tzinfo
from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from rindoku import __version__
from rindoku.git import Git
from rindoku.history.cache_file import read_cache_file, write_cache_file
from rindoku.history.lives import Histories
from rindoku.history.main_line import Checkpoint
from rindoku.history.serialize import LazyHistories, write_records

MOST_FILES = 4
"""For how many commits: a few branches that take turns."""

_FOOT = 22  # the lengths of the index and of the key, on the last line
_NAME = re.compile(r"[0-9a-f]{16}-[0-9a-f]{40,64}")


@dataclass(frozen=True, slots=True)
class _Key:
    """The last line: what the records above it are the history of."""

    key: str
    checkpoint: Checkpoint


_KEY = TypeAdapter(_Key)
_INDEX = TypeAdapter(dict[str, int])


@dataclass(frozen=True, slots=True)
class HistoryCache:
    """The cached histories of one repository as one policy and one version of us see them."""

    folder: Path
    key: str

    def commits(self) -> list[str]:
        """The commits that are cached, the latest file first."""
        files = [path for path in self._files() if path.name.startswith(f"{self.key}-")]
        return [path.name.partition("-")[2] for path in files]

    def read(self, commit: str, today: date) -> tuple[Checkpoint, Histories] | None:
        """The histories up to a commit; None where they are not cached, or not to be believed."""
        body = read_cache_file(self.folder / f"{self.key}-{commit}")
        try:
            texts, key_line = _parse(body) if body is not None else ({}, None)
        except ValueError:
            return None
        if key_line is None or (key_line.key, key_line.checkpoint.commit) != (self.key, commit):
            return None
        checkpoint = key_line.checkpoint
        day_fits = checkpoint.day == today if checkpoint.clamped else checkpoint.day <= today
        return (checkpoint, Histories(LazyHistories(texts))) if day_fits else None

    def write(self, checkpoint: Checkpoint, histories: Histories) -> None:
        """Cache histories, if that is possible here; the oldest file makes room."""
        parts = _lines(_Key(self.key, checkpoint), histories)
        write_cache_file(self.folder / f"{self.key}-{checkpoint.commit}", parts)
        with suppress(OSError):
            for path in self._files()[MOST_FILES:]:
                path.unlink()

    def _files(self) -> list[Path]:
        try:
            found = [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)]
            return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
        except OSError:
            return []


def cache_of(git: Git, zone: tzinfo, cuts: frozenset[str]) -> HistoryCache:
    """The cache of a repository: for its folder, cuts and time zone, and for our own code."""
    facts = [_code(), git.prefix, str(zone), sorted(cuts)]
    key = hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]
    return HistoryCache(git.common_folder / "rindoku", key)


@cache
def _code() -> list[str]:
    """All that decides how a history is read, beside the history."""
    package = Path(__file__).parent.parent
    rooms = ("git", "history", "source")
    files = sorted(path for room in rooms for path in (package / room).glob("*.py"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    return [digest, __version__, yaml.__version__, platform.python_version()]


def _parse(body: memoryview) -> tuple[dict[str, memoryview], _Key]:
    """The texts of the records by id, and the key. Raises ValueError for another shape."""
    if len(body) < _FOOT:
        raise ValueError
    index_length, question_length = map(int, bytes(body[-_FOOT:]).split())
    end = len(body) - _FOOT - question_length
    key_line = _KEY.validate_json(bytes(body[end:-_FOOT]))
    start, texts = 0, {}
    for stem, length in _INDEX.validate_json(bytes(body[end - index_length : end])).items():
        texts[stem] = body[start : start + length]
        start += length
    if start != end - index_length:
        raise ValueError
    return texts, key_line


def _lines(key_line: _Key, histories: Histories) -> Iterator[bytes]:
    """The records, the index of their lengths, the key, and how long those two are."""
    lengths: dict[str, int] = {}
    for stem, text in write_records(histories.records):
        lengths[stem] = len(text)
        yield text
    index, key_text = json.dumps(lengths).encode() + b"\n", _KEY.dump_json(key_line) + b"\n"
    yield from (index, key_text, b"%010d %010d\n" % (len(index), len(key_text)))
