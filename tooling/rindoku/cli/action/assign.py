"""`rindoku action assign`: somebody else takes it."""

from __future__ import annotations

from pathlib import Path

import click

from rindoku.cli.action.arguments import AddressType, LineType
from rindoku.cli.action.editing import RecordEdit, Writing, message, writing_options
from rindoku.cli.examples import EXAMPLES


@click.command("assign", epilog=EXAMPLES.format("rindoku action assign checkout-502#A2 @ken"))
@click.argument(
    "address", metavar="ID", type=AddressType("proposed", "open", "in-progress", "blocked")
)
@click.argument("handle", type=LineType(), metavar="HANDLE")
@click.option("--why", type=LineType(), help="A line for the commit's message.")
@writing_options
@click.pass_obj
def command(
    root: Path | None, address: str, handle: str, why: str | None, writing: Writing
) -> None:
    """Give an action item to a person or a team. The `@` may be left out."""
    edit = RecordEdit(root)
    target = edit.repository.find.action_item(address)
    owner = edit.repository.find.owner(handle)
    edit.change(target, {"owner": owner})
    before = f", before it was {target.item.owner}" if target.item.owner else ""
    paragraphs = [f"Owner {owner}{before}.", *writing.reason(why)]
    text = message("Assign", target.address, target.item.title, *paragraphs)
    edit.finish(writing, target.path, text)
