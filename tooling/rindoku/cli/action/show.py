"""`rindoku action show`: one action item and its life."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rindoku.cli.action.arguments import AddressType
from rindoku.cli.action.common import as_of_option, format_option
from rindoku.cli.loading import load, words_for
from rindoku.cli.options import EXAMPLES, language_option
from rindoku.reports.actions import as_json, life
from rindoku.reports.terminal import terminal_width


@click.command("show", epilog=EXAMPLES.format("rindoku action show checkout-502#A1"))
@click.argument("address", metavar="ID", type=AddressType())
@as_of_option
@format_option
@language_option
@click.pass_obj
def command(
    root: Path | None, address: str, as_of: date | None, style: str, lang: str | None
) -> None:
    """Show one action item and its life.

    ID is RECORD#ID, or any part of it that picks exactly one: checkout-502#A2.
    """
    repository = load(root, as_of)
    item = repository.find.tracked_item(address)
    if style == "json":
        click.echo(as_json.render_one(repository.assessment, item))
    else:
        click.echo(
            life.render_one(
                repository.assessment, item, words_for(repository, lang), terminal_width()
            )
        )
