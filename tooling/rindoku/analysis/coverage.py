"""Which postmortems were read together, and by whom. Pure.

Who attended a held session has read what was read in it; so has its reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rindoku.reading.catalog import Catalog
from rindoku.records import Circle, Postmortem


class Coverage(NamedTuple):
    """A postmortem with the held sessions that read it, oldest first, and who was there.

    ``is_readable``: it is no draft, and not of a later day.
    """

    stem: str
    record: Postmortem
    sessions: tuple[tuple[str, Circle], ...]
    readers: frozenset[str]
    is_readable: bool

    @property
    def last_read(self) -> date | None:
        """The day it was last read; None where nobody has."""
        return self.sessions[-1][1].date if self.sessions else None

    def is_known_to(self, handle: str) -> bool:
        """Whether somebody has read it in a circle, or wrote it."""
        return handle in self.readers or handle in self.record.authors


def coverage(
    catalog: Catalog, sessions_held: Sequence[tuple[str, Circle]], day: date
) -> list[Coverage]:
    """Every postmortem, oldest first, with who has read it up to a day."""
    sessions: dict[str, list[tuple[str, Circle]]] = {}
    readers: dict[str, set[str]] = {}
    for name, circle in sessions_held:
        for reading in circle.readings:
            sessions.setdefault(reading.postmortem, []).append((name, circle))
            led = [reading.reader] if reading.reader else []
            readers.setdefault(reading.postmortem, set()).update(circle.attendees, led)
    return [
        Coverage(
            stem,
            record,
            tuple(sessions.get(stem, ())),
            frozenset(readers.get(stem, ())),
            record.status != "draft" and record.date <= day,
        )
        for stem, record in catalog.read_postmortems()
    ]


def held(catalog: Catalog, day: date) -> list[tuple[str, Circle]]:
    """The sessions that were held up to a day, oldest first."""
    return [
        (stem, circle)
        for stem, circle in catalog.read_circles()
        if circle.status == "held" and circle.date <= day
    ]
