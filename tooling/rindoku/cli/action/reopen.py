"""`rindoku action reopen`: it is not over after all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rindoku.cli.action.arguments import AddressType, LineType
from rindoku.cli.action.editing import (
    RecordEdit,
    Writing,
    message,
    require_open,
    tell_if_past,
    writing_options,
)
from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import DayType
from rindoku.editing import action_items
from rindoku.values import CLOSED_STATUSES


@click.command(
    "reopen", epilog=EXAMPLES.format("rindoku action reopen checkout-502#A2 --due 2026-12-31")
)
@click.argument("address", metavar="ID", type=AddressType("done", "dropped"))
@click.option("--due", type=DayType(), help="A new day for it.")
@click.option("--why", type=LineType(), help="A line for the commit's message.")
@writing_options
@click.pass_obj
def command(
    root: Path | None, address: str, due: date | None, why: str | None, writing: Writing
) -> None:
    """Make a closed action item an open one again. How it ended is taken out."""
    edit = RecordEdit(root)
    target = edit.repository.find.action_item(address)
    if target.item.status in CLOSED_STATUSES:
        edit.change(target, action_items.reopened(target.item, due))
    else:
        require_open(target)
    tell_if_past(due or target.item.due, edit.repository.day)
    text = message("Reopen", target.address, target.item.title, *writing.reason(why))
    edit.finish(writing, target.path, text)
