"""`rindoku action assign`: somebody else takes it."""

from __future__ import annotations

from pathlib import Path

import click

from rindoku.cli.action.arguments import AddressType, LineType
from rindoku.cli.action.writing import Writing, why_option, writing_options
from rindoku.cli.examples import EXAMPLES
from rindoku.saying import say
from rindoku.values import OPEN_STATUSES


@click.command("assign", epilog=EXAMPLES.format("rindoku action assign checkout-502#A2 @ken"))
@click.argument("address", metavar="ID", type=AddressType("proposed", *OPEN_STATUSES))
@click.argument("handle", type=LineType(), metavar="HANDLE")
@why_option
@writing_options
@click.pass_obj
def command(
    root: Path | None, address: str, handle: str, why: str | None, writing: Writing
) -> None:
    """Give an action item to a person or a team. The `@` may be left out."""
    from rindoku.cli.action.editing import RecordEdit, message, named

    edit = RecordEdit(root)
    target = edit.repository.find.action_item(address)
    owner = edit.repository.find.owner(handle)
    edit.change(target, {"owner": owner})
    what = say("Owner %(who)s.", who=owner)
    if before := target.item.owner:
        what = say("Owner %(who)s, before it was %(before)s.", who=owner, before=before)
    text = message(say("Assign %(item)s", item=named(target)), what, why)
    edit.finish(writing, target.path, text)
