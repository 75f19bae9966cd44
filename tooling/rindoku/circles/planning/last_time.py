"""What a program's last session noticed and promised, and what became of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from rindoku.analysis.ledger import Ledger, TrackedItem
from rindoku.locale import LANGUAGES, words_in
from rindoku.reading.catalog import Catalog
from rindoku.records import Circle, Decision, Program
from rindoku.source import sections

MOST_NOTES = 8
_LINE = re.compile(r"[-*] +(?P<text>\S.*)")


@dataclass(frozen=True)
class FollowUp:
    """An action item that the session found or decided on, as it is today."""

    item: TrackedItem
    decision: Decision | None


@dataclass(frozen=True)
class LastTime:
    """The last held session of a program. ``notes`` are the lines of its page's notes."""

    stem: str
    path: str
    circle: Circle
    notes: tuple[str, ...]
    follow_ups: tuple[FollowUp, ...]

    @property
    def left_over(self) -> tuple[TrackedItem, ...]:
        """The session's own action items that are open or only proposed."""
        own = [one.item for one in self.follow_ups if one.item.record_id == self.stem]
        return tuple(i for i in own if i.item.is_open or i.item.status == "proposed")


def last_time(program: Program, catalog: Catalog, ledger: Ledger) -> LastTime | None:
    """The last held session of a program up to the ledger's day; None before the first."""
    held = _held(program, catalog, ledger.day)
    if not held:
        return None
    stem, circle = held[-1]
    entry = catalog.circles[stem]
    decided = {one.action_item: one for one in circle.decisions}
    addresses = dict.fromkeys([*decided, *(f"{stem}#{i.id}" for i in circle.action_items)])
    follow_ups = [
        FollowUp(item, decided.get(address))
        for address in addresses
        if (item := ledger.find(address)) is not None
    ]
    return LastTime(stem, entry.path, circle, notes(entry.document.body), tuple(follow_ups))


def notes(body: str) -> tuple[str, ...]:
    """The list entries under a page's heading for notes, the last ones if they are many.

    On a page that was written by hand, without an agenda of ours, those of the whole body.
    """
    lines = body.splitlines()
    found = {section.title: section.line for section in sections.scan(body)}
    note_lines = [found[name] for name in _names("Notes") if name in found]
    if note_lines:
        lines = lines[note_lines[0] :]
    elif any(name in found for name in _names("Agenda")):
        lines = []
    texts = [match["text"].strip() for line in lines if (match := _LINE.fullmatch(line.rstrip()))]
    return tuple(texts[-MOST_NOTES:])


def _held(program: Program, catalog: Catalog, day: date) -> list[tuple[str, Circle]]:
    return [
        (stem, circle)
        for stem, circle in catalog.read_circles()
        if circle.program == program.name and circle.status == "held" and circle.date <= day
    ]


def _names(heading: str) -> set[str]:
    """A heading of ours in every language."""
    return {words_in(language).gettext(heading) for language in LANGUAGES}
