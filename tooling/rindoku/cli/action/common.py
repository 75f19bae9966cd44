"""What the commands about action items share."""

from __future__ import annotations

import click

from rindoku.cli.options import DayType

as_of_option = click.option("--as-of", type=DayType(), help="As the main line was on that day.")
