"""What to read next: chosen from the figures, each choice with its reasons. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rindoku.analysis.staleness import StaleReport
from rindoku.catalog import Catalog
from rindoku.circles.reading_time import reading_minutes
from rindoku.records import Postmortem

DISCUSSION_MINUTES = 6
"""What a reading gets for talking about it."""


@dataclass(frozen=True)
class Candidate:
    """A postmortem that could be read, and what speaks for it."""

    stem: str
    record: Postmortem
    last_read: date | None
    stale: int
    again: tuple[str, ...]
    minutes: int

    def weight(self, severities: Sequence[str]) -> tuple[object, ...]:
        """What is read first: our own before others', never read, stale action items,
        recurrences, severity; among equals what was read longest ago, then the latest incident.
        """
        severity = self.record.severity
        rank = severities.index(severity) if severity in severities else len(severities)
        return (
            self.record.is_external,
            self.last_read is not None,
            -self.stale,
            -len(self.again),
            rank,
            self.last_read or date.min,
            -self.record.date.toordinal(),
            self.stem,
        )


def candidates(catalog: Catalog, report: StaleReport) -> list[Candidate]:
    """Everything that can be read together, the best first; drafts cannot."""
    read = _last_read(catalog, report.ledger.day)
    stale = Counter(item.record_id for item in report.stale)
    found = [
        Candidate(
            stem,
            record,
            read.get(stem),
            stale[stem],
            tuple(name for _, name in report.again.get(stem, [])),
            reading_minutes(catalog.postmortems[stem].document.body) + DISCUSSION_MINUTES,
        )
        for stem, record in catalog.read_postmortems()
        if record.status != "draft"
    ]
    return sorted(found, key=lambda candidate: candidate.weight(catalog.policy.severities))


def choose(found: Sequence[Candidate], minutes: int) -> list[Candidate]:
    """The best candidates that fit into the minutes, in their order; at least one."""
    chosen: list[Candidate] = []
    left = minutes
    for candidate in found:
        if not chosen or candidate.minutes <= left:
            chosen.append(candidate)
            left -= candidate.minutes
    return chosen[:_MOST]


def readers(catalog: Catalog, day: date, count: int) -> list[str | None]:
    """Who reads, those with the fewest readings so far first; nobody where nobody is known."""
    people = [
        handle
        for handle, person in catalog.policy.people.items()
        if (person.left is None or person.left > day)
        and (person.joined is None or person.joined <= day)
    ]
    past = Counter(r.reader for _, circle in catalog.read_circles() for r in circle.readings)
    people.sort(key=lambda handle: past[handle])
    return [people[number % len(people)] if people else None for number in range(count)]


def _last_read(catalog: Catalog, day: date) -> dict[str, date]:
    read: dict[str, date] = {}
    for _, circle in catalog.read_circles():
        if circle.status == "held" and circle.date <= day:
            read |= {reading.postmortem: circle.date for reading in circle.readings}
    return read


_MOST = 4
