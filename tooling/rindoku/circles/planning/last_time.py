"""What a program's last session noticed and promised, and what became of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from rindoku.analysis.tracked_item import TrackedItem
from rindoku.circles.planning.sessions import sessions_held
from rindoku.locale import in_every_language
from rindoku.records import Circle, Decision, Program
from rindoku.repository import Repository
from rindoku.source import sections

MOST_NOTES = 8
_LINE = re.compile(r"[-*] +(?P<text>\S.*)")


class FollowUp(NamedTuple):
    """An action item that the session found or decided on, as it is today."""

    item: TrackedItem
    decision: Decision | None


class LastTime(NamedTuple):
    """The last held session of a program. ``notes`` are the lines of its page's notes."""

    stem: str
    path: str
    circle: Circle
    notes: tuple[str, ...]
    follow_ups: tuple[FollowUp, ...]

    @property
    def left_over(self) -> tuple[TrackedItem, ...]:
        """The session's own action items that are open or only proposed."""
        own = [each.item for each in self.follow_ups if each.item.record_id == self.stem]
        return tuple(i for i in own if i.item.is_open or i.item.status == "proposed")


def last_time(program: Program, repository: Repository) -> LastTime | None:
    """The last held session of a program up to the repository's day; None before the first."""
    held = sessions_held(program, repository)
    if not held:
        return None
    stem, circle = held[-1]
    page = repository.catalog.circles[stem]
    decided = {decision.action_item: decision for decision in circle.decisions}
    addresses = dict.fromkeys([*decided, *(f"{stem}#{i.id}" for i in circle.action_items)])
    follow_ups = [
        FollowUp(item, decided.get(address))
        for address in addresses
        if (item := repository.ledger.find(address)) is not None
    ]
    return LastTime(stem, page.path, circle, noted_lines(page.document.body), tuple(follow_ups))


def noted_lines(body: str) -> tuple[str, ...]:
    """The list entries under a page's heading for notes, the last ones if they are many.

    On a page that was written by hand, without an agenda of ours, those of the whole body.
    """
    lines = body.splitlines()
    headings = {section.title: section.line for section in sections.scan(body)}
    note_lines = [headings[name] for name in in_every_language("Notes") if name in headings]
    if note_lines:
        lines = lines[note_lines[0] :]
    elif any(name in headings for name in in_every_language("Agenda")):
        lines = []
    texts = [match["text"].strip() for line in lines if (match := _LINE.fullmatch(line.rstrip()))]
    return tuple(texts[-MOST_NOTES:])
