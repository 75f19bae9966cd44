"""`rindoku circle due`: which sessions are due."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rindoku.circles.planning.cadence import due_sessions
from rindoku.cli.loading import load, words_for
from rindoku.cli.options import EXAMPLES, DayType, language_option
from rindoku.reports.due import as_json, as_text


@click.command(
    "due",
    short_help="Tell which sessions are due or overdue, and why.",
    epilog=EXAMPLES.format(
        "rindoku circle due\n"
        "  rindoku circle due --as-of 2026-06-30\n"
        "  rindoku circle due --format json"
    ),
)
@click.option("--as-of", type=DayType(), help="As the main line was on that day.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@language_option
@click.pass_obj
def command(root: Path | None, as_of: date | None, style: str, lang: str | None) -> None:
    """Tell which programs' sessions are due or overdue, since when, and why.

    A session is due one span after the last one was held (`every`), when so many of the team's
    own postmortems (`after_postmortems`) or so many people (`after_joins`) have come since,
    whichever is first. Programs with none of these are wished for: told with who wants them.
    """
    repository = load(root, as_of)
    found = due_sessions(repository)
    report = as_json if style == "json" else as_text
    click.echo(report.render(found, repository.policy, words_for(repository, lang)))
