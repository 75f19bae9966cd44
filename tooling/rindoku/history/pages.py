"""What the main line made of single files: when they last changed, and their versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rindoku.history.main_line import Landing
from rindoku.source.git import FileChange, Git


def last_changed(git: Git, landings: Sequence[Landing], folder: str) -> dict[str, date]:
    """The day each file below a folder last changed, by its path."""
    return {change.path: day for day, change in _changes(git, landings, folder)}


def versions(git: Git, landings: Sequence[Landing], path: str) -> list[tuple[date, bytes]]:
    """The contents that a file has had and the day each of them landed, oldest first."""
    found = [(day, change) for day, change in _changes(git, landings, path)]
    with git.blobs(change.blob for _, change in found) as contents:
        return [(day, next(contents) or b"") for day, _ in found]


def _changes(git: Git, landings: Sequence[Landing], folder: str) -> list[tuple[date, FileChange]]:
    days = {landing.commit: landing.day for landing in landings}
    pairs = ((str(landing.commit), landing.parent) for landing in landings)
    return [
        (days[commit], change)
        for commit, changes in git.changes(pairs, (folder,))
        for change in changes
        if change.status != "D" and change.mode.startswith("100")
    ]
