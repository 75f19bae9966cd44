"""The main line: the first-parent history of a commit, each landing on its day."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Reversible, Sequence
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from rindoku.git import Commit


class MainLineCommit(NamedTuple):
    """A change landing on the main line.

    ``day`` is the committer's day in the policy's time zone, but never before the parent's day
    and never after today. ``commit`` is None for what is not committed yet. ``is_cut`` marks the
    oldest commit of a shallow clone: what it holds landed on its day or at any time before.
    ``author`` is who made it; of a merge, whoever changed a file last among the commits it
    brought (``merged``, oldest first) is that change's author instead.
    """

    commit: str | None
    parent: str | None
    day: date
    author: str | None
    is_cut: bool = False
    merged: tuple[Commit, ...] = ()
    uncommitted: str | None = None

    @property
    def content(self) -> str:
        """What git knows its content by: the commit, or one that is in no history."""
        name = self.commit or self.uncommitted
        assert name is not None
        return name


class Checkpoint(NamedTuple):
    """Where a main line stands: its last commit and day.

    ``cut`` is the day on which a shallow clone's history begins. ``clamped`` tells that a commit
    is dated after today: then the days hold for today only.
    """

    commit: str
    day: date
    cut: date | None = None
    clamped: bool = False


def main_line(
    commits: Collection[Commit],
    head: str,
    cuts: Collection[str],
    zone: tzinfo,
    today: date,
    since: Checkpoint | None = None,
) -> tuple[deque[MainLineCommit], Checkpoint] | None:
    """The landings that lead to ``head``, oldest first, and where it then stands.

    ``cuts`` are a shallow clone's edges. With ``since``, the commits are those after it; None
    where it is not on the main line of ``head``.
    """
    waiting = {commit.id: commit for commit in commits}
    line = first_parents(waiting, head)
    if since is not None and _before(line, head) != since.commit:
        return None
    line_commits: deque[MainLineCommit] = deque()
    parent, day = (since.commit, since.day) if since else (None, date.min)
    clamped = since is not None and since.clamped
    for commit in reversed(line):
        dated = _day(commit.time, zone, today)
        clamped |= dated > today
        day = max(day, min(dated, today))
        is_cut = parent is None and commit.id in cuts
        del waiting[commit.id]
        author, merged = _brought(commit, waiting, cuts)
        line_commits.append(MainLineCommit(commit.id, parent, day, author, is_cut, merged))
        parent = commit.id
    cut = since.cut if since is not None else _cut(line_commits[0])
    return line_commits, Checkpoint(head, day, cut, clamped)


def first_parents(commits: Mapping[str, Commit], head: str) -> list[Commit]:
    """The commits (by id) from ``head`` back along first parents, as far as they are known."""
    line: list[Commit] = []
    name: str | None = head
    while name is not None and name in commits:
        line.append(commits[name])
        name = _before(line, head)
    return line


def _before(line: Sequence[Commit], head: str) -> str | None:
    """The commit that comes before those of a line."""
    if not line:
        return head
    return line[-1].parents[0] if line[-1].parents else None


def last_on(line_commits: Reversible[MainLineCommit], day: date) -> str | None:
    """The last commit on or before a day."""
    return next(
        (line_commit.commit for line_commit in reversed(line_commits) if line_commit.day <= day),
        None,
    )


def _cut(first: MainLineCommit) -> date | None:
    return first.day if first.is_cut else None


def _day(time: int, zone: tzinfo, today: date) -> date:
    try:
        return datetime.fromtimestamp(time, zone).date()
    except (OverflowError, ValueError, OSError):
        return today if time > 0 else date.min


def _brought(
    merge: Commit, waiting: dict[str, Commit], cuts: Collection[str]
) -> tuple[str, tuple[Commit, ...]]:
    """Who made a change as a whole, and the commits that a merge brought, oldest first.

    Whatever it brought is no longer ``waiting`` for a merge. Where a shallow clone cuts the
    branch off, its tip's author stands for the part that is missing.
    """
    if len(merge.parents) < 2:
        return merge.author, ()
    brought: list[Commit] = []
    names = list(reversed(merge.parents[1:]))
    while names:
        commit = waiting.pop(names.pop(), None)
        if commit is not None:
            brought.append(commit)
            names.extend(reversed(commit.parents))
    author = merge.author
    if any(commit.id in cuts for commit in brought):
        author = next(c for c in brought if len(c.parents) < 2).author
    authored = [c for c in reversed(brought) if len(c.parents) < 2 and c.id not in cuts]
    authored.sort(key=lambda commit: commit.time)
    return author, tuple(authored) if any(c.author != author for c in authored) else ()
