"""`rindoku action show`: one action item and its life."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rindoku.cli.action.arguments import AddressType
from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import as_of_option, format_option, language_option
from rindoku.reports.registry import REPORTS


@click.command("show", epilog=EXAMPLES.format("rindoku action show checkout-502#A1"))
@click.argument("address", metavar="ID", type=AddressType())
@as_of_option
@format_option("action")
@language_option
@click.pass_obj
def command(root: Path | None, address: str, as_of: date | None, style: str) -> None:
    """Show one action item and its life.

    ID is RECORD#ID, or any part of it that picks exactly one: checkout-502#A2.
    """
    from rindoku.cli.language import words_here
    from rindoku.cli.loading import load
    from rindoku.cli.printing import print_report
    from rindoku.reports.action import ShownItem
    from rindoku.reports.options import ReportOptions
    from rindoku.reports.terminal import terminal_width

    form = REPORTS["action"][style]
    repository = load(root, as_of, only_tells=True).seen_by(form.audience)
    item = repository.find.tracked_item(address)
    options = ReportOptions(words_here(), width=terminal_width())
    print_report(form, ShownItem(repository.assessment, item), options)
