"""`rindoku action drop`: an action item that will not be done, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rindoku.cli.action.arguments import AddressType, LineType
from rindoku.cli.action.writing import Writing, writing_options
from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import DayType
from rindoku.saying import say
from rindoku.values import OPEN_STATUSES


@click.command(
    "drop",
    epilog=EXAMPLES.format('rindoku action drop checkout-502#A2 --reason "the pool is gone"'),
)
@click.argument("address", metavar="ID", type=AddressType("proposed", *OPEN_STATUSES))
@click.option("--reason", type=LineType(), required=True, help="Why it will not be done.")
@click.option("--on", type=DayType(), help="The day it was dropped; today when left out.")
@writing_options
@click.pass_obj
def command(
    root: Path | None, address: str, reason: str, on: date | None, writing: Writing
) -> None:
    """Drop an action item. ID may be short: any part that picks exactly one."""
    from rindoku.cli.action.editing import RecordEdit, message, named
    from rindoku.editing import action_items

    edit = RecordEdit(root)
    target = edit.repository.find.action_item(address)
    action_items.require_not_closed(target, "dropped")
    day = edit.past(on)
    edit.change(target, action_items.dropped(target.item, edit.repository.day, reason, on=day))
    text = message(
        say("Drop %(item)s", item=named(target)), say("Reason: %(reason)s", reason=reason)
    )
    edit.finish(writing, target.path, text)
