"""`rindoku action`: action items, their lives, and what becomes of them."""

from __future__ import annotations

import click

from rindoku.cli.examples import EXAMPLES
from rindoku.cli.lazy_group import LazyGroup

_SUMMARIES = {
    "list": "List the open action items.",
    "show": "Show one action item and its life.",
    "done": "Close an action item as done.",
    "drop": "Drop an action item.",
    "block": "Say what an action item waits for.",
    "start": "Say that somebody works on an action item.",
    "reopen": "Make a closed action item an open one again.",
    "reschedule": "Promise an action item for another day.",
    "assign": "Give an action item to a person or a team.",
    "promote": "Open a proposed action item: somebody promises it for a day.",
    "add": "Add an action item to a record.",
    "open-issue": "Open a GitHub issue for an action item and link it.",
}


@click.group(
    "action",
    cls=LazyGroup,
    folder="action",
    summaries=_SUMMARIES,
    epilog=EXAMPLES.format(
        "rindoku action list --owner @ken --reason overdue\n"
        "  rindoku action done checkout-502#A2 --evidence https://github.com/acme/shop/pull/833"
    ),
)
def command() -> None:
    """Find action items, tell their lives, and act on them."""
