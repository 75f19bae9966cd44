"""`rindoku circle record`: what was said and decided in a session."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from rindoku.catalog import Catalog, Entry, read_catalog
from rindoku.circles.record import Minutes, parse_decision, parse_impression, record
from rindoku.cli.options import EXAMPLES, find_root
from rindoku.editing.session import EditSession
from rindoku.errors import CannotRunError
from rindoku.records import Circle
from rindoku.records.validation import did_you_mean
from rindoku.source import layout
from rindoku.source.tree import WorkingTree


@click.command(
    "record",
    epilog=EXAMPLES.format(
        "rindoku circle record 2026-06-10-reading --attendee @mika --attendee @ken \\\n"
        '    --impression "@mika: 接続プールの枯渇を初めて理解できた" \\\n'
        '    --decision "2026-03-14-checkout-502#A1 reschedule 2026-07-31: after the migration"'
    ),
)
@click.argument("page")
@click.option("--attendee", "attendees", multiple=True, metavar="HANDLE", help="Who was there.")
@click.option(
    "--impression", "impressions", multiple=True, metavar='"HANDLE: TEXT"',
    help="One line of somebody; without a handle it is nameless.",
)  # fmt: skip
@click.option(
    "--decision", "decisions", multiple=True, metavar='"RECORD#ID OUTCOME …: WHY"',
    help="keep | promote DAY OWNER | reschedule DAY | drop | done.",
)  # fmt: skip
@click.option(
    "--action", "actions", multiple=True, metavar="TITLE",
    help="Something the session found to do; it starts as a proposal.",
)  # fmt: skip
@click.option("--note", "notes", multiple=True, metavar="TEXT", help="A line for the page's end.")
@click.option("--recording", metavar="URL", help="Where the recording is.")
@click.pass_obj
def command(
    root: Path | None,
    page: str,
    attendees: tuple[str, ...],
    impressions: tuple[str, ...],
    decisions: tuple[str, ...],
    actions: tuple[str, ...],
    notes: tuple[str, ...],
    recording: str | None,
) -> None:
    """Record a session that was held: PAGE is its file or its id.

    Decisions change the action items themselves, only the lines concerned. All options can be
    given more than once, and recording again completes what is there. Prints what changed.
    """
    folder = find_root(root)
    catalog = read_catalog(WorkingTree(folder))
    minutes = Minutes(
        attendees=[handle for text in attendees for handle in text.split(",") if handle],
        impressions=[parse_impression(text) for text in impressions],
        decisions=[parse_decision(text) for text in decisions],
        action_items=list(actions),
        notes=list(notes),
        recording=recording,
    )
    edits = EditSession(folder)
    entry = _page(catalog, page)
    today = datetime.now(catalog.policy.zone).date()
    record(edits, entry, minutes, today)
    edits.refuse_new_errors()
    edits.write()
    if entry.record is not None and entry.record.date > today:
        told = f"{entry.stem} is on {entry.record.date}: its decisions count from that day on."
        click.secho(told, fg="yellow", err=True)
    click.echo(edits.diff() or "Nothing changed: all of this was recorded already.")


def _page(catalog: Catalog, name: str) -> Entry[Circle]:
    found = catalog.circles.get(layout.stem(name)) or catalog.circles.get(name)
    if found is None:
        known = list(catalog.circles)
        hint = did_you_mean(layout.stem(name), known) or "`rindoku circle plan` writes one"
        raise CannotRunError(f"there is no circle {name}", hint)
    return found
