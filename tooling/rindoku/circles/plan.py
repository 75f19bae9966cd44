"""The page of a planned session, complete enough that nobody has to prepare anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rindoku.analysis.ledger import TrackedItem
from rindoku.analysis.staleness import StaleReport
from rindoku.catalog import Catalog
from rindoku.circles.choice import Candidate, candidates, choose, readers
from rindoku.locale import Words
from rindoku.records import Program

CLOSING_MINUTES = 5
"""One line from everyone, at the end."""
DECISION_MINUTES = 2
"""What an action item gets."""
MOST_DECISIONS = 5


@dataclass(frozen=True)
class PlannedReading:
    """A reading with its reader and its reasons in words."""

    postmortem: str
    title: str
    reader: str | None
    minutes: int
    why: str


@dataclass(frozen=True)
class Plan:
    """Everything that the page of a planned session says."""

    title: str
    program: Program
    date: date
    minutes: int
    readings: tuple[PlannedReading, ...]
    to_decide: tuple[TrackedItem, ...]

    @property
    def reading_minutes(self) -> int:
        """The minutes for reading and talking."""
        return sum(reading.minutes for reading in self.readings)


def plan(
    program: Program, catalog: Catalog, report: StaleReport, day: date, minutes: int, say: Words
) -> Plan:
    """The next session of a program. The same day and records give the same plan."""
    deciding = to_decide(report)
    readings: tuple[PlannedReading, ...] = ()
    if program.kind == "reading":
        left = minutes - CLOSING_MINUTES - DECISION_MINUTES * len(deciding)
        chosen = choose(candidates(catalog, report), max(left, 10))
        names = readers(catalog, day, len(chosen))
        readings = tuple(
            PlannedReading(one.stem, one.record.title, reader, one.minutes, why(one, say))
            for one, reader in zip(chosen, names, strict=True)
        )
    return Plan(_title(program, catalog, say), program, day, minutes, readings, deciding)


def why(candidate: Candidate, say: Words) -> str:
    """Why a postmortem was chosen, in words that anyone can check."""
    parts = []
    if candidate.record.is_external:
        parts.append(say.gettext("another company's, to learn from"))
    if candidate.last_read is None:
        parts.append(say.gettext("never read"))
    else:
        parts.append(say.gettext("last read on %s") % candidate.last_read)
    if candidate.stale:
        text = say.ngettext(
            "%(count)d stale action item", "%(count)d stale action items", candidate.stale
        )
        parts.append(text % {"count": candidate.stale})
    if candidate.again:
        parts.append(say.gettext("happened again as %s") % ", ".join(candidate.again))
    return say.joined(parts)


def to_decide(report: StaleReport) -> tuple[TrackedItem, ...]:
    """The stale action items with the most reasons, then proposals."""
    stale = sorted(report.stale, key=lambda item: (-len(report.of(item)), item.address))
    proposed = [item for item in report.ledger.items if item.item.status == "proposed"]
    return tuple((stale + proposed)[:MOST_DECISIONS])


def _title(program: Program, catalog: Catalog, say: Words) -> str:
    _ = say.gettext
    number = 1 + sum(
        circle.program == program.name and circle.status != "cancelled"
        for _stem, circle in catalog.read_circles()
    )
    names = {
        "reading": _("Reading circle %d"),
        "study": _("Study session %d"),
        "metrics": _("Metrics circle %d"),
        "walkthrough": _("Walkthrough %d"),
        "mob": _("Mob hour %d"),
    }
    return names[program.kind] % number
