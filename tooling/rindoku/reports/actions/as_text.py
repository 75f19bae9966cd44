"""A list of action items for a terminal."""

from __future__ import annotations

import click
from rich.cells import cell_len, set_cell_size

from rindoku.analysis.staleness import Assessment
from rindoku.analysis.tracked_item import TrackedItem
from rindoku.locale import Words
from rindoku.reports.actions import ListedItems
from rindoku.reports.options import ReportOptions
from rindoku.reports.terminal import fit
from rindoku.text import printable, printable_line
from rindoku.wording.fields import cells
from rindoku.wording.names import reason_name
from rindoku.wording.summary import no_action_items

_LEAST_TITLE = 30
"""Columns below which a title gets a line of its own."""


def render(listed: ListedItems, options: ReportOptions) -> str:
    """One line an item: address, priority, state, owner, due day, title and reasons.

    Within a terminal of that many columns titles are cut; where little of them would be left, an
    item has two lines.
    """
    width = options.width
    if not listed.items:
        return no_action_items(options.words)
    rows = [_cells(listed.assessment, item, options.words) for item in listed.items]
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(rows[0]) - 2)]
    start = sum(widths) + 2 * len(widths)
    if width is None:
        return "\n".join(_line(row, widths, None) for row in rows)
    if width - start - max(cell_len(row[-1]) for row in rows) - 2 < _LEAST_TITLE:
        return "\n".join(line for row in rows for line in _two_lines(row, width))
    return "\n".join(_line(row, widths, width - start) for row in rows)


def _cells(assessment: Assessment, item: TrackedItem, words: Words) -> list[str]:
    reasons = ", ".join(reason_name(reason.name, words) for reason in assessment.of(item))
    return [
        printable(item.address),
        *map(printable, cells(item.item, "list", words, missing="–")),
        printable_line(item.item.title),
        reasons,
    ]


def _line(row: list[str], widths: list[int], room: int | None) -> str:
    *start, title, reasons = row
    columns = "  ".join(set_cell_size(cell, w) for cell, w in zip(start, widths, strict=True))
    return f"{columns}  {_title_and_reasons(title, reasons, room)}"


def _two_lines(row: list[str], width: int) -> list[str]:
    address, *between, title, reasons = row
    facts = "  ".join(between)
    if cell_len(address) + 2 + cell_len(facts) > width:
        facts = fit(facts, max(0, width - cell_len(address) - 2))
    return [
        f"{click.style(address, fg='cyan')}  {facts}".rstrip(),
        f"    {_title_and_reasons(title, reasons, width - 4)}",
    ]


def _title_and_reasons(title: str, reasons: str, room: int | None) -> str:
    """The title, cut where it has to be, and the reasons."""
    if room is not None:
        title = fit(title, room - (cell_len(reasons) + 2 if reasons else 0))
    return title + ("  " + click.style(reasons, fg="yellow") if reasons else "")
