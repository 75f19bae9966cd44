"""What was told before, remembered in a plain file a commit inside the git directory.

Everything in it can be told anew from git, so it may be deleted, damaged or half written at any
moment: then it is not believed, and the history is walked. Nothing in it is run.
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
from rindoku.history.cache_file import keep, read_kept
from rindoku.history.lives import Histories
from rindoku.history.main_line import Checkpoint
from rindoku.history.serialize import LazyHistories, write_records

KEPT = 4
"""How many commits are remembered: a few branches that take turns."""

_FOOT = 22  # the lengths of the index and of the question, on the last line
_NAME = re.compile(r"[0-9a-f]{16}-[0-9a-f]{40,64}")


@dataclass(frozen=True, slots=True)
class _Question:
    """The last line: to which question the records above it are the answer."""

    key: str
    stand: Checkpoint


_QUESTION = TypeAdapter(_Question)
_INDEX = TypeAdapter(dict[str, int])


@dataclass(frozen=True, slots=True)
class Memory:
    """The remembered lives of one repository as one policy and one version of us see them."""

    folder: Path
    key: str

    def commits(self) -> list[str]:
        """The commits whose lives are remembered, the newest memory first."""
        files = [path for path in self._files() if path.name.startswith(f"{self.key}-")]
        return [path.name.partition("-")[2] for path in files]

    def recall(self, commit: str, today: date) -> tuple[Checkpoint, Histories] | None:
        """The lives up to a commit; None where they are not remembered, or not to be believed."""
        body = read_kept(self.folder / f"{self.key}-{commit}")
        try:
            texts, question = _read(body) if body is not None else ({}, None)
        except ValueError:
            return None
        if question is None or (question.key, question.stand.commit) != (self.key, commit):
            return None
        stand = question.stand
        day_fits = stand.day == today if stand.clamped else stand.day <= today
        return (stand, Histories(LazyHistories(texts))) if day_fits else None

    def keep(self, stand: Checkpoint, histories: Histories) -> None:
        """Remember lives, if that is possible here; the oldest memory makes room."""
        parts = _written(_Question(self.key, stand), histories)
        keep(self.folder / f"{self.key}-{stand.commit}", parts)
        with suppress(OSError):
            for path in self._files()[KEPT:]:
                path.unlink()

    def _files(self) -> list[Path]:
        try:
            found = [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)]
            return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
        except OSError:
            return []


def memory_of(git: Git, zone: tzinfo, cuts: frozenset[str]) -> Memory:
    """The memory of a repository: for its folder, cuts and time zone, and for our own code."""
    facts = [_code(), git.prefix, str(zone), sorted(cuts)]
    key = hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]
    return Memory(git.common_folder / "rindoku", key)


@cache
def _code() -> list[str]:
    """All that decides how a history is read, beside the history."""
    package = Path(__file__).parent.parent
    rooms = ("git", "history", "source")
    files = sorted(path for room in rooms for path in (package / room).glob("*.py"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    return [digest, __version__, yaml.__version__, platform.python_version()]


def _read(body: memoryview) -> tuple[dict[str, memoryview], _Question]:
    """The texts of the records by id, and the question. Raises ValueError for another shape."""
    if len(body) < _FOOT:
        raise ValueError
    index_length, question_length = map(int, bytes(body[-_FOOT:]).split())
    end = len(body) - _FOOT - question_length
    question = _QUESTION.validate_json(bytes(body[end:-_FOOT]))
    start, texts = 0, {}
    for stem, length in _INDEX.validate_json(bytes(body[end - index_length : end])).items():
        texts[stem] = body[start : start + length]
        start += length
    if start != end - index_length:
        raise ValueError
    return texts, question


def _written(question: _Question, histories: Histories) -> Iterator[bytes]:
    """The records, the index of their lengths, the question, and how long those two are."""
    lengths: dict[str, int] = {}
    for stem, text in write_records(histories.records):
        lengths[stem] = len(text)
        yield text
    index, asked = json.dumps(lengths).encode() + b"\n", _QUESTION.dump_json(question) + b"\n"
    yield from (index, asked, b"%010d %010d\n" % (len(index), len(asked)))
