"""`rindoku action done`: an action item was done."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from rindoku.cli.action.arguments import AddressType, LineType
from rindoku.cli.action.writing import Writing, writing_options
from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import DayType
from rindoku.cli.telling import told, wrong_usage
from rindoku.errors import CannotRunError
from rindoku.saying import say
from rindoku.values import OPEN_STATUSES


@click.command(
    "done",
    epilog=EXAMPLES.format(
        "rindoku action done checkout-502#A2 --evidence https://github.com/acme/shop/pull/833\n"
        "  rindoku action done A7 --no-evidence --on 2026-04-02 --commit"
    ),
)
@click.argument("address", metavar="ID", type=AddressType(*OPEN_STATUSES))
@click.option(
    "--evidence", type=LineType(), metavar="URL|TEXT",
    help="Where one can see it: a link, a commit, words. Asked for when left out.",
)  # fmt: skip
@click.option("--no-evidence", is_flag=True, help="There is nothing to see.")
@click.option("--on", type=DayType(), help="The day it was done; today when left out.")
@writing_options
@click.pass_obj
def command(
    root: Path | None,
    address: str,
    evidence: str | None,
    no_evidence: bool,
    on: date | None,
    writing: Writing,
) -> None:
    """Close an action item as done. Only the lines concerned change; prints the difference.

    ID is RECORD#ID, or any part of it that picks exactly one: checkout-502#A2.
    """
    if evidence and no_evidence:
        raise wrong_usage(say("--evidence and --no-evidence contradict each other: use one"))
    from rindoku.cli.action.editing import RecordEdit, message, named
    from rindoku.editing import action_items

    edit = RecordEdit(root)
    target = edit.repository.find.action_item(address)
    action_items.require_not_closed(target, "done")
    if evidence is None and not no_evidence and target.item.status != "done":
        evidence = _ask(target.item.title)
    day = edit.past(on)
    edit.change(
        target, action_items.done(target.item, edit.repository.day, on=day, evidence=evidence)
    )
    what = say("Evidence: %(evidence)s", evidence=evidence) if evidence else None
    edit.finish(writing, target.path, message(say("Close %(item)s", item=named(target)), what))


def _ask(title: str) -> str | None:
    if not sys.stdin.isatty():
        hint = say("add --evidence URL (or words), or --no-evidence")
        raise CannotRunError(say("where can one see that it is done?"), hint)
    click.echo(title, err=True)
    question = say("Where can one see it? A link, a commit, words; nothing if there is nothing")
    try:
        return click.prompt(
            told(question), default="", show_default=False, err=True, value_proc=_one_line
        )
    except click.Abort:
        raise CannotRunError(say("nothing was written")) from None


def _one_line(answer: str) -> str | None:
    return " ".join(answer.split()) or None
