"""How often a session's time has changed, told from git: calendars ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from rindoku.git.client import Commit, Git, NoGitError
from rindoku.history.main_line import first_parents
from rindoku.reading.catalog import Catalog, RecordFile
from rindoku.records import Circle
from rindoku.source import layout
from rindoku.source.document import Document, read_document


@dataclass(frozen=True)
class When:
    """What calendars must be told anew when it changes, as it is written."""

    day: str
    start: str
    duration: str
    cancelled: bool


@dataclass(frozen=True)
class Revision:
    """The state of an invitation: how often its time has changed, and when its page last did."""

    sequence: int
    changed: datetime


def revisions(root: Path, catalog: Catalog) -> dict[str, Revision]:
    """Each session's revision by id, from the main line; what is not committed counts as a change.

    Without a history a move can still be told from the id, and a cancellation from the page.
    """
    try:
        history = list(_history(Git(root)))
    except NoGitError:
        history = []
    whens: dict[str, list[When]] = {}
    changed: dict[str, datetime] = {}
    for stem, when, day in history:
        changed[stem] = max(day, changed.get(stem, day))
        if when is not None:
            whens.setdefault(stem, []).append(when)
    return {
        stem: _revision(file, whens.get(stem, []), changed.get(stem))
        for stem, file in catalog.circles.items()
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


def _history(git: Git) -> Iterator[tuple[str, When | None, datetime]]:
    """Each change of a session's page on the main line, oldest first; None: says nothing."""
    head = git.head()
    if head is None:
        return
    by_id: Mapping[str, Commit] = {commit.id: commit for commit in git.commits(head)}
    line = first_parents(by_id, head)[::-1]
    pairs = zip((c.id for c in line), [None, *(c.id for c in line)], strict=False)
    changes = [
        (change, by_id[commit])
        for commit, found in git.changes(pairs, (layout.CIRCLES,))
        for change in found
        if change.status != "D" and layout.is_circle(change.path)
    ]
    with git.blobs(change.blob for change, _ in changes) as contents:
        for change, commit in changes:
            document = read_document(change.path, next(contents) or b"")
            when = None if document.error else _when(document)
            yield layout.stem(change.path), when, _moment(commit.time)


def _when(document: Document) -> When:
    data = document.data
    day, start, duration = (str(data.get(name)) for name in ("date", "start", "duration"))
    return When(day, start, duration, cancelled=data.get("status") == "cancelled")


def _moment(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime(1970, 1, 1, tzinfo=UTC)
