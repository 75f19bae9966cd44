"""Whose turn it is, to read and to keep the time. Fair over the years, and easy to count again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rindoku.circles.planning.scoring import Candidate
from rindoku.repository import Repository


def assign_readers(
    repository: Repository, pool: Sequence[str], chosen: Sequence[Candidate]
) -> list[str | None]:
    """Who reads what, from those who are there; nobody where nobody is known.

    Nobody reads twice in a session before everybody has once. Then those come first who have read
    in the fewest held circles; then those who neither wrote it nor have read it; then the
    policy's order. What the most people wrote or read is given away first, the rest in its order.
    """
    turns = Counter(
        reader
        for _, circle in repository.held
        for reader in {reading.reader for reading in circle.readings}
    )
    given: Counter[str] = Counter()
    readers: list[str | None] = [None] * len(chosen)
    hard_first = sorted(
        range(len(chosen)), key=lambda n: -sum(handle in chosen[n].readers for handle in pool)
    )
    for number in hard_first if pool else ():
        authors, know_it = chosen[number].record.authors, chosen[number].readers
        reader = min(pool, key=lambda h: (given[h], turns[h], h in authors, h in know_it))
        readers[number] = reader
        given[reader] += 1
    return readers


def assign_facilitator(
    repository: Repository, pool: Sequence[str], busy: Sequence[str | None]
) -> str | None:
    """Who keeps the time: not a reader where that can be, then who has done it least often."""
    times = Counter(circle.facilitator for _, circle in repository.held)
    return min(pool, key=lambda handle: (handle in busy, times[handle]), default=None)
