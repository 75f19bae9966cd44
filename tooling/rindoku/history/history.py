"""The history of a repository up to a day; each part is told when it is first asked for."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from rindoku.git import CommitTree, Git, NoGitError
from rindoku.history.incremental import histories_at
from rindoku.history.lives import Histories, RecordHistory, Version, version_of
from rindoku.history.main_line import last_on, main_line
from rindoku.history.pages import Pages, Position
from rindoku.history.uncommitted import uncommitted
from rindoku.history.walk import walk
from rindoku.reading.catalog import Catalog
from rindoku.reading.policy_file import read_policy
from rindoku.source import layout
from rindoku.source.tree import Tree


class Lives(NamedTuple):
    """The history of each record by its id.

    ``cut`` is the day before which it is missing (a shallow clone); ``missing`` the reason why
    there is none at all. ``sparse`` is how many records a sparse checkout leaves out.
    """

    records: Mapping[str, RecordHistory]
    cut: date | None = None
    missing: str | None = None
    sparse: int = 0


class History:
    """What git tells of the records. Nothing is asked of git before it is needed."""

    def __init__(self, read: Callable[[], Lives], pages: Pages) -> None:
        """Take the way to the lives; it is gone when somebody asks."""
        self._read = read
        self.pages = pages
        """The past of single files."""

    @cached_property
    def _lives(self) -> Lives:
        return self._read()

    @property
    def records(self) -> Mapping[str, RecordHistory]:
        """The history of each record by its id."""
        return self._lives.records

    @property
    def cut(self) -> date | None:
        """The day before which the history is missing (a shallow clone)."""
        return self._lives.cut

    @property
    def missing(self) -> str | None:
        """Why there is no history at all."""
        return self._lives.missing

    @property
    def sparse(self) -> int:
        """How many records are committed, but not checked out: only their lives are known."""
        return self._lives.sparse

    def reaches(self, day: date) -> bool:
        """Whether it reaches back to a day, so that what was then is known."""
        return self.missing is None and (self.cut is None or self.cut <= day)

    def seen(self, view: Callable[[str, RecordHistory], RecordHistory | None]) -> History:
        """The same history in which some records are not there, or tell less."""

        def read() -> Lives:
            seen = {stem: view(stem, record) for stem, record in self.records.items()}
            return self._lives._replace(records={s: r for s, r in seen.items() if r is not None})

        return History(read, self.pages)


def history_until_now(
    open_git: Callable[[], Git], tree: Tree, catalog: Catalog, today: date, *, trusting: bool
) -> History:
    """The main line up to HEAD, and what is not committed in the working tree as made today."""

    def find() -> Position:
        git = open_git()
        return Position(git, git.head(), catalog.policy.zone, today)

    def read() -> Lives:
        try:
            position = find()
            return _with_uncommitted(_up_to(position, trusting), position, tree)
        except NoGitError as error:
            return Lives(_without_history(catalog), missing=error.message)

    return History(read, Pages(find))


def history_until(position: Position, catalog: Catalog, *, trusting: bool) -> History:
    """The main line up to a position, at which the records are those of a catalog."""

    def read() -> Lives:
        try:
            return _up_to(position, trusting)
        except NoGitError as error:
            return Lives(_without_history(catalog), missing=error.message)

    return History(read, Pages(lambda: position))


def position_on(git: Git, day: date, now: datetime) -> Position:
    """The main line's last commit on or before a day, as a clone that ends there would see it.

    Raises NoGitError where there is no history.
    """
    commit, cut = git.head(), None
    zone = now.tzinfo
    while commit is not None:
        zone = read_policy(CommitTree(git, commit)).policy.zone
        today = now.astimezone(zone).date()
        found = main_line(git.commits(commit), commit, git.cuts(), zone, today)
        assert found is not None  # it begins where history begins
        line_commits, checkpoint = found
        last, cut = last_on(line_commits, day), checkpoint.cut
        if last == commit:
            break
        commit = last  # an older tree may have another time zone: look again from there
    assert zone is not None  # now is in a zone
    return Position(git, commit, zone, now.astimezone(zone).date(), cut)


def _up_to(position: Position, trusting: bool) -> Lives:
    if position.commit is None:
        return Lives({}, position.cut)
    histories, checkpoint = histories_at(
        position.git, position.commit, position.zone, position.today, trusting=trusting
    )
    return Lives(histories.records, checkpoint.cut)


def _with_uncommitted(lives: Lives, position: Position, tree: Tree) -> Lives:
    histories, git = Histories(dict(lives.records)), position.git.copy()
    with tempfile.TemporaryDirectory(prefix="rindoku-") as scratch:
        change, sparse = uncommitted(git, position.commit, tree, position.today, Path(scratch))
        if change is not None:
            walk(git, deque([change]), histories, position.commit)
    return lives._replace(records=histories.records, sparse=sparse)


def _without_history(catalog: Catalog) -> Mapping[str, RecordHistory]:
    """The items as they stand, with nothing known about when they came.

    Of two files with one id the first counts, as it does with a history.
    """
    holders = [file for file in catalog.entries if layout.holds_action_items(file.path)]
    holders.sort(key=lambda file: file.path, reverse=True)
    firsts = {file.stem: file.document for file in holders}
    versions = {
        stem: Version() if document.error else version_of(document.data)
        for stem, document in firsts.items()
    }
    histories = Histories()
    histories.observe(None, versions, {})
    return histories.records
