"""`rindoku action`: action items and their lives."""

from __future__ import annotations

import click

from rindoku.cli.action import list as list_
from rindoku.cli.action import open_issue, show
from rindoku.cli.options import EXAMPLES


@click.group("action", epilog=EXAMPLES.format("rindoku action show 2026-03-14-checkout-502#A1"))
def command() -> None:
    """Look at action items and their lives."""


command.add_command(list_.command)
command.add_command(show.command)
command.add_command(open_issue.command)
