"""The circles' sessions as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from rindoku.records import Circle, Reading
from rindoku.repository import Repository

NamedSession = tuple[str, Circle]
"""A session with its id."""


class ReadIn(NamedTuple):
    """A session in which a postmortem was read, or will be."""

    stem: str
    circle: Circle
    reading: Reading


@dataclass(frozen=True)
class Sessions:
    """All sessions."""

    repository: Repository

    @cached_property
    def all(self) -> list[NamedSession]:
        """All sessions, the latest first."""
        return self.repository.catalog.read_circles()[::-1]

    @cached_property
    def upcoming(self) -> list[NamedSession]:
        """The planned sessions, the next one first."""
        day = self.repository.day
        return [(stem, circle) for stem, circle in self._planned if circle.date >= day][::-1]

    @cached_property
    def unrecorded(self) -> list[NamedSession]:
        """The sessions whose planned day is over, and of which nothing was written down."""
        day = self.repository.day
        return [(stem, circle) for stem, circle in self._planned if circle.date < day]

    @cached_property
    def by_year(self) -> dict[int, list[NamedSession]]:
        """The sessions that were held or cancelled, the latest year and session first."""
        found: dict[int, list[NamedSession]] = {}
        for stem, circle in self.all:
            if circle.status != "planned":
                found.setdefault(circle.date.year, []).append((stem, circle))
        return found

    def read_in(self, stem: str) -> list[ReadIn]:
        """The sessions that read a postmortem or will, the latest first; no cancelled ones."""
        return self._readings.get(stem, [])

    def last_read(self, stem: str) -> date | None:
        """The day a postmortem was last read; None where nobody has."""
        return self._last_read.get(stem)

    @property
    def _planned(self) -> list[NamedSession]:
        return [(stem, circle) for stem, circle in self.all if circle.status == "planned"]

    @cached_property
    def _last_read(self) -> dict[str, date | None]:
        return {read.stem: read.last_read for read in self.repository.coverage}

    @cached_property
    def _readings(self) -> dict[str, list[ReadIn]]:
        found: dict[str, list[ReadIn]] = {}
        for stem, circle, reading in _read(self.all):
            found.setdefault(reading.postmortem, []).append(ReadIn(stem, circle, reading))
        return found


def _read(sessions: Iterable[NamedSession]) -> Iterable[tuple[str, Circle, Reading]]:
    for stem, circle in sessions:
        if circle.status != "cancelled":
            for reading in circle.readings:
                yield stem, circle, reading
