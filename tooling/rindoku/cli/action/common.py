"""What the commands about action items share."""

from __future__ import annotations

from typing import Any

import click

from rindoku.analysis.ledger import TrackedItem
from rindoku.cli.action.address import pick
from rindoku.cli.options import DayType
from rindoku.reading.catalog import Catalog, RecordFile
from rindoku.repository import Repository

as_of_option = click.option("--as-of", type=DayType(), help="As the main line was on that day.")
format_option = click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True
)


def holders_of(catalog: Catalog) -> list[RecordFile[Any]]:
    """The records that can hold action items, one for each id."""
    return [*catalog.postmortems.values(), *catalog.circles.values()]


def find(repository: Repository, text: str) -> TrackedItem:
    """The item that an address or a part of one stands for; one that was taken out by its address.

    Raises CannotRunError where there is none, or more than one.
    """
    ledger = repository.ledger
    removed = [item for item in ledger.removed if item.address == text]
    if removed and ledger.find(text) is None:
        return removed[-1]
    item = ledger.find(pick(text, [item.address for item in ledger.items]))
    assert item is not None  # it is one of the ledger's own
    return item
