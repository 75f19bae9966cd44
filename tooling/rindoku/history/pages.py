"""What the main line made of single files: when they last changed, and their versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rindoku.git.client import FileChange, Git
from rindoku.history.main_line import MainLineCommit


def last_changed(
    git: Git, line_commits: Sequence[MainLineCommit], *folders: str
) -> dict[str, date]:
    """The day each file below some folders last changed, by its path, as far as that is known."""
    found = _changes(git, line_commits, folders)
    return {change.path: line_commit.day for line_commit, change in found if not line_commit.is_cut}


def versions(
    git: Git, line_commits: Sequence[MainLineCommit], path: str
) -> list[tuple[date, bytes]]:
    """The contents that a file has had and the day each of them landed, oldest first."""
    found = _changes(git, line_commits, (path,))
    with git.blobs(change.blob for _, change in found) as contents:
        return [(line_commit.day, next(contents) or b"") for line_commit, _ in found]


def _changes(
    git: Git, line_commits: Sequence[MainLineCommit], folders: tuple[str, ...]
) -> list[tuple[MainLineCommit, FileChange]]:
    by_commit = {line_commit.commit: line_commit for line_commit in line_commits}
    pairs = ((str(line_commit.commit), line_commit.parent) for line_commit in line_commits)
    return [
        (by_commit[commit], change)
        for commit, changes in git.changes(pairs, folders)
        for change in changes
        if change.status != "D" and change.mode.startswith("100")
    ]
