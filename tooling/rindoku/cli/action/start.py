"""`rindoku action start`: somebody works on it."""

from __future__ import annotations

from pathlib import Path

import click

from rindoku.cli.action.arguments import AddressType
from rindoku.cli.action.writing import Writing, writing_options
from rindoku.cli.examples import EXAMPLES
from rindoku.saying import say


@click.command("start", epilog=EXAMPLES.format("rindoku action start checkout-502#A2"))
@click.argument("address", metavar="ID", type=AddressType("open", "blocked"))
@writing_options
@click.pass_obj
def command(root: Path | None, address: str, writing: Writing) -> None:
    """Say that somebody works on an action item. It waits for nothing any more."""
    from rindoku.cli.action.editing import RecordEdit, message, named
    from rindoku.editing import action_items

    edit = RecordEdit(root)
    target = edit.repository.find.action_item(address)
    action_items.require_open(target)
    edit.change(target, action_items.started(target.item))
    edit.finish(writing, target.path, message(say("Start %(item)s", item=named(target))))
