"""`rindoku circle cancel`: call a session off."""

from __future__ import annotations

from pathlib import Path

import click

from rindoku.cli.examples import EXAMPLES


@click.command(
    "cancel",
    epilog=EXAMPLES.format(
        'rindoku circle cancel 2026-06-10-reading --note "too many are away that week"'
    ),
)
@click.argument("page")
@click.option("--note", metavar="TEXT", help="Why; a line at the page's end.")
@click.pass_obj
def command(root: Path | None, page: str, note: str | None) -> None:
    """Cancel a planned session.

    PAGE is its file or its id. It stays, and so does its place in calendars, as cancelled.
    `rindoku circle move` plans it anew. Prints what changed.
    """
    from rindoku.circles.planning.reschedule import cancel
    from rindoku.cli.circle.common import write_and_show
    from rindoku.cli.paths import find_root
    from rindoku.editing.edits import Edits

    edits = Edits(find_root(root))
    cancel(edits, edits.repository().find.session(page), note)
    write_and_show(edits)
