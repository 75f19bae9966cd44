"""Who has read what, and what to read first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from rindoku import charts
from rindoku.analysis.coverage import Coverage
from rindoku.circles.planning.first_reading import (
    FirstReading,
    first_readings,
    for_newcomers,
    newcomers,
)
from rindoku.circles.planning.reading_time import reading_minutes
from rindoku.site.views.view import View
from rindoku.wording.readings import coverage_headline, share_read, why_first


class Reader(NamedTuple):
    """How many of the team's own postmortems somebody has read together, or wrote."""

    handle: str
    read: int
    wrote: int
    bar: Markup
    label: str


@dataclass(frozen=True)
class CoveragePage:
    """The page that tells which postmortems nobody has read, and who has read which."""

    view: View

    @cached_property
    def own(self) -> list[Coverage]:
        """The team's own postmortems that can be read, oldest first."""
        return [read for read in self._all if not read.record.is_external]

    @cached_property
    def unread(self) -> list[Coverage]:
        """Those of them that nobody has read together, oldest first."""
        return [read for read in self.own if not read.sessions]

    @cached_property
    def read(self) -> list[Coverage]:
        """Everything that was read together, what was read last first."""
        days = [(read.last_read, read) for read in self._all]
        dated = [(day, read) for day, read in days if day is not None]
        return [read for _, read in sorted(dated, key=lambda pair: pair[0], reverse=True)]

    @cached_property
    def people(self) -> list[str]:
        """Who is there and could read."""
        return self.view.repository.people

    @cached_property
    def readers(self) -> list[Reader]:
        """How much each of them has read."""
        return [self._reader(handle) for handle in self.people]

    @property
    def headline(self) -> str:
        """How much of all was read together, in one or two sentences."""
        waiting_since = self.unread[0].record.date if self.unread else None
        read = len(self.own) - len(self.unread)
        return coverage_headline(read, len(self.own), waiting_since, self.view.words)

    def minutes(self, coverage: Coverage) -> int:
        """How long it takes to read."""
        return reading_minutes(self.view.catalog.postmortems[coverage.stem].document.body)

    @cached_property
    def _all(self) -> list[Coverage]:
        return [read for read in self.view.repository.coverage if read.is_readable]

    def _reader(self, handle: str) -> Reader:
        wrote = sum(handle in read.record.authors for read in self.own)
        known = sum(read.is_known_to(handle) for read in self.own)
        read, whole = known - wrote, len(self.own)
        label = share_read(read, wrote, whole, self.view.words)
        bar = charts.shares([("read", read), ("wrote", wrote)], label, whole)
        return Reader(handle, read, wrote, bar, label)


@dataclass(frozen=True)
class FirstReadingPage:
    """The page for people who have just joined."""

    view: View

    @cached_property
    def newcomers(self) -> list[tuple[str, date]]:
        """Who joined within the last year, the latest first."""
        return newcomers(self.view.catalog.policy, self.view.day)

    @cached_property
    def list(self) -> list[FirstReading]:
        """What they read first, in order."""
        readings = first_readings(self.view.repository)
        return for_newcomers(readings, [handle for handle, _ in self.newcomers])

    @property
    def minutes(self) -> int:
        """How long all of it takes to read."""
        return sum(reading.candidate.silent for reading in self.list)

    def known_by(self, reading: FirstReading) -> str:
        """The newcomers who know it already, by name; empty where none does."""
        known = reading.coverage.is_known_to
        return self.view.people([handle for handle, _ in self.newcomers if known(handle)])

    def why(self, reading: FirstReading) -> str:
        """What speaks for it, in words that anyone can check."""
        return why_first(reading, self.view.catalog.policy, self.view.words)
