"""What the commands about one session share: finding its page, and writing what changed."""

from __future__ import annotations

import click

from rindoku.catalog import Catalog, Entry
from rindoku.editing.session import EditSession
from rindoku.errors import CannotRunError
from rindoku.records import Circle
from rindoku.records.validation import did_you_mean
from rindoku.reports.terminal import printable
from rindoku.source import layout


def find_page(catalog: Catalog, name: str) -> Entry[Circle]:
    """The circle of that id or path. Raises CannotRunError where there is none."""
    found = catalog.circles.get(layout.composed(name)) or catalog.circles.get(layout.stem(name))
    if found is None:
        known = list(catalog.circles)
        hint = did_you_mean(layout.stem(name), known) or "`rindoku circle plan` writes one"
        raise CannotRunError(f"there is no circle {name}", hint)
    return found


def write_and_show(edits: EditSession) -> None:
    """Write the edits if no rule objects, and print what changed."""
    edits.refuse_new_errors()
    edits.write()
    click.echo(shown_diff(edits))


def shown_diff(edits: EditSession) -> str:
    """What changes, for a terminal."""
    if not (diff := edits.diff()):
        return "Nothing changed: all of this was recorded already."
    return "\n".join(printable(line) for line in diff.split("\n"))
