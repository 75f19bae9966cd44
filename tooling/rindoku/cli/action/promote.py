"""`rindoku action promote`: an idea is promised."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import click

from rindoku.cli.action.arguments import AddressType, LineType
from rindoku.cli.action.writing import Writing, why_option, writing_options
from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import DayType, WordType
from rindoku.saying import say
from rindoku.values import Priority


@click.command(
    "promote",
    epilog=EXAMPLES.format(
        "rindoku action promote checkout-502#A3 --owner @ken --due 2026-12-31 --priority P2"
    ),
)
@click.argument("address", metavar="ID", type=AddressType("proposed"))
@click.option("--owner", type=LineType(), metavar="HANDLE", required=True, help="Who promises it.")
@click.option("--due", type=DayType(), required=True, help="The day it is promised for.")
@click.option(
    "--priority",
    type=WordType(get_args(Priority)),
    help="How long it may stay open.",
)
@why_option
@writing_options
@click.pass_obj
def command(
    root: Path | None,
    address: str,
    owner: str,
    due: date,
    priority: str | None,
    why: str | None,
    writing: Writing,
) -> None:
    """Open a proposed action item: somebody promises it for a day."""
    from rindoku.cli.action.editing import RecordEdit, message, named
    from rindoku.editing import action_items

    edit = RecordEdit(root)
    target = edit.repository.find.action_item(address)
    action_items.require_not_closed(target)
    who = edit.repository.find.owner(owner)
    edit.change(target, action_items.promoted(target.item, due, who, priority))
    what = say("Promised by %(who)s for %(due)s.", who=who, due=due)
    text = message(say("Promote %(item)s", item=named(target)), what, why)
    edit.finish(writing, target.path, text)
