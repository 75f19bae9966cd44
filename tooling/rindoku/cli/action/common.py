"""What the commands about action items share."""

from __future__ import annotations

import click

from rindoku.analysis.ledger import TrackedItem
from rindoku.cli.options import DayType
from rindoku.cli.session import Session
from rindoku.errors import CannotRunError
from rindoku.records.validation import did_you_mean

as_of_option = click.option("--as-of", type=DayType(), help="As the main line was on that day.")
format_option = click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True
)


def find(session: Session, address: str) -> TrackedItem:
    """The item of that address. Raises CannotRunError where there is none."""
    item = session.report.ledger.find(address)
    if item is None:
        known = [item.address for item in session.report.ledger.items]
        hint = did_you_mean(address, known) or "`rindoku action list --all` lists them"
        raise CannotRunError(f"there is no action item {address}", hint)
    return item
