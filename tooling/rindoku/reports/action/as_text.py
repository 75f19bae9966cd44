"""An action item's life for a terminal, to be seen at a glance."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import click
from rich.cells import cell_len, set_cell_size

from rindoku.analysis.staleness import Assessment
from rindoku.analysis.tracked_item import Decided, TrackedItem
from rindoku.history.lives import Event
from rindoku.locale import Words
from rindoku.reports.action import ShownItem
from rindoku.reports.options import ReportOptions
from rindoku.reports.terminal import wrapped
from rindoku.text import printable, printable_line
from rindoku.wording.fields import facts
from rindoku.wording.life import days_between, life_story, recurrence, standing
from rindoku.wording.reasons import moved_later

_USUAL = 72
"""Columns for what happened, where the output goes into a file or a pipe."""
_LEAST = 24
"""Columns for what happened below which who and where stand under it."""


class _Row(NamedTuple):
    """One thing that happened. The day is None where it is not known."""

    day: date | None
    what: str
    where: str = ""
    colour: str | None = None


def render(shown: ShownItem, options: ReportOptions) -> str:
    """The item and its life, a line a change, within a terminal of that many columns."""
    item, words, width = shown.item, options.words, options.width
    shown_facts = facts(item.item, "life", words)
    state = [text for field, text in shown_facts if not field.about.belongs]
    state += [text] if (text := moved_later(item, words)) else []
    ending = [text for field, text in shown_facts if field.about.belongs]
    head = _lines(f"{printable(item.address)}  {printable_line(item.item.title)}", width)
    lines = [click.style(line, bold=True) for line in head]
    for line in (state, ending):
        lines += _lines(printable_line(" · ".join(line)), width) if line else []
    return "\n".join([*lines, "", *_table(_rows(shown.assessment, item, words), words, width)])


def _rows(assessment: Assessment, item: TrackedItem, words: Words) -> list[_Row]:
    """What happened, oldest first, and at the end where it stands on the report's day.

    What was taken out of its record stands nowhere.
    """
    rows = []
    for entry, (day, what, where) in zip(item.chronicle, life_story(item, words), strict=True):
        put_off = _put_off(entry, item)
        by = f" ({days_between(put_off, words)})" if put_off else ""
        rows.append(_Row(day, what + by, where, "yellow" if put_off else None))
    for on, postmortem in assessment.again.get(item.record_id, []):
        if item.first_seen is None or on >= item.first_seen:
            what = recurrence(postmortem, words)
            before = [n for n, row in enumerate(rows, 1) if row.day is None or row.day <= on]
            rows.insert(before[-1] if before else 0, _Row(on, what, colour="red"))
    return [*rows, *_standing(assessment, item, words)] if item.life.present else rows


def _standing(assessment: Assessment, item: TrackedItem, words: Words) -> list[_Row]:
    """Where it stands; an idea has no colour of its own."""
    is_idea = item.item.status == "proposed"
    colour = "yellow" if assessment.of(item) else None if is_idea else "green"
    day = assessment.ledger.day
    return [_Row(day, text, colour=colour) for text in standing(assessment, item, words)]


def _put_off(entry: Event | Decided, item: TrackedItem) -> int:
    """By how many days a change moved the due day later; 0 where it did not."""
    days = item.due_change(entry) if isinstance(entry, Event) else None
    return max((days[1] - days[0]).days, 0) if days else 0


def _table(rows: list[_Row], words: Words, width: int | None) -> list[str]:
    """The rows in columns: day, days since the one before, what, who and where."""
    starts = _starts(rows, words)
    indent = max(map(cell_len, starts)) + 4
    starts = [f"  {set_cell_size(start, indent - 4)}  " for start in starts]
    texts, places = (
        [printable_line(row.what) for row in rows],
        [printable_line(row.where) for row in rows],
    )
    longest = max((cell_len(t) for t, place in zip(texts, places, strict=True) if place), default=0)
    beside, below = _rooms(longest, max(map(cell_len, places)) + 2, indent, width)
    lines: list[str] = []
    for row, start, text, where in zip(rows, starts, texts, places, strict=True):
        room = beside if where and beside and below else below
        first, *more = _lines(text, room)
        shown = click.style(where, dim=True)
        if where and beside:
            padded = set_cell_size(first, max(beside, cell_len(first)))
            lines.append(f"{start}{_coloured(padded, row.colour)}  {shown}")
        else:
            lines.append(start + _coloured(first, row.colour))
        lines += [" " * indent + _coloured(line, row.colour) for line in more]
        if where and not beside:
            lines += [" " * indent + click.style(line, dim=True) for line in _lines(where, below)]
    return lines


def _rooms(
    longest: int, place: int, indent: int, width: int | None
) -> tuple[int | None, int | None]:
    """The columns for what happened beside who and where (None: they stand below), and alone
    (None: as many as it takes).
    """
    if width is None:
        return min(longest, _USUAL), None
    alone = max(_LEAST, width - indent)
    return (min(longest, alone - place) if alone - place >= _LEAST else None), alone


def _starts(rows: list[_Row], words: Words) -> list[str]:
    """Day and days since the one before; nothing where none have passed."""
    spans, days = [], []
    before: date | None = None
    for row in rows:
        passed = (row.day - before).days if row.day and before else 0
        spans.append(days_between(passed, words) if passed else "")
        days.append(str(row.day) if row.day else "?")
        before = row.day or before
    widest = max(map(cell_len, spans))
    padding = [" " * (widest - cell_len(span)) for span in spans]
    return [
        f"{day.ljust(10)}  {pad}{span}" for day, pad, span in zip(days, padding, spans, strict=True)
    ]


def _lines(text: str, width: int | None) -> list[str]:
    """The text in lines of that many columns; in one where there is no end of them."""
    return wrapped(text, width) if width is not None else [text]


def _coloured(text: str, colour: str | None) -> str:
    return click.style(text, fg=colour) if colour else text
