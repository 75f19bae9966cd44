"""What can happen to a session before it is held: it moves to another day, or is cancelled."""

from __future__ import annotations

from datetime import date

from rindoku.catalog import Entry
from rindoku.circles.page import add_notes
from rindoku.editing.front_matter import Change, Set
from rindoku.editing.session import EditSession
from rindoku.errors import CannotRunError
from rindoku.records import Circle


def move(session: EditSession, page: Entry[Circle], day: date, start: str | None) -> None:
    """Give a session another day, or another time. Its id stays; a cancelled one is planned anew.

    Raises CannotRunError for one that was held.
    """
    _refuse_held(page)
    changes: list[Change] = [Set(("date",), day), Set(("status",), "planned")]
    if start is not None:
        changes.append(Set(("start",), start))
    session.change(page.path, changes)


def cancel(session: EditSession, page: Entry[Circle], why: str | None) -> None:
    """Call a session off; why becomes a line of its page.

    Raises CannotRunError for one that was held.
    """
    _refuse_held(page)
    session.change(page.path, [Set(("status",), "cancelled")])
    add_notes(session, page, [why] if why else [])


def _refuse_held(page: Entry[Circle]) -> None:
    if page.record is None:
        raise CannotRunError(f"{page.path} cannot be read", "`rindoku check` says why")
    if page.record.status == "held":
        hint = "`rindoku circle record` amends what is written about it"
        raise CannotRunError(f"{page.stem} was held on {page.record.date} already", hint)
