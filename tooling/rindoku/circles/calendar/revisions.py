"""How often a session's time has changed, told from git: calendars ask for it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import NamedTuple

from rindoku.reading.catalog import RecordFile
from rindoku.records import Circle
from rindoku.repository import Repository
from rindoku.source import layout
from rindoku.source.document import Document, read_document


class When(NamedTuple):
    """What calendars must be told anew when it changes, as it is written."""

    day: str
    start: str
    duration: str
    cancelled: bool


class Revision(NamedTuple):
    """The state of an invitation: how often its time has changed, and when its page last did."""

    sequence: int
    changed: datetime


def revisions(repository: Repository) -> dict[str, Revision]:
    """Each session's revision by id, from the main line; what is not committed counts as a change.

    Without a history a move can still be told from the id, and a cancellation from the page.
    """
    whens: dict[str, list[When]] = {}
    changed: dict[str, datetime] = {}
    for version in repository.history.pages.versions(layout.CIRCLES):
        if layout.is_circle(version.path):
            stem = layout.stem(version.path)
            changed[stem] = max(version.committed, changed.get(stem, version.committed))
            document = read_document(version.path, version.content)
            if document.error is None:
                whens.setdefault(stem, []).append(_when(document))
    return {
        stem: _revision(file, whens.get(stem, []), changed.get(stem))
        for stem, file in repository.catalog.circles.items()
        if file.record is not None
    }


def planned_on(stem: str, circle: Circle) -> datetime:
    """A moment for a page that was never committed, the same whenever it is asked for."""
    return datetime.combine(layout.stem_date(stem) or circle.date, time(), UTC)


def _revision(file: RecordFile[Circle], whens: list[When], changed: datetime | None) -> Revision:
    circle = file.record
    assert circle is not None
    sequence = _sequence(layout.stem_date(file.stem), [*whens, _when(file.document)])
    return Revision(sequence, changed or planned_on(file.stem, circle))


def _sequence(planned: date | None, whens: list[When]) -> int:
    """A number that grows with every change, and counts at least what the last state shows."""
    sequence, last = -1, None
    for when in whens:
        if when != last:
            shown = (when.day != str(planned)) + when.cancelled
            sequence, last = max(sequence + 1, shown), when
    return sequence


def _when(document: Document) -> When:
    data = document.data
    day, start, duration = (str(data.get(name)) for name in ("date", "start", "duration"))
    return When(day, start, duration, cancelled=data.get("status") == "cancelled")
