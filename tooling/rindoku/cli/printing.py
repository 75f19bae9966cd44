"""How a report gets out."""

from __future__ import annotations

from typing import Any

import click

from rindoku.reports.options import ReportOptions
from rindoku.reports.registry import Format


def print_report(form: Format, data: Any, options: ReportOptions) -> None:
    """Print a report, and on stderr the notes that do not stand in it."""
    if text := form.render(data, options):
        click.echo(text.removesuffix("\n"), nl=False)
        click.echo()  # apart: where Python buffers nothing, only this fails if the reader is gone
    for note in () if form.shows_notes else options.notes:
        click.echo(note, err=True)
