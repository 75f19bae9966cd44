"""What the main line made of single files: when they last changed, and their versions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from typing import NamedTuple

from rindoku.git import Commit, FileChange, Git, NoGitError
from rindoku.history.main_line import MainLineCommit, main_line


class Position(NamedTuple):
    """A commit of the main line (None: nothing is committed yet), and how its days are counted.

    ``cut`` is the day before which a shallow clone's history is missing.
    """

    git: Git
    commit: str | None
    zone: tzinfo
    today: date
    cut: date | None = None


class PageVersion(NamedTuple):
    """What a file was from one main-line commit on.

    ``day`` is None where the history does not reach; ``committed`` is the commit's own moment.
    """

    path: str
    day: date | None
    committed: datetime
    content: bytes


class Pages:
    """The past of single files up to a position; nothing where there is no history."""

    def __init__(self, find: Callable[[], Position]) -> None:
        """Take the way to the position; it is gone when somebody asks."""
        self._find = find

    def last_changed(self, *folders: str) -> dict[str, date]:
        """The day each file below some folders last changed, by path, as far as it is known."""
        found = self._changes(folders)
        return {change.path: commit.day for commit, change in found if not commit.is_cut}

    def versions(self, *folders: str) -> list[PageVersion]:
        """The contents that the files at or below some folders have had, oldest first."""
        try:
            return self._versions(self._changes(folders))
        except NoGitError:
            return []

    def _versions(self, found: list[tuple[MainLineCommit, FileChange]]) -> list[PageVersion]:
        if not found:
            return []
        with self._position.git.blobs(change.blob for _, change in found) as contents:
            return [
                PageVersion(
                    change.path,
                    None if line_commit.is_cut else line_commit.day,
                    _moment(self._commits[str(line_commit.commit)].time),
                    next(contents) or b"",
                )
                for line_commit, change in found
            ]

    def _changes(self, folders: tuple[str, ...]) -> list[tuple[MainLineCommit, FileChange]]:
        try:
            line = self._main_line
            by_commit = {line_commit.commit: line_commit for line_commit in line}
            pairs = ((str(line_commit.commit), line_commit.parent) for line_commit in line)
            return [
                (by_commit[commit], change)
                for commit, changes in self._position.git.changes(pairs, folders)
                for change in changes
                if change.is_regular_file
            ]
        except NoGitError:
            return []

    @cached_property
    def _position(self) -> Position:
        return self._find()

    @cached_property
    def _commits(self) -> dict[str, Commit]:
        position = self._position
        if position.commit is None:
            return {}
        return {commit.id: commit for commit in position.git.commits(position.commit)}

    @cached_property
    def _main_line(self) -> list[MainLineCommit]:
        position = self._position
        if position.commit is None:
            return []
        commits, cuts = self._commits.values(), position.git.cuts()
        found = main_line(commits, position.commit, cuts, position.zone, position.today)
        assert found is not None  # it begins where history begins
        return list(found[0])


def _moment(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime(1970, 1, 1, tzinfo=UTC)
