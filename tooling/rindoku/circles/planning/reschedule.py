"""What can happen to a session before it is held: it moves to another day, or is cancelled."""

from __future__ import annotations

from datetime import date

from rindoku.circles.minutes.page import add_notes
from rindoku.editing.edits import Edits
from rindoku.editing.front_matter import Change, Set
from rindoku.errors import CannotRunError
from rindoku.reading.catalog import RecordFile
from rindoku.records import Circle
from rindoku.saying import say


def move(edits: Edits, page: RecordFile[Circle], day: date, start: str | None) -> None:
    """Give a session another day, or another time. Its id stays; a cancelled one is planned anew.

    Raises CannotRunError for one that was held.
    """
    _refuse_held(page)
    changes: list[Change] = [Set(("date",), day), Set(("status",), "planned")]
    if start is not None:
        changes.append(Set(("start",), start))
    edits.change(page.path, changes)


def cancel(edits: Edits, page: RecordFile[Circle], why: str | None) -> None:
    """Call a session off; why becomes a line of its page.

    Raises CannotRunError for one that was held.
    """
    _refuse_held(page)
    edits.change(page.path, [Set(("status",), "cancelled")])
    add_notes(edits, page, [why] if why else [])


def _refuse_held(page: RecordFile[Circle]) -> None:
    if page.record is None:
        raise CannotRunError(
            say("%(path)s cannot be read", path=page.path), say("`rindoku check` says why")
        )
    if page.record.status == "held":
        hint = say("`rindoku circle record` amends what is written about it")
        raise CannotRunError(
            say("%(stem)s was held on %(date)s already", stem=page.stem, date=page.record.date),
            hint,
        )
