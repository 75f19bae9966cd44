"""`rindoku circle move`: give a session another day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import DayType
from rindoku.text import clean_line


@click.command(
    "move",
    epilog=EXAMPLES.format("rindoku circle move 2026-06-10-reading 2026-06-17 --start 15:00"),
)
@click.argument("page")
@click.argument("day", type=DayType())
@click.option("--start", metavar="HH:MM", help="Another time, too.")
@click.pass_obj
def command(root: Path | None, page: str, day: date, start: str | None) -> None:
    """Move a planned session to DAY.

    PAGE is its file or its id, and both stay as they are. One that was cancelled is planned anew.
    Prints what changed.
    """
    from rindoku.circles.planning.reschedule import move
    from rindoku.cli.circle.common import write_and_show
    from rindoku.cli.paths import find_root
    from rindoku.editing.edits import Edits

    edits = Edits(find_root(root))
    move(edits, edits.repository().find.session(page), day, start and clean_line(start))
    write_and_show(edits)
