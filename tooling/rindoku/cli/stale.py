"""`rindoku stale`: the remediations that nobody finished."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rindoku.cli.options import EXAMPLES, DayType, language_option
from rindoku.cli.session import load
from rindoku.reports import stale as reports
from rindoku.reports.wording import notes


@click.command(
    "stale",
    epilog=EXAMPLES.format(
        "rindoku stale\n"
        "  rindoku stale --as-of 2026-06-30\n"
        "  rindoku stale --format markdown --lang ja > report.md"
    ),
)
@click.option("--as-of", type=DayType(), help="Tell it as the main line was on that day.")
@click.option(
    "--format",
    "style",
    type=click.Choice(list(reports.FORMATS)),
    default="text",
    show_default=True,
)
@language_option
@click.pass_obj
def command(root: Path | None, as_of: date | None, style: str, lang: str | None) -> None:
    """Report every open remediation that is overdue, aged, untouched, slipping, unowned, or was
    open when its incident happened again.

    Everything is told from the records and their git history; each reason comes with its evidence.
    """
    session = load(root, as_of)
    say = session.words(lang)
    told = notes(session.repository, say)
    click.echo(reports.FORMATS[style](session.report, told, say))
    if style == "json":
        for note in told:
            click.echo(note, err=True)
