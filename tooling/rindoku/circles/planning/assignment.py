"""Whose turn it is, to read and to keep the time. Fair over the years, and easy to count again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rindoku.circles.planning.scoring import Candidate
from rindoku.reading.catalog import Catalog
from rindoku.records import Circle


def assign_readers(
    catalog: Catalog, pool: Sequence[str], chosen: Sequence[Candidate]
) -> list[str | None]:
    """Who reads what, from those who are there; nobody where nobody is known.

    Nobody reads twice in a session before everybody has once. Then those come first who have read
    in the fewest held circles; then those who neither wrote it nor have read it; then the
    policy's order. What the most people wrote or read is given away first, the rest in its order.
    """
    turns = Counter(
        reader
        for circle in _held(catalog)
        for reader in {reading.reader for reading in circle.readings}
    )
    given: Counter[str] = Counter()
    readers: list[str | None] = [None] * len(chosen)
    hard_first = sorted(
        range(len(chosen)), key=lambda n: -sum(one in chosen[n].readers for one in pool)
    )
    for number in hard_first if pool else ():
        one = chosen[number]
        reader = min(
            pool,
            key=lambda h: (given[h], turns[h], h in one.record.authors, h in one.readers),
        )
        readers[number] = reader
        given[reader] += 1
    return readers


def assign_facilitator(
    catalog: Catalog, pool: Sequence[str], busy: Sequence[str | None]
) -> str | None:
    """Who keeps the time: not a reader where that can be, then who has done it least often."""
    times = Counter(circle.facilitator for circle in _held(catalog))
    return min(pool, key=lambda handle: (handle in busy, times[handle]), default=None)


def _held(catalog: Catalog) -> list[Circle]:
    return [circle for _, circle in catalog.read_circles() if circle.status == "held"]
