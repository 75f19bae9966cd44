"""`rindoku action reschedule`: an action item for another day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rindoku.cli.action.arguments import AddressType
from rindoku.cli.action.writing import Writing, why_option, writing_options
from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import DayType
from rindoku.saying import say
from rindoku.values import OPEN_STATUSES


@click.command(
    "reschedule",
    epilog=EXAMPLES.format(
        "rindoku action reschedule checkout-502#A2 2026-12-31\n"
        '  rindoku action reschedule A7 2026-12-31 --commit --why "after the DNS move"'
    ),
)
@click.argument("address", metavar="ID", type=AddressType(*OPEN_STATUSES))
@click.argument("due", metavar="DAY", type=DayType())
@why_option
@writing_options
@click.pass_obj
def command(root: Path | None, address: str, due: date, why: str | None, writing: Writing) -> None:
    """Promise an action item for another day."""
    from rindoku.cli.action.editing import RecordEdit, message, named, tell_if_past
    from rindoku.editing import action_items

    edit = RecordEdit(root)
    target = edit.repository.find.action_item(address)
    action_items.require_open(target)
    edit.change(target, action_items.rescheduled(target.item, due))
    what = say("Due %(due)s.", due=due)
    if before := target.item.due:
        what = say("Due %(due)s, before it was %(before)s.", due=due, before=before)
    text = message(say("Reschedule %(item)s", item=named(target)), what, why)
    tell_if_past(due, edit.repository.day)
    edit.finish(writing, target.path, text)
