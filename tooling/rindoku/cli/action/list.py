"""`rindoku action list`: the action items, one line each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rindoku.cli.action.common import as_of_option, format_option
from rindoku.cli.options import EXAMPLES, language_option
from rindoku.cli.session import load
from rindoku.reports.actions import as_json, as_text


@click.command("list", epilog=EXAMPLES.format("rindoku action list --all --format json"))
@click.option("--all", "everything", is_flag=True, help="Closed and proposed ones too.")
@as_of_option
@format_option
@language_option
@click.pass_obj
def command(
    root: Path | None, everything: bool, as_of: date | None, style: str, lang: str | None
) -> None:
    """List the open action items."""
    session = load(root, as_of)
    items = [item for item in session.report.ledger.items if everything or item.item.is_open]
    if style == "json":
        click.echo(as_json.render_list(session.report, items))
    else:
        click.echo(as_text.render_list(session.report, items, session.words(lang)))
