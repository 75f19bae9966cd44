"""A repository on a day: its tree, its policy and records, and the lives of its action items.

This is where the pieces are put together; commands and the site both start here.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from rindoku.catalog import Catalog, read_catalog
from rindoku.history.lives import LifeBook, Version, items_of
from rindoku.history.main_line import Landing, main_line, up_to
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


def open_repository(root: Path, as_of: date | None = None) -> Repository:
    """The repository as it is in the working tree today, or as its main line was on a day."""
    catalog = read_catalog(WorkingTree(root))
    today = datetime.now(catalog.policy.zone).date()
    try:
        git = Git(root)
        head = git.head()
        if as_of is not None:
            return _as_of(root, git, head, as_of)
        return _today(root, git, head, catalog, today)
    except NoGitError as error:
        book = _without_history(catalog)
        return Repository(root, as_of or today, catalog, book, no_history=str(error))


def _today(root: Path, git: Git, head: str | None, catalog: Catalog, today: date) -> Repository:
    landings = _landings(git, head, catalog, today)
    with tempfile.TemporaryDirectory(prefix="rindoku-") as scratch:
        change = uncommitted(git, head, catalog.tree, today, Path(scratch))
        if change is not None:
            landings.append(change)
        book = walk(git, landings)
    if change is not None:
        _uncommit(book, change)
    return Repository(root, today, catalog, book, _cut(landings))


def _as_of(root: Path, git: Git, head: str | None, day: date) -> Repository:
    """The main line's last commit on or before a day, as a clone that ends there would see it."""
    landings: list[Landing] = []
    cut: date | None = None
    while head is not None:
        policy = read_policy(CommitTree(git, head)).policy
        today = datetime.now(policy.zone).date()
        commits = git.commits(head)
        line = main_line(commits, head, git.cuts(), policy.zone, today)
        landings, cut = up_to(line, day), _cut(line)
        last = landings[-1].commit if landings else None
        if last == head:
            break
        head = last  # an older tree may have another time zone: look again from there
    catalog = read_catalog(CommitTree(git, head))
    return Repository(root, day, catalog, walk(git, landings), cut)


def _landings(git: Git, head: str | None, catalog: Catalog, today: date) -> list[Landing]:
    if head is None:
        return []
    return main_line(git.commits(head), head, git.cuts(), catalog.policy.zone, today)


def _uncommit(book: LifeBook, change: Landing) -> None:
    """What was compared as a commit was never one: it has no name to show."""
    for record in book.records.values():
        if record.first.commit == change.commit:
            record.first = replace(change, commit=None)
        for life in record.lives:
            last = life.events[-1]
            if last.commit == change.commit:
                life.events[-1] = replace(last, commit=None, author=None)


def _without_history(catalog: Catalog) -> LifeBook:
    """The items as they stand, with nothing known about when they came."""
    book = LifeBook()
    nothing = Landing(None, None, date.max, None, is_cut=True)
    for entry in catalog.entries:
        if layout.holds_action_items(entry.path):
            document = entry.document
            items = None if document.error else items_of(document.data)
            book.observe(nothing, {entry.stem: Version(items)}, {})
    return book


def _cut(landings: list[Landing]) -> date | None:
    return landings[0].day if landings and landings[0].is_cut else None
