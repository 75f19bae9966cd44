"""The histories up to a commit: cached, carried on from what is cached, or walked anew."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from datetime import date, tzinfo

from rindoku.git import Git, NoGitError
from rindoku.history.cache import HistoryCache, cache_of
from rindoku.history.lives import Histories
from rindoku.history.main_line import Checkpoint, MainLineCommit, main_line
from rindoku.history.serialize import DamagedError
from rindoku.history.walk import walk


def histories_at(
    git: Git, head: str, zone: tzinfo, today: date, *, trusting: bool = True
) -> tuple[Histories, Checkpoint]:
    """The lives of all action items up to ``head``, and where its main line stands.

    What an earlier run cached is used, unless it is damaged or ``trusting`` is off. Raises
    NoGitError where the history cannot be read.
    """
    cuts = git.cuts()
    cache = cache_of(git, zone, cuts)
    if trusting:
        names = cache.commits()
        for name in sorted(names, key=lambda name: name != head):
            known = cache.read(name, today)
            line_commits = _since(git, known[0], head, cuts, zone, today) if known else None
            if known is None or line_commits is None:
                continue
            try:
                return _carried_on(git, cache, known, *line_commits)
            except DamagedError:
                continue
    found = main_line(git.commits(head), head, cuts, zone, today)
    assert found is not None  # it begins where history begins
    histories = Histories()
    walk(git, found[0], histories)
    cache.write(found[1], histories)
    return histories, found[1]


def _since(
    git: Git, checkpoint: Checkpoint, head: str, cuts: Collection[str], zone: tzinfo, today: date
) -> tuple[deque[MainLineCommit], Checkpoint] | None:
    """What landed after a checkpoint, None where it is not on the main line."""
    if checkpoint.commit == head:
        return deque(), checkpoint
    try:
        commits = git.commits(head, checkpoint.commit)
    except NoGitError:  # nobody needed that commit any more
        return None
    return main_line(commits, head, cuts, zone, today, checkpoint)


def _carried_on(
    git: Git,
    cache: HistoryCache,
    known: tuple[Checkpoint, Histories],
    line_commits: deque[MainLineCommit],
    now: Checkpoint,
) -> tuple[Histories, Checkpoint]:
    """The remembered lives and what happened since. Raises DamagedError for any damage in them.

    All of them are read here, so that none shows later, when nobody can tell them anew.
    """
    before, histories = known
    if line_commits:
        walk(git, line_commits, histories, before.commit)
        cache.write(now, histories)
    return Histories(dict(histories.records)), now
