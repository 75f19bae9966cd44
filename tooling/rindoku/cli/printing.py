"""How a report gets out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from rindoku.editing import files
from rindoku.errors import CannotRunError
from rindoku.reports.options import ReportOptions
from rindoku.reports.registry import Format
from rindoku.saying import say


def print_report(form: Format, data: Any, options: ReportOptions) -> None:
    """Print a report, and on stderr the notes that do not stand in it."""
    if text := form.render(data, options):
        click.echo(text.removesuffix("\n"), nl=False)
        click.echo()  # apart: where Python buffers nothing, only this fails if the reader is gone
    for note in () if form.shows_notes else options.notes:
        click.echo(note, err=True)


def write_report(path: Path, form: Format, data: Any, options: ReportOptions) -> None:
    """Put a report into a file, without colours. Raises CannotRunError where that cannot be."""
    text = click.unstyle(form.render(data, options)).removesuffix("\n") + "\n"
    try:
        files.put(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        hint = say("name a folder that you may write into")
        raise CannotRunError(
            say("%(path)s cannot be written: %(strerror)s", path=path, strerror=error.strerror),
            hint,
        ) from None
