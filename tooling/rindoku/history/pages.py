"""What the main line made of single files: when they last changed, and their versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rindoku.history.main_line import Landing
from rindoku.source.git import FileChange, Git


def last_changed(git: Git, landings: Sequence[Landing], *folders: str) -> dict[str, date]:
    """The day each file below some folders last changed, by its path, as far as that is known."""
    found = _changes(git, landings, folders)
    return {change.path: landing.day for landing, change in found if not landing.is_cut}


def versions(git: Git, landings: Sequence[Landing], path: str) -> list[tuple[date, bytes]]:
    """The contents that a file has had and the day each of them landed, oldest first."""
    found = _changes(git, landings, (path,))
    with git.blobs(change.blob for _, change in found) as contents:
        return [(landing.day, next(contents) or b"") for landing, _ in found]


def _changes(
    git: Git, landings: Sequence[Landing], folders: tuple[str, ...]
) -> list[tuple[Landing, FileChange]]:
    by_commit = {landing.commit: landing for landing in landings}
    pairs = ((str(landing.commit), landing.parent) for landing in landings)
    return [
        (by_commit[commit], change)
        for commit, changes in git.changes(pairs, folders)
        for change in changes
        if change.status != "D" and change.mode.startswith("100")
    ]
