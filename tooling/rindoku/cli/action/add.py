"""`rindoku action add`: one more action item in a record."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from rindoku.cli.action.arguments import LineType, RecordType
from rindoku.cli.action.writing import Writing, writing_options
from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import DayType, WordType
from rindoku.cli.telling import tell
from rindoku.errors import CannotRunError
from rindoku.saying import say
from rindoku.values import (
    HORIZON_NAMES,
    STRENGTH_NAMES,
    TYPE_NAMES,
    Effort,
    Horizon,
    Priority,
    Strength,
    Type,
)

if TYPE_CHECKING:
    from rindoku.cli.action.editing import RecordEdit
    from rindoku.editing.scalars import Writable
    from rindoku.reading.catalog import Holder


@click.command(
    "add",
    epilog=EXAMPLES.format(
        'rindoku action add checkout-502 "Alert when the pool is over 80%" \\\n'
        "    --owner @ken --due 2026-12-31 --priority P1 --type detect\n"
        '  rindoku action add checkout-502 "接続プールを監視する" --proposed'
    ),
)
@click.argument("record", type=RecordType())
@click.argument("title", type=LineType())
@click.option(
    "--type", "kind", type=WordType(get_args(Type), TYPE_NAMES), help="What it does about it."
)
@click.option("--priority", type=WordType(get_args(Priority)))
@click.option("--effort", type=WordType(get_args(Effort)))
@click.option(
    "--strength", type=WordType(get_args(Strength), STRENGTH_NAMES),
    help="How surely it holds: it changes the system, helps people, or asks them to take care.",
)  # fmt: skip
@click.option(
    "--horizon", type=WordType(get_args(Horizon), HORIZON_NAMES),
    help="A countermeasure for now, or a fix that stays.",
)  # fmt: skip
@click.option("--owner", type=LineType(), metavar="HANDLE", help="Who promises it.")
@click.option("--due", type=DayType(), help="The day it is promised for.")
@click.option("--proposed", is_flag=True, help="An idea, not promised yet.")
@writing_options
@click.pass_obj
def command(
    root: Path | None,
    record: str,
    title: str,
    kind: str | None,
    priority: str | None,
    effort: str | None,
    strength: str | None,
    horizon: str | None,
    owner: str | None,
    due: date | None,
    proposed: bool,
    writing: Writing,
) -> None:
    """Add an action item to a record.

    It gets an id that was never used there. RECORD is a record's id or file, or any part that
    picks exactly one. An open action item needs an owner, a due day and a priority; an idea
    (--proposed) needs none of them.
    """
    if not proposed:
        _refuse_half_an_item({"--owner": owner, "--due": due, "--priority": priority})
    from rindoku.cli.action.editing import RecordEdit, message
    from rindoku.editing import action_items
    from rindoku.editing.front_matter import Append

    edit = RecordEdit(root)
    file = _record(edit, record)
    if file.record and title in [item.title for item in file.record.action_items]:
        tell(say("Nothing changed: %(path)s has this action item already.", path=file.path))
        return
    fields: dict[str, Writable | None] = {
        "id": action_items.next_id(_ids(edit, file)),
        "title": title,
        "type": kind,
        "strength": strength,
        "horizon": horizon,
        "priority": priority,
        "effort": effort,
        "owner": edit.repository.find.owner(owner) if owner else None,
        "status": "proposed" if proposed else "open",
        "due": due,
    }
    given: dict[str, Writable] = {k: value for k, value in fields.items() if value is not None}
    edit.apply(file.path, [Append(("action_items",), given, field_a_line=True)])
    address = f"{file.stem}#{fields['id']}"
    if strength is None:
        _propose_a_strength(title)
    edit.finish(writing, file.path, message(say("Add %(item)s", item=f"{address}: {title}")))


def _propose_a_strength(title: str) -> None:
    """Say what its words speak for; whoever writes it decides."""
    from rindoku.analysis.strength import proposed_strength

    proposal = proposed_strength(title)
    if proposal is not None:
        word, strength = proposal.word, proposal.strength
        tell(say("`%(word)s` sounds %(strength)s: `strength: %(strength)s`, if you agree",
                 word=word, strength=strength))  # fmt: skip


def _refuse_half_an_item(needed: dict[str, object]) -> None:
    missing = [name for name, value in needed.items() if value is None]
    if missing:
        raise CannotRunError(
            say("an open action item needs %(missing)s", missing=", ".join(missing)),
            say("add it, or --proposed as long as it is an idea"),
        )


def _record(edit: RecordEdit, text: str) -> Holder:
    """The record that is meant. Raises CannotRunError where it cannot be read."""
    file = edit.repository.find.record(text)
    if file.record is None:
        hint = say("`rindoku check %(path)s` says why", path=file.path)
        raise CannotRunError(say("%(path)s cannot be read", path=file.path), hint)
    return file


def _ids(edit: RecordEdit, file: Holder) -> set[str]:
    """The ids of a record's items, and of those that were taken out of it since."""
    assert file.record is not None
    record = edit.repository.history.records.get(file.stem)
    gone = {life.id for life in record.lives} if record else set()
    return gone | {item.id for item in file.record.action_items}
