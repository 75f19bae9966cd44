"""`rindoku circle plan`: the page of a program's next session."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from rindoku.circles.planning.cadence import DueSession, due_session, next_date
from rindoku.circles.planning.plan import Plan, Wishes, plan_session
from rindoku.circles.planning.scoring import candidates
from rindoku.cli.examples import EXAMPLES
from rindoku.cli.loading import load, words_for
from rindoku.cli.options import DayType, language_option
from rindoku.cli.paths import shown_path
from rindoku.editing import files
from rindoku.editing.edits import Edits
from rindoku.errors import CannotRunError
from rindoku.reading.catalog import Catalog
from rindoku.reports.options import ReportOptions
from rindoku.reports.registry import REPORTS
from rindoku.reports.scoring import WeighedReadings
from rindoku.repository import Repository
from rindoku.scaffold.circle import circle_page
from rindoku.source import layout
from rindoku.values import YEARS
from rindoku.wording.readings import why_chosen

LONGEST_NAME = 255
"""Bytes that a file's name can have."""


@click.command(
    "plan",
    epilog=EXAMPLES.format(
        "rindoku circle plan reading\n"
        "  rindoku circle plan reading --dry-run --explain   # what would be read, and why?\n"
        "  rindoku circle plan reading --date 2026-06-10 --start 15:30 --facilitator @mika\n"
        "  rindoku circle plan reading --read 2026-03-14-checkout-502 --minutes 30"
    ),
)
@click.argument("program")
@click.option(
    "--date", "day", type=DayType(), help="When; after the program's cadence if left out."
)
@click.option(
    "--start", type=click.DateTime(["%H:%M"]), metavar="HH:MM",
    help="At what time; as last time, or 16:00, if left out.",
)  # fmt: skip
@click.option(
    "--minutes", type=click.IntRange(10, 600), help="How long; the program's if left out."
)
@click.option(
    "--read", multiple=True, metavar="POSTMORTEM",
    help="Read exactly this; can be given more than once.",
)  # fmt: skip
@click.option(
    "--without", multiple=True, metavar="POSTMORTEM",
    help="Do not read this; can be given more than once.",
)  # fmt: skip
@click.option("--facilitator", metavar="HANDLE", help="Who keeps the time.")
@click.option("--title", help="What the session is called.")
@click.option(
    "--invite", multiple=True, metavar="HANDLE",
    help="Invite exactly these; can be given more than once.",
)  # fmt: skip
@click.option("--explain", is_flag=True, help="Show on stderr how the readings were weighed.")
@click.option("--dry-run", is_flag=True, help="Print the page; write nothing.")
@language_option
@click.pass_obj
def command(
    root: Path | None,
    /,
    program: str,
    explain: bool,
    dry_run: bool,
    lang: str | None,
    **wishes: Any,
) -> None:
    """Write the page of PROGRAM's next session, and print its path.

    What to read is chosen by points for what was never read, has stale action items or happened
    again, and fitted into the minutes; the page says why. Everything can be changed by options,
    or by editing the page. While a session is planned, planning again changes nothing.
    """
    # the page is published: what must not be, does not exist for it
    repository = load(root).seen_by("site")
    catalog = repository.catalog
    found = repository.find.program(program)
    words = words_for(repository, lang)
    due = due_session(found, repository)
    if due.planned:
        click.echo("This one is planned already; edit the page to change it.", err=True)
        page = catalog.circles[due.planned[0][0]]
        path, text = page.path, page.document.text
        read = [reading.postmortem for reading in page.record.readings] if page.record else []
    else:
        made = plan_session(found, repository, _wishes(due, repository, **wishes))
        path = _path(made)
        text = circle_page(made, repository, words)
        read = [reading.postmortem for reading in made.readings]
        for stem in due.unrecorded:
            click.echo(f"{stem} was planned and never recorded: held, or cancelled?", err=True)
    if explain and found.kind == "reading":
        weighed = WeighedReadings(candidates(repository), read)
        table = REPORTS["scoring"]["text"].render(weighed, ReportOptions(words))
        click.echo(table, err=True)
    if dry_run:
        click.echo(text, nl=False)
        return
    if not due.planned:
        _write(repository.root, catalog, path, text)
        for reading in made.readings:
            why = why_chosen(reading.candidate, repository.policy, words)
            click.echo(f"{reading.postmortem}: {why}", err=True)
    click.echo(shown_path(repository.root / path))


def _wishes(
    due: DueSession,
    repository: Repository,
    *,
    day: date | None,
    start: datetime | None,
    minutes: int | None,
    read: tuple[str, ...],
    without: tuple[str, ...],
    facilitator: str | None,
    title: str | None,
    invite: tuple[str, ...],
) -> Wishes:
    """The options, completed by the program's own habits."""
    day = day or next_date(due)
    if day.year not in YEARS:
        raise CannotRunError(f"{day} is too far away to plan for", "name a day with --date")
    return Wishes(
        date=day,
        minutes=minutes or due.program.minutes,
        start=start.time() if start else None,
        read=tuple(repository.find.postmortem(name).stem for name in read),
        without=tuple(repository.find.postmortem(name).stem for name in without),
        facilitator=facilitator,
        title=title,
        invite=tuple(one for handle in invite for one in repository.find.members(handle)),
    )


def _path(made: Plan) -> str:
    """Where the page of a plan belongs. Raises CannotRunError where no file can be called so."""
    name = f"{made.date}-{made.program.name}.md"
    if not name.isprintable() or len(name.encode("utf-8")) > LONGEST_NAME:
        hint = "give it a short one of letters and digits in the policy"
        raise CannotRunError("no file can be called like this program", hint)
    return f"{layout.CIRCLES}/{name}"


def _write(root: Path, catalog: Catalog, path: str, text: str) -> None:
    """Write a new page, unless a rule would complain about it."""
    if os.path.lexists(root / path):
        hint = "choose another day with --date, or edit that page"
        there = catalog.circles.get(layout.stem(path))
        if there is not None and there.record is not None and there.record.status == "cancelled":
            hint = f"it was cancelled; plan it anew: rindoku circle move {there.stem} YYYY-MM-DD"
        raise CannotRunError(f"{path} is there already", hint)
    raw = text.encode("utf-8")
    edits = Edits(root)
    edits.put(path, raw)
    edits.refuse_new_errors()
    files.create(root / path, raw)
