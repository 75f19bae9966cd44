"""A repository on a day: its tree, its policy and records, and the lives of its action items.

This is where the pieces are put together; commands and the site both start here.
"""

from __future__ import annotations

import tempfile
from collections import deque
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from rindoku.catalog import Catalog, read_catalog
from rindoku.history.lives import LifeBook, Version, version_of
from rindoku.history.main_line import Landing, last_on, main_line
from rindoku.history.telling import tell
from rindoku.history.walk import walk
from rindoku.history.working import uncommitted
from rindoku.policy_file import read_policy
from rindoku.source import layout
from rindoku.source.commit import CommitTree
from rindoku.source.git import Git, NoGitError
from rindoku.source.tree import WorkingTree


@dataclass(frozen=True)
class Repository:
    """Everything that is known on a day.

    ``cut`` is the day before which the history is missing (a shallow clone); ``no_history`` the
    reason why there is none at all.
    """

    root: Path
    day: date
    catalog: Catalog
    book: LifeBook
    cut: date | None = None
    no_history: str | None = None

    def knows(self, day: date) -> bool:
        """Whether the history reaches back to a day, so that what was then is known."""
        return self.no_history is None and (self.cut is None or self.cut <= day)


def open_repository(root: Path, as_of: date | None = None, *, trusting: bool = True) -> Repository:
    """The repository as it is in the working tree today, or as its main line was on a day.

    With ``trusting`` off, nothing that an earlier run remembered is used.
    """
    tree = WorkingTree(root)
    catalog = read_catalog(tree)
    today = datetime.now(catalog.policy.zone).date()
    try:
        git = Git(root)
        head = git.head()
        if as_of is not None:
            return _as_of(root, git, head, as_of, trusting)
        return _today(tree, git, head, catalog, today, trusting)
    except NoGitError as error:
        book = _without_history(catalog)
        return Repository(root, as_of or today, catalog, book, no_history=str(error))


def main_line_of(repository: Repository) -> tuple[Git, list[Landing]]:
    """What landed on the main line up to the repository's day, and where to read it.

    Raises NoGitError where there is no history.
    """
    git = Git(repository.root)
    head, zone = git.head(), repository.catalog.policy.zone
    if head is None:
        return git, []
    told = main_line(git.commits(head), head, git.cuts(), zone, datetime.now(zone).date())
    assert told is not None  # it begins where history begins
    return git, [landing for landing in told[0] if landing.day <= repository.day]


def _today(
    tree: WorkingTree, git: Git, head: str | None, catalog: Catalog, today: date, trusting: bool
) -> Repository:
    cut: date | None = None
    book = LifeBook()
    if head is not None:
        book, stand = tell(git, head, catalog.policy.zone, today, trusting=trusting)
        cut = stand.cut
    with tempfile.TemporaryDirectory(prefix="rindoku-") as scratch:
        change = uncommitted(git, head, tree, today, Path(scratch))
        if change is not None:
            walk(git, deque([change]), book, head)
    return Repository(tree.root, today, catalog, book, cut)


def _as_of(root: Path, git: Git, head: str | None, day: date, trusting: bool) -> Repository:
    """The main line's last commit on or before a day, as a clone that ends there would see it."""
    book, cut = LifeBook(), None
    while head is not None:
        zone = read_policy(CommitTree(git, head)).policy.zone
        today = datetime.now(zone).date()
        told = main_line(git.commits(head), head, git.cuts(), zone, today)
        assert told is not None  # it begins where history begins
        landings, stand = told
        last, cut = last_on(landings, day), stand.cut
        if last == head:
            book, _ = tell(git, head, zone, today, trusting=trusting)
            break
        head = last  # an older tree may have another time zone: look again from there
    catalog = read_catalog(CommitTree(git, head))
    return Repository(root, day, catalog, book, cut)


def _without_history(catalog: Catalog) -> LifeBook:
    """The items as they stand, with nothing known about when they came.

    Of two files with one id the first counts, as it does with a history.
    """
    holders = [entry for entry in catalog.entries if layout.holds_action_items(entry.path)]
    holders.sort(key=lambda entry: entry.path, reverse=True)
    firsts = {entry.stem: entry.document for entry in holders}
    versions = {
        stem: Version() if document.error else version_of(document.data)
        for stem, document in firsts.items()
    }
    book = LifeBook()
    book.observe(None, versions, {})
    return book
