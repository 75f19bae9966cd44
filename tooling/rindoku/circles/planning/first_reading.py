"""What somebody who has just joined reads first: what teaches most about how things break here.

Points that anyone can add up again, as in `scoring`: its severity, whether it happened again or
before, how often it was read together, and what people said there. What is about services that
are all gone steps back; other companies' come last.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from rindoku.analysis.coverage import Coverage
from rindoku.circles.planning.scoring import Candidate, candidates
from rindoku.records import Policy
from rindoku.repository import Repository

NEW_FOR = relativedelta(months=12)
"""For so long somebody counts as new."""
ENOUGH = 5
"""So many a newcomer reads first."""
EACH_SESSION, MOST_SESSIONS = 6, 18
EACH_IMPRESSION, MOST_IMPRESSIONS = 1, 10
HAPPENED_BEFORE = 10
GONE = -30


class FirstReading(NamedTuple):
    """A postmortem with what it can teach.

    ``sessions`` is how often it was read together, ``impressions`` how much was said at the end of
    those sessions; ``is_gone``: its services are all retired.
    """

    candidate: Candidate
    coverage: Coverage
    sessions: int
    impressions: int
    is_gone: bool

    @property
    def total(self) -> int:
        """All its points."""
        points = self.candidate.points
        return (
            points["severity"]
            + points["again"]
            + points["external"]
            + HAPPENED_BEFORE * bool(self.candidate.record.recurrence_of)
            + min(EACH_SESSION * self.sessions, MOST_SESSIONS)
            + min(EACH_IMPRESSION * self.impressions, MOST_IMPRESSIONS)
            + GONE * self.is_gone
        )


def newcomers(policy: Policy, day: date) -> list[tuple[str, date]]:
    """Who joined within the last twelve months and is there, with the day, the latest first."""
    found = [
        (handle, person.joined)
        for handle, person in policy.people.items()
        if person.joined is not None
        and day - NEW_FOR < person.joined
        and policy.is_present(handle, day)
    ]
    return sorted(found, key=lambda pair: (-pair[1].toordinal(), pair[0]))


def first_readings(repository: Repository) -> list[FirstReading]:
    """Everything that can be read, what teaches most first; of equals the latest incident."""
    readable = {read.stem: read for read in repository.coverage if read.is_readable}
    found = [
        _first_reading(candidate, readable[candidate.stem], repository)
        for candidate in candidates(repository)
        if candidate.stem in readable
    ]
    return sorted(found, key=_order)


def for_newcomers(readings: Sequence[FirstReading], handles: Sequence[str]) -> list[FirstReading]:
    """What these people read first: the best few that each of them does not know; in order.

    With nobody, the best few of all.
    """
    if not handles:
        return list(readings[:ENOUGH])
    wanted: set[str] = set()
    for handle in handles:
        unknown = [each for each in readings if not each.coverage.is_known_to(handle)]
        wanted.update(each.candidate.stem for each in unknown[:ENOUGH])
    return [each for each in readings if each.candidate.stem in wanted]


def _first_reading(candidate: Candidate, read: Coverage, repository: Repository) -> FirstReading:
    known, day = repository.policy.services, repository.day
    services = [known.get(name) for name in candidate.record.services]
    retired = [bool(s and s.retired and s.retired <= day) for s in services]
    return FirstReading(
        candidate,
        read,
        len(read.sessions),
        sum(len(circle.impressions) for _, circle in read.sessions),
        bool(retired) and all(retired),
    )


def _order(reading: FirstReading) -> tuple[int, int, str]:
    candidate = reading.candidate
    return -reading.total, -candidate.record.date.toordinal(), candidate.stem
