"""What the commands about one session share: finding its page, and writing what changed."""

from __future__ import annotations

import click

from rindoku.cli.telling import told
from rindoku.editing.edits import Edits
from rindoku.reports.diff import coloured
from rindoku.saying import say


def write_and_show(edits: Edits) -> None:
    """Write the edits if no rule objects, and print what changed."""
    edits.refuse_new_errors()
    edits.write()
    click.echo(shown_diff(edits))


def shown_diff(edits: Edits) -> str:
    """What changes, for a terminal."""
    diff = edits.diff()
    return (
        coloured(diff) if diff else told(say("Nothing changed: all of this was recorded already."))
    )
