"""Action items for a terminal."""

from __future__ import annotations

import click
from rich.cells import cell_len, set_cell_size

from rindoku.analysis.ledger import TrackedItem
from rindoku.analysis.staleness import StaleReport
from rindoku.locale import Words
from rindoku.reports.terminal import printable
from rindoku.reports.wording import evidence, life_story, reason_name, status_name


def render_list(report: StaleReport, items: list[TrackedItem], say: Words) -> str:
    """One line an item: address, priority, state, owner, due day, title and reasons."""
    if not items:
        return say.gettext("No action items.")
    rows = [_cells(report, item, say) for item in items]
    widths = [max(cell_len(row[column]) for row in rows) for column in range(5)]
    return "\n".join(_line(row, widths) for row in rows)


def render_one(report: StaleReport, item: TrackedItem, say: Words) -> str:
    """The item and its life, a line a change."""
    facts = [status_name(item.item.status, say), item.item.priority, item.item.owner]
    if item.item.due:
        facts.append(say.gettext("due %s") % item.item.due)
    lines = [
        click.style(f"{printable(item.address)}  {printable(item.item.title)}", bold=True),
        " · ".join(printable(str(fact)) for fact in facts if fact),
    ]
    for reason in report.of(item):
        name = reason_name(reason.name, say)
        lines.append(click.style(f"{name}: {printable(evidence(reason, say))}", fg="yellow"))
    lines.append("")
    for day, text, where in life_story(item, say):
        shown = str(day) if day else "?".ljust(10)
        lines.append(f"  {shown}  {printable(text)}  {click.style(printable(where), dim=True)}")
    return "\n".join(lines)


def _cells(report: StaleReport, item: TrackedItem, say: Words) -> list[str]:
    one = item.item
    reasons = ", ".join(reason_name(reason.name, say) for reason in report.of(item))
    return [
        printable(item.address),
        one.priority or "–",
        status_name(one.status, say),
        printable(one.owner or "–"),
        str(one.due or "–"),
        printable(one.title),
        reasons,
    ]


def _line(cells: list[str], widths: list[int]) -> str:
    start = "  ".join(set_cell_size(cell, w) for cell, w in zip(cells[:5], widths, strict=True))
    reasons = "  " + click.style(cells[6], fg="yellow") if cells[6] else ""
    return f"{start}  {cells[5]}{reasons}"
