"""The stale report for a terminal."""

from __future__ import annotations

import click
from rich.cells import set_cell_size

from rindoku.analysis.ledger import TrackedItem
from rindoku.analysis.staleness import StaleReport
from rindoku.locale import Words
from rindoku.reports.stale.parts import by_owner
from rindoku.reports.terminal import printable
from rindoku.reports.wording import evidence, figures_line, headline, reason_name, status_name


def render(report: StaleReport, notes: list[str], say: Words) -> str:
    """The sentence, the figures, and the stale items by owner, each reason with its evidence."""
    ledger = report.ledger
    as_of = say.gettext("As of %s.") % ledger.day
    head = click.style(say.sentences([headline(report, say), as_of]), bold=True)
    lines = [head, figures_line(report.figures, say)]
    for owner, items in by_owner(report, say):
        lines += ["", click.style(f"{printable(owner)} ({len(items)})", bold=True)]
        for item in items:
            lines += _item(report, item, say)
    if ledger.taken_out:
        lines += ["", click.style(say.gettext("Taken out while open"), bold=True)]
        lines += [_taken_out(item, say) for item in ledger.taken_out]
    if ledger.unreadable:
        lines += ["", say.gettext("Told as last readable:") + " " + ", ".join(ledger.unreadable)]
    lines += [f"\n{note}" for note in notes]
    return "\n".join(lines)


def _item(report: StaleReport, item: TrackedItem, say: Words) -> list[str]:
    facts = f"{item.item.priority or '–'} {status_name(item.item.status, say)}"
    lines = [
        f"  {click.style(printable(item.address), fg='cyan')}  {facts}",
        f"    {printable(item.item.title)}",
    ]
    for reason in report.of(item):
        colour = "red" if reason.name == "recurred" else "yellow"
        name = click.style(set_cell_size(reason_name(reason.name, say), 14), fg=colour)
        lines.append(f"    {name} {printable(evidence(reason, say))}")
    return lines


def _taken_out(item: TrackedItem, say: Words) -> str:
    last = item.life.events[-1]
    where = say.gettext("on %(day)s in %(commit)s") % {
        "day": last.day or "?",
        "commit": (last.commit or "?")[:7],
    }
    return f"  {printable(item.address)}  {printable(item.item.title)}  ({where})"
