"""What the commands about one session share: finding its page, and writing what changed."""

from __future__ import annotations

import click

from rindoku.editing.edits import Edits
from rindoku.text import printable


def write_and_show(edits: Edits) -> None:
    """Write the edits if no rule objects, and print what changed."""
    edits.refuse_new_errors()
    edits.write()
    click.echo(shown_diff(edits))


def shown_diff(edits: Edits) -> str:
    """What changes, for a terminal."""
    if not (diff := edits.diff()):
        return "Nothing changed: all of this was recorded already."
    return "\n".join(printable(line) for line in diff.split("\n"))
