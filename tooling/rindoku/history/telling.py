"""The lives up to a commit: remembered, carried on from what is remembered, or told anew."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from datetime import date, tzinfo

from rindoku.history.lives import LifeBook
from rindoku.history.main_line import Landing, Stand, main_line
from rindoku.history.memory import Memory, memory_of
from rindoku.history.walk import walk
from rindoku.history.written import DamagedError
from rindoku.source.git import Git, NoGitError


def tell(
    git: Git, head: str, zone: tzinfo, today: date, *, trusting: bool = True
) -> tuple[LifeBook, Stand]:
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
            landings = _since(git, known[0], head, cuts, zone, today) if known else None
            if known is None or landings is None:
                continue
            try:
                return _carry_on(git, memory, known, *landings)
            except DamagedError:
                continue
    told = main_line(git.commits(head), head, cuts, zone, today)
    assert told is not None  # it begins where history begins
    book = LifeBook()
    walk(git, told[0], book)
    memory.keep(told[1], book)
    return book, told[1]


def _since(
    git: Git, stand: Stand, head: str, cuts: Collection[str], zone: tzinfo, today: date
) -> tuple[deque[Landing], Stand] | None:
    """What landed after a stand, None where it is not on the main line."""
    if stand.commit == head:
        return deque(), stand
    try:
        commits = git.commits(head, stand.commit)
    except NoGitError:  # nobody needed that commit any more
        return None
    return main_line(commits, head, cuts, zone, today, stand)


def _carry_on(
    git: Git, memory: Memory, known: tuple[Stand, LifeBook], landings: deque[Landing], now: Stand
) -> tuple[LifeBook, Stand]:
    """The remembered lives and what happened since. Raises DamagedError for any damage in them.

    All of them are read here, so that none shows later, when nobody can tell them anew.
    """
    before, book = known
    if landings:
        walk(git, landings, book, before.commit)
        memory.keep(now, book)
    return LifeBook(dict(book.records)), now
