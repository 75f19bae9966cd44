"""`rindoku action`: action items, their lives, and what becomes of them."""

from __future__ import annotations

import click

from rindoku.cli.action import (
    add,
    assign,
    block,
    done,
    drop,
    open_issue,
    promote,
    reopen,
    reschedule,
    show,
    start,
)
from rindoku.cli.action import list as list_
from rindoku.cli.options import EXAMPLES, InOrder


@click.group(
    "action",
    cls=InOrder,
    epilog=EXAMPLES.format(
        "rindoku action list --owner @ken --reason overdue\n"
        "  rindoku action done checkout-502#A2 --evidence https://github.com/acme/shop/pull/833"
    ),
)
def command() -> None:
    """Find action items, tell their lives, and act on them."""


for _module in (
    list_, show, done, drop, block, start, reopen, reschedule, assign, promote, add, open_issue,
):  # fmt: skip
    command.add_command(_module.command)
