"""`rindoku action block`: an action item that waits for something."""

from __future__ import annotations

from pathlib import Path

import click

from rindoku.cli.action.arguments import AddressType, LineType
from rindoku.cli.action.writing import Writing, writing_options
from rindoku.cli.examples import EXAMPLES
from rindoku.saying import say
from rindoku.values import OPEN_STATUSES


@click.command(
    "block",
    epilog=EXAMPLES.format('rindoku action block checkout-502#A2 --by "release 4.2 of the proxy"'),
)
@click.argument("address", metavar="ID", type=AddressType(*OPEN_STATUSES))
@click.option("--by", type=LineType(), required=True, help="What it waits for.")
@writing_options
@click.pass_obj
def command(root: Path | None, address: str, by: str, writing: Writing) -> None:
    """Say what an action item waits for. `rindoku action start` goes on with it."""
    from rindoku.cli.action.editing import RecordEdit, message, named
    from rindoku.editing import action_items

    edit = RecordEdit(root)
    target = edit.repository.find.action_item(address)
    action_items.require_open(target)
    edit.change(target, action_items.blocked(target.item, by))
    text = message(say("Block %(item)s", item=named(target)), say("Blocked by: %(by)s", by=by))
    edit.finish(writing, target.path, text)
