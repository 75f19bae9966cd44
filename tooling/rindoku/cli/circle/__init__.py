"""`rindoku circle`: what is due; plan a session, and record it."""

from __future__ import annotations

import click

from rindoku.cli.circle import due, plan, record
from rindoku.cli.options import EXAMPLES


@click.group(
    "circle",
    epilog=EXAMPLES.format(
        "rindoku circle due\n"
        "  rindoku circle plan reading\n"
        '  rindoku circle record 2026-06-10-reading --attendee @mika --impression "@mika: …"'
    ),
)
def command() -> None:
    """Plan and record reading circles and other sessions."""


command.add_command(due.command)
command.add_command(plan.command)
command.add_command(record.command)
