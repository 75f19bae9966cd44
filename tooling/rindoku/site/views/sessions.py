"""The circles' sessions as pages show them, without what must not be published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rindoku.reading.catalog import Catalog, split_address
from rindoku.records import Circle, Reading
from rindoku.wording.action_items import unnamed

Named = tuple[str, Circle]
"""A session with its id."""


@dataclass(frozen=True)
class ReadIn:
    """A session in which a postmortem was read, or will be."""

    stem: str
    circle: Circle
    reading: Reading


@dataclass(frozen=True)
class Sessions:
    """All sessions. ``withheld`` are the ids of records that no text we made may name."""

    catalog: Catalog
    day: date
    withheld: frozenset[str]

    @cached_property
    def all(self) -> list[Named]:
        """All sessions, the latest first."""
        return [(stem, self.shown(one)) for stem, one in self.catalog.read_circles()][::-1]

    @cached_property
    def upcoming(self) -> list[Named]:
        """The planned sessions, the next one first."""
        return [(s, c) for s, c in self.all if c.status == "planned" and c.date >= self.day][::-1]

    @cached_property
    def unrecorded(self) -> list[Named]:
        """The sessions whose planned day is over, and of which nothing was written down."""
        return [(s, c) for s, c in self.all if c.status == "planned" and c.date < self.day]

    @cached_property
    def by_year(self) -> dict[int, list[Named]]:
        """The sessions that were held or cancelled, the latest year and session first."""
        found: dict[int, list[Named]] = {}
        for stem, circle in self.all:
            if circle.status != "planned":
                found.setdefault(circle.date.year, []).append((stem, circle))
        return found

    def shown(self, circle: Circle) -> Circle:
        """A session without readings of, and decisions on, what must not be published."""
        readings = [
            reading.model_copy(update={"why": reading.why and unnamed(reading.why, self.withheld)})
            for reading in circle.readings
            if self.catalog.postmortem(reading.postmortem)
        ]
        decisions = [
            decision
            for decision in circle.decisions
            if self.catalog.holder(split_address(decision.action_item)[0])
        ]
        return circle.model_copy(update={"readings": readings, "decisions": decisions})

    def read_in(self, stem: str) -> list[ReadIn]:
        """The sessions that read a postmortem or will, the latest first; no cancelled ones."""
        return self._readings.get(stem, [])

    def last_read(self, stem: str) -> date | None:
        """The day a postmortem was last read; None where nobody has."""
        held = (one.circle.date for one in self.read_in(stem) if one.circle.status == "held")
        return next(held, None)

    @cached_property
    def _readings(self) -> dict[str, list[ReadIn]]:
        found: dict[str, list[ReadIn]] = {}
        for stem, circle, reading in _read(self.all):
            found.setdefault(reading.postmortem, []).append(ReadIn(stem, circle, reading))
        return found


def _read(sessions: Iterable[Named]) -> Iterable[tuple[str, Circle, Reading]]:
    for stem, circle in sessions:
        if circle.status != "cancelled":
            for reading in circle.readings:
                yield stem, circle, reading
