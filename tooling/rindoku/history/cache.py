"""Histories in plain files inside the git directory, one for a commit.

Everything in them can be told anew from git, so they may be deleted, damaged or half written at any
moment: then they are not believed, and the history is walked. Nothing in them is run.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import date, tzinfo
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import yaml

from rindoku.git import Git
from rindoku.history.lives import Histories
from rindoku.history.main_line import Checkpoint
from rindoku.history.serialize import LazyHistories, write_records
from rindoku.memory.memory import key_of
from rindoku.memory.shelf import read_texts, write_texts

MOST_FILES = 4
"""For how many commits: a few branches that take turns."""

_CHECKPOINT = ""
"""The name of the text that says where the main line stands; no record has an empty id."""
_NAME = re.compile(r"[0-9a-f]{16}-[0-9a-f]{40,64}")


class HistoryCache(NamedTuple):
    """The cached histories of one repository as one policy and one version of us see them."""

    folder: Path
    key: str

    def commits(self) -> list[str]:
        """The commits that are cached, the latest file first."""
        files = [path for path in self._files() if path.name.startswith(f"{self.key}-")]
        return [path.name.partition("-")[2] for path in files]

    def read(self, commit: str, today: date) -> tuple[Checkpoint, Histories] | None:
        """The histories up to a commit; None where they are not cached, or not to be believed."""
        texts = read_texts(self.folder / f"{self.key}-{commit}")
        try:
            checkpoint = _checkpoint(texts.pop(_CHECKPOINT))
        except (KeyError, ValueError, TypeError):
            return None
        day_fits = checkpoint.day == today if checkpoint.clamped else checkpoint.day <= today
        is_asked_for = checkpoint.commit == commit and day_fits
        return (checkpoint, Histories(LazyHistories(texts))) if is_asked_for else None

    def write(self, checkpoint: Checkpoint, histories: Histories) -> None:
        """Cache histories, if that is possible here; the oldest file makes room."""
        stands = json.dumps(checkpoint._asdict(), default=str).encode()
        texts = chain([(_CHECKPOINT, stands)], write_records(histories.records))
        write_texts(self.folder / f"{self.key}-{checkpoint.commit}", texts)
        with suppress(OSError):
            for path in self._files()[MOST_FILES:]:
                path.unlink()

    def _files(self) -> list[Path]:
        if self.folder.is_symlink():  # what lies behind it is none of ours
            return []
        try:
            found = [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)]
            return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
        except OSError:
            return []


def cache_of(git: Git, zone: tzinfo, cuts: frozenset[str]) -> HistoryCache:
    """The cache of a repository: for its folder, cuts and time zone, and for our own code."""
    key = key_of("lives", yaml.__version__, git.prefix, str(zone), *sorted(cuts))
    return HistoryCache(git.common_folder / "rindoku", key)


def _checkpoint(text: memoryview) -> Checkpoint:
    """Where a main line stands. Raises ValueError or TypeError where the text does not say."""
    facts = json.loads(bytes(text))
    cut = facts["cut"] and date.fromisoformat(facts["cut"])
    return Checkpoint(facts["commit"], date.fromisoformat(facts["day"]), cut, facts["clamped"])
