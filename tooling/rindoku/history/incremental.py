"""The lives up to a commit: remembered, carried on from what is remembered, or told anew."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from datetime import date, tzinfo

from rindoku.git import Git, NoGitError
from rindoku.history.cache import Memory, memory_of
from rindoku.history.lives import Histories
from rindoku.history.main_line import Checkpoint, MainLineCommit, main_line
from rindoku.history.serialize import DamagedError
from rindoku.history.walk import walk


def tell(
    git: Git, head: str, zone: tzinfo, today: date, *, trusting: bool = True
) -> tuple[Histories, Checkpoint]:
    """The lives of all action items up to ``head``, and where its main line stands.

    What an earlier run remembered is used, unless it is damaged or ``trusting`` is off. Raises
    NoGitError where the history cannot be read.
    """
    cuts = git.cuts()
    memory = memory_of(git, zone, cuts)
    if trusting:
        names = memory.commits()
        for name in sorted(names, key=lambda name: name != head):
            known = memory.recall(name, today)
            line_commits = _since(git, known[0], head, cuts, zone, today) if known else None
            if known is None or line_commits is None:
                continue
            try:
                return _carry_on(git, memory, known, *line_commits)
            except DamagedError:
                continue
    told = main_line(git.commits(head), head, cuts, zone, today)
    assert told is not None  # it begins where history begins
    histories = Histories()
    walk(git, told[0], histories)
    memory.keep(told[1], histories)
    return histories, told[1]


def _since(
    git: Git, stand: Checkpoint, head: str, cuts: Collection[str], zone: tzinfo, today: date
) -> tuple[deque[MainLineCommit], Checkpoint] | None:
    """What landed after a stand, None where it is not on the main line."""
    if stand.commit == head:
        return deque(), stand
    try:
        commits = git.commits(head, stand.commit)
    except NoGitError:  # nobody needed that commit any more
        return None
    return main_line(commits, head, cuts, zone, today, stand)


def _carry_on(
    git: Git,
    memory: Memory,
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
        memory.keep(now, histories)
    return Histories(dict(histories.records)), now
