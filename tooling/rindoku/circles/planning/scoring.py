"""What to read next: chosen by points that anyone can add up again. Pure.

A postmortem's total is the sum over `WEIGHTS` of `each` times what is counted, never more than
`most`. The highest total is read first; among equals what was read longest ago, then the latest
incident, then the id. `choose` fits them into the minutes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from rindoku.analysis.coverage import Coverage
from rindoku.circles.planning.reading_time import reading_minutes
from rindoku.records import Postmortem
from rindoku.repository import Repository

Criterion = Literal[
    "never-read", "months", "stale", "again", "severity", "joined", "unread", "rests", "external"
]


class Weight(NamedTuple):
    """How many points each counted thing gives, and how many all of them give at most."""

    each: int
    most: int


WEIGHTS: Mapping[Criterion, Weight] = {
    # 1 where no held circle has read it
    "never-read": Weight(60, 60),
    # whole spans of 30 days since a held circle last read it
    "months": Weight(1, 30),
    # its action items that are stale
    "stale": Weight(12, 36),
    # later postmortems that name it in `recurrence_of`
    "again": Weight(20, 40),
    # the policy's severities that are not worse than its own: of four, the worst counts 4
    "severity": Weight(4, 20),
    # people present who joined after the day it was last read, or else its own day;
    # 0 for another company's
    "joined": Weight(4, 12),
    # people present who neither wrote it nor attended a held circle that read it
    "unread": Weight(1, 8),
    # 1 where a held circle read it less than REST_DAYS ago
    "rests": Weight(-120, -120),
    # 1 where it is another company's
    "external": Weight(-100, -100),
}
"""What makes a postmortem worth reading next, and by how much."""
DISCUSSION_MINUTES = 6
"""What a reading gets at least for talking about it."""
REST_DAYS = 360
"""For so long what was read gives way to the rest."""
MOST_READINGS = 4
"""So many postmortems are read in one session at most."""
ENOUGH_READINGS = 2
"""With so many chosen, what has less than no points (others' postmortems, what was read lately)
does not fill in."""


@dataclass(frozen=True)
class Candidate:
    """A postmortem that could be read, and what speaks for it.

    ``joined`` are those of the ``people`` present who came after it was last read, or happened.
    ``body`` reads its text: most are never looked at.
    """

    stem: str
    path: str
    record: Postmortem
    counts: Mapping[Criterion, int]
    last_read: date | None
    again: tuple[str, ...]
    joined: tuple[str, ...]
    readers: frozenset[str]
    body: Callable[[], str]
    people: int

    @cached_property
    def silent(self) -> int:
        """The minutes it takes to read."""
        return reading_minutes(self.body())

    @property
    def minutes(self) -> int:
        """The minutes it takes with the shortest discussion."""
        return self.silent + DISCUSSION_MINUTES

    @cached_property
    def points(self) -> dict[Criterion, int]:
        """What each of the weights gives it."""
        return {
            name: _limited(weight.each * self.counts[name], weight.most)
            for name, weight in WEIGHTS.items()
        }

    @property
    def total(self) -> int:
        """All its points."""
        return sum(self.points.values())

    @property
    def order(self) -> tuple[object, ...]:
        """What is read first sorts first."""
        return (
            -self.total,
            self.last_read or date.min,
            -self.record.date.toordinal(),
            self.stem,
        )


def candidates(repository: Repository) -> list[Candidate]:
    """Everything that can be read together on the repository's day, the best first; no drafts."""
    everything = all_candidates(repository).values()
    return [candidate for candidate in everything if candidate.record.status != "draft"]


def all_candidates(repository: Repository) -> dict[str, Candidate]:
    """Every postmortem by id, the best first, drafts included."""
    people = repository.policy.present(repository.day)
    stale = Counter(item.record_id for item in repository.assessment.stale)
    found = [_candidate(repository, read, stale[read.stem], people) for read in repository.coverage]
    return {candidate.stem: candidate for candidate in sorted(found, key=lambda c: c.order)}


def choose(ranked: Sequence[Candidate], minutes: int) -> list[Candidate]:
    """The best that fit into the minutes, in their order.

    Where none fits, the one that is read fastest: it gets all the minutes.
    """
    chosen: list[Candidate] = []
    left = minutes
    for candidate in ranked:
        if len(chosen) == MOST_READINGS or left <= DISCUSSION_MINUTES:
            break
        is_needed = candidate.total >= 0 or len(chosen) < ENOUGH_READINGS
        if is_needed and candidate.minutes <= left:
            chosen.append(candidate)
            left -= candidate.minutes
    return chosen or sorted(ranked, key=lambda candidate: candidate.silent)[:1]


def _candidate(repository: Repository, read: Coverage, stale: int, people: list[str]) -> Candidate:
    stem, record, last_read = read.stem, read.record, read.last_read
    policy = repository.policy
    since = last_read or record.date
    joined = tuple(
        handle
        for handle in people
        if not record.is_external
        and (on := policy.people[handle].joined) is not None
        and on > since
    )
    again = tuple(name for _, name in repository.assessment.again.get(stem, []))
    readers = read.readers | frozenset(record.authors)
    ago = (repository.day - last_read).days if last_read else None
    worse = policy.severities.index(record.severity) if record.severity in policy.severities else -1
    counts: dict[Criterion, int] = {
        "never-read": int(ago is None),
        "months": (ago or 0) // 30,
        "stale": stale,
        "again": len(again),
        "severity": len(policy.severities) - worse if worse >= 0 else 0,
        "joined": len(joined),
        "unread": sum(handle not in readers for handle in people),
        "rests": int(ago is not None and ago < REST_DAYS),
        "external": int(record.is_external),
    }
    file = repository.catalog.postmortems[stem]
    return Candidate(
        stem, file.path, record, counts, last_read, again, joined, readers,
        lambda: file.document.body, len(people),
    )  # fmt: skip


def _limited(points: int, most: int) -> int:
    return min(points, most) if most >= 0 else max(points, most)
