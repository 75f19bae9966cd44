"""What the commands about one session share: finding its page, and writing what changed."""

from __future__ import annotations

import click

from rindoku.editing.edits import Edits
from rindoku.errors import CannotRunError
from rindoku.reading.catalog import Catalog, RecordFile
from rindoku.reading.validation import did_you_mean
from rindoku.records import Circle
from rindoku.source import layout
from rindoku.text import composed, printable


def find_page(catalog: Catalog, name: str) -> RecordFile[Circle]:
    """The circle of that id or path. Raises CannotRunError where there is none."""
    found = catalog.circles.get(composed(name)) or catalog.circles.get(layout.stem(name))
    if found is None:
        known = list(catalog.circles)
        hint = did_you_mean(layout.stem(name), known) or "`rindoku circle plan` writes one"
        raise CannotRunError(f"there is no circle {name}", hint)
    return found


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
