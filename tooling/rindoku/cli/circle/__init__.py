"""`rindoku circle`: what is due; plan a session, invite to it, and record it."""

from __future__ import annotations

import click

from rindoku.cli.circle import cancel, due, invite, move, plan, record, survey
from rindoku.cli.options import EXAMPLES, InOrder


@click.group(
    "circle",
    cls=InOrder,
    epilog=EXAMPLES.format(
        "rindoku circle due\n"
        "  rindoku circle plan reading\n"
        "  rindoku circle invite 2026-06-10-reading\n"
        '  rindoku circle record 2026-06-10-reading --attendee @mika --impression "@mika: …"\n'
        "  rindoku circle survey 2026-06-10-reading answers.csv"
    ),
)
def command() -> None:
    """Plan, hold and record reading circles and other sessions."""


for _module in (due, plan, invite, move, cancel, record, survey):
    command.add_command(_module.command)
