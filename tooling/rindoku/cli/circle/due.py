"""`rindoku circle due`: which sessions are due."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import as_of_option, format_option, language_option
from rindoku.reports.registry import REPORTS


@click.command(
    "due",
    epilog=EXAMPLES.format(
        "rindoku circle due\n"
        "  rindoku circle due --as-of 2026-06-30\n"
        "  rindoku circle due --format json"
    ),
)
@as_of_option
@format_option("due")
@language_option
@click.pass_obj
def command(root: Path | None, as_of: date | None, style: str) -> None:
    """Tell which programs' sessions are due or overdue, since when, and why.

    A session is due one span after the last one was held (`every`), when so many of the team's
    own postmortems (`after_postmortems`) or so many people (`after_joins`) have come since,
    whichever is first. Programs with none of these are wished for: told with who wants them.
    """
    from rindoku.circles.planning.cadence import due_sessions
    from rindoku.cli.language import words_here
    from rindoku.cli.loading import load
    from rindoku.cli.printing import print_report
    from rindoku.reports.due import DueSessions
    from rindoku.reports.options import ReportOptions

    form = REPORTS["due"][style]
    repository = load(root, as_of, only_tells=True).seen_by(form.audience)
    found = DueSessions(due_sessions(repository), repository.policy)
    print_report(form, found, ReportOptions(words_here()))
