"""`rindoku circle plan`: the page of a program's next session."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rindoku.analysis.ledger import read_ledger
from rindoku.analysis.staleness import judge
from rindoku.catalog import Catalog, Entry
from rindoku.circles import plan as planning
from rindoku.circles.calendar import next_date
from rindoku.cli.options import EXAMPLES, DayType, language_option, shown_path
from rindoku.cli.session import load
from rindoku.editing import files
from rindoku.errors import CannotRunError
from rindoku.locale import words
from rindoku.records import Circle, Program
from rindoku.records.validation import did_you_mean
from rindoku.scaffold.templates import render
from rindoku.site.publication import publish
from rindoku.source import layout


@click.command("plan", epilog=EXAMPLES.format("rindoku circle plan reading --date 2026-06-10"))
@click.argument("program")
@click.option(
    "--date", "day", type=DayType(), help="When; after the program's cadence if left out."
)
@click.option(
    "--minutes", type=click.IntRange(10, 600), help="How long; the program's if left out."
)
@language_option
@click.pass_obj
def command(
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
