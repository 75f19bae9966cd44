"""A repository on a day: its tree, its policy and records, and the lives of its action items.

This is where the pieces are put together; commands and the site both start here.
"""

from __future__ import annotations

import tempfile
from collections import deque
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from rindoku.git.client import Git, NoGitError
from rindoku.git.tree import CommitTree
from rindoku.history.incremental import tell
from rindoku.history.lives import Histories, Version, version_of
from rindoku.history.main_line import MainLineCommit, last_on, main_line
from rindoku.history.uncommitted import uncommitted
from rindoku.history.walk import walk
from rindoku.reading.catalog import Catalog, read_catalog
from rindoku.reading.policy_file import read_policy
from rindoku.source import layout
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
    histories: Histories
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
        histories = _without_history(catalog)
        return Repository(root, as_of or today, catalog, histories, no_history=str(error))


def main_line_of(repository: Repository) -> tuple[Git, list[MainLineCommit]]:
    """What landed on the main line up to the repository's day, and where to read it.

    Raises NoGitError where there is no history.
    """
    git = Git(repository.root)
    head, zone = git.head(), repository.catalog.policy.zone
    if head is None:
        return git, []
    told = main_line(git.commits(head), head, git.cuts(), zone, datetime.now(zone).date())
    assert told is not None  # it begins where history begins
    return git, [line_commit for line_commit in told[0] if line_commit.day <= repository.day]


def _today(
    tree: WorkingTree, git: Git, head: str | None, catalog: Catalog, today: date, trusting: bool
) -> Repository:
    cut: date | None = None
    histories = Histories()
    if head is not None:
        histories, stand = tell(git, head, catalog.policy.zone, today, trusting=trusting)
        cut = stand.cut
    with tempfile.TemporaryDirectory(prefix="rindoku-") as scratch:
        change = uncommitted(git, head, tree, today, Path(scratch))
        if change is not None:
            walk(git, deque([change]), histories, head)
    return Repository(tree.root, today, catalog, histories, cut)


def _as_of(root: Path, git: Git, head: str | None, day: date, trusting: bool) -> Repository:
    """The main line's last commit on or before a day, as a clone that ends there would see it."""
    histories, cut = Histories(), None
    while head is not None:
        zone = read_policy(CommitTree(git, head)).policy.zone
        today = datetime.now(zone).date()
        told = main_line(git.commits(head), head, git.cuts(), zone, today)
        assert told is not None  # it begins where history begins
        line_commits, stand = told
        last, cut = last_on(line_commits, day), stand.cut
        if last == head:
            histories, _ = tell(git, head, zone, today, trusting=trusting)
            break
        head = last  # an older tree may have another time zone: look again from there
    catalog = read_catalog(CommitTree(git, head))
    return Repository(root, day, catalog, histories, cut)


def _without_history(catalog: Catalog) -> Histories:
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
    histories = Histories()
    histories.observe(None, versions, {})
    return histories
