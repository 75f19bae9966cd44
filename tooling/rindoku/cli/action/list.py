"""`rindoku action list`: the action items, one line each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import click

from rindoku.analysis.reasons import REASONS
from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import WordType, as_of_option, format_option, language_option
from rindoku.reports.registry import REPORTS
from rindoku.values import REASON_NAMES, STATUS_NAMES, Effort, Priority, Status


@click.command(
    "list",
    epilog=EXAMPLES.format(
        "rindoku action list --owner ken --reason overdue --reason slipped\n"
        "  rindoku action list --effort S --service checkout   # something for the mob hour\n"
        "  rindoku action list 接続プール --all --format json"
    ),
)
@click.argument("words", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Closed and proposed ones too.")
@click.option("--owner", "owners", multiple=True, metavar="HANDLE", help="The `@` may be left out.")
@click.option("--service", "services", multiple=True, metavar="NAME", help="An affected service.")
@click.option("--status", "statuses", multiple=True, type=WordType(get_args(Status), STATUS_NAMES))
@click.option(
    "--reason",
    "reasons",
    multiple=True,
    type=WordType(REASONS, REASON_NAMES),
    help="Why it is stale.",
)
@click.option("--priority", "priorities", multiple=True, type=WordType(get_args(Priority)))
@click.option("--effort", "efforts", multiple=True, type=WordType(get_args(Effort)))
@as_of_option
@format_option("actions")
@language_option
@click.pass_obj
def command(
    root: Path | None,
    words: tuple[str, ...],
    everything: bool,
    owners: tuple[str, ...],
    services: tuple[str, ...],
    statuses: tuple[str, ...],
    reasons: tuple[str, ...],
    priorities: tuple[str, ...],
    efforts: tuple[str, ...],
    as_of: date | None,
    style: str,
) -> None:
    """List the open action items.

    All WORDS must stand in the title or the id. Each filter can be given more than once; then any
    of its values fits. A person's items are those that name the person, not those of a team.
    """
    from rindoku.analysis.selection import Selection
    from rindoku.cli.language import words_here
    from rindoku.cli.loading import load
    from rindoku.cli.printing import print_report
    from rindoku.reports.actions import ListedItems
    from rindoku.reports.options import ReportOptions
    from rindoku.reports.terminal import terminal_width

    form = REPORTS["actions"][style]
    repository = load(root, as_of, only_tells=True).seen_by(form.audience)
    assessment = repository.assessment
    selection = Selection(
        repository.find.owners(owners),
        repository.find.services(services),
        frozenset(statuses),
        frozenset(reasons),
        frozenset(priorities),
        frozenset(efforts),
        words,
        everything,
    )
    options = ReportOptions(words_here(), width=terminal_width())
    print_report(form, ListedItems(assessment, selection.of(assessment)), options)
