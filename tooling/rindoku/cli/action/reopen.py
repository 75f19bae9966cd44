"""`rindoku action reopen`: it is not over after all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rindoku.cli.action.arguments import AddressType
from rindoku.cli.action.writing import Writing, why_option, writing_options
from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import DayType
from rindoku.saying import say
from rindoku.values import CLOSED_STATUSES


@click.command(
    "reopen", epilog=EXAMPLES.format("rindoku action reopen checkout-502#A2 --due 2026-12-31")
)
@click.argument("address", metavar="ID", type=AddressType(*CLOSED_STATUSES))
@click.option("--due", type=DayType(), help="A new day for it.")
@why_option
@writing_options
@click.pass_obj
def command(
    root: Path | None, address: str, due: date | None, why: str | None, writing: Writing
) -> None:
    """Make a closed action item an open one again. How it ended is taken out."""
    from rindoku.cli.action.editing import RecordEdit, message, named, tell_if_past
    from rindoku.editing import action_items

    edit = RecordEdit(root)
    target = edit.repository.find.action_item(address)
    if target.item.status in CLOSED_STATUSES:
        edit.change(target, action_items.reopened(target.item, due))
    else:
        action_items.require_open(target)
    tell_if_past(due or target.item.due, edit.repository.day)
    text = message(say("Reopen %(item)s", item=named(target)), why)
    edit.finish(writing, target.path, text)
