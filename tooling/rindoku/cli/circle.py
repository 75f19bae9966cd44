"""`rindoku circle`: plan a session, and record it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from rindoku.analysis.ledger import read_ledger
from rindoku.analysis.staleness import judge
from rindoku.catalog import Catalog, Entry, read_catalog
from rindoku.circles import plan as planning
from rindoku.circles.calendar import next_date
from rindoku.circles.record import Minutes, parse_decision, parse_impression, record
from rindoku.cli.options import EXAMPLES, DayType, find_root, language_option, shown_path
from rindoku.cli.session import load
from rindoku.editing import files
from rindoku.editing.session import EditSession
from rindoku.errors import CannotRunError
from rindoku.locale import words
from rindoku.records import Circle, Program
from rindoku.records.validation import did_you_mean
from rindoku.scaffold.templates import render
from rindoku.site.publication import publish
from rindoku.source import layout
from rindoku.source.tree import WorkingTree


@click.group(
    "circle",
    epilog=EXAMPLES.format(
        "rindoku circle plan reading\n"
        '  rindoku circle record 2026-06-10-reading --attendee @mika --impression "@mika: …"'
    ),
)
def command() -> None:
    """Plan and record reading circles and other sessions."""


@command.command("plan", epilog=EXAMPLES.format("rindoku circle plan reading --date 2026-06-10"))
@click.argument("program")
@click.option(
    "--date", "day", type=DayType(), help="When; after the program's cadence if left out."
)
@click.option(
    "--minutes", type=click.IntRange(10, 600), help="How long; the program's if left out."
)
@language_option
@click.pass_obj
def plan(
    root: Path | None, program: str, day: date | None, minutes: int | None, lang: str | None
) -> None:
    """Write the page of PROGRAM's next session, and print its path.

    What to read is chosen from what was never read, what has stale action items and what happened
    again; the page says why. While a session is planned, planning again changes nothing.
    """
    # the page is published: what must not be, does not exist for it
    repository = publish(load(root).repository).repository
    catalog = repository.catalog
    report = judge(read_ledger(repository), catalog)
    found = _program(catalog, program)
    planned = _planned(catalog, found, repository.day)
    if planned is not None:
        click.echo("This one is planned already; edit the page to change it.", err=True)
        click.echo(shown_path(repository.root / planned.path))
        return
    when = day or next_date(found, catalog, repository.day)
    say = words(lang or catalog.policy.language)
    made = planning.plan(found, catalog, report, when, minutes or found.minutes, say)
    text = render(
        "circle",
        say,
        plan=made,
        decision_minutes=planning.DECISION_MINUTES,
        closing_minutes=planning.CLOSING_MINUTES,
    )
    path = repository.root / layout.CIRCLES / f"{when}-{found.name}.md"
    files.create(path, text.encode("utf-8"))
    for reading in made.readings:
        click.echo(f"{reading.postmortem}: {reading.why}", err=True)
    click.echo(shown_path(path))


@command.command(
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
def record_(
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


def _program(catalog: Catalog, name: str) -> Program:
    found = catalog.policy.program(name)
    if found is not None:
        return found
    names = [program.name for program in catalog.policy.programs]
    if not names and name == "reading":
        return Program(name="reading", kind="reading")
    hint = f"the policy has {', '.join(names)}" if names else "add it to the policy's programs"
    raise CannotRunError(f"there is no program {name}", did_you_mean(name, names) or hint)


def _planned(catalog: Catalog, program: Program, today: date) -> Entry[Circle] | None:
    """The session of the program that is planned and not over."""
    for stem, circle in catalog.read_circles():
        if circle.program == program.name and circle.status == "planned" and circle.date >= today:
            return catalog.circles[stem]
    return None


def _page(catalog: Catalog, name: str) -> Entry[Circle]:
    found = catalog.circles.get(layout.stem(name)) or catalog.circles.get(name)
    if found is None:
        known = list(catalog.circles)
        hint = did_you_mean(layout.stem(name), known) or "`rindoku circle plan` writes one"
        raise CannotRunError(f"there is no circle {name}", hint)
    return found
