"""`rindoku action`: action items and their lives."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rindoku.analysis.ledger import TrackedItem
from rindoku.cli.options import EXAMPLES, DayType, language_option
from rindoku.cli.session import Session, load
from rindoku.errors import CannotRunError
from rindoku.locale import Words, words
from rindoku.records.validation import did_you_mean
from rindoku.reports.actions import as_json, as_text

_as_of = click.option("--as-of", type=DayType(), help="As the main line was on that day.")
_format = click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True
)


@click.group("action", epilog=EXAMPLES.format("rindoku action show 2026-03-14-checkout-502#A1"))
def command() -> None:
    """Look at action items and their lives."""


@command.command("list", epilog=EXAMPLES.format("rindoku action list --all --format json"))
@click.option("--all", "everything", is_flag=True, help="Closed and proposed ones too.")
@_as_of
@_format
@language_option
@click.pass_obj
def list_(
    root: Path | None, everything: bool, as_of: date | None, style: str, lang: str | None
) -> None:
    """List the open action items."""
    session = load(root, as_of)
    items = [item for item in session.report.ledger.items if everything or item.item.is_open]
    if style == "json":
        click.echo(as_json.render_list(session.report, items))
    else:
        click.echo(as_text.render_list(session.report, items, _words(session, lang)))


@command.command("show", epilog=EXAMPLES.format("rindoku action show 2026-03-14-checkout-502#A1"))
@click.argument("address", metavar="RECORD#ID")
@_as_of
@_format
@language_option
@click.pass_obj
def show(root: Path | None, address: str, as_of: date | None, style: str, lang: str | None) -> None:
    """Show one action item and its life."""
    session = load(root, as_of)
    item = _find(session, address)
    if style == "json":
        click.echo(as_json.render_one(session.report, item))
    else:
        click.echo(as_text.render_one(session.report, item, _words(session, lang)))


def _find(session: Session, address: str) -> TrackedItem:
    item = session.report.ledger.find(address)
    if item is None:
        known = [item.address for item in session.report.ledger.items]
        hint = did_you_mean(address, known) or "`rindoku action list --all` lists them"
        raise CannotRunError(f"there is no action item {address}", hint)
    return item


def _words(session: Session, lang: str | None) -> Words:
    return words(lang or session.repository.catalog.policy.language)
