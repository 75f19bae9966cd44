"""`rindoku sync`: action items compared with the issues they are tracked as."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import format_option, language_option
from rindoku.cli.telling import tell, told
from rindoku.reports.registry import REPORTS
from rindoku.saying import say

if TYPE_CHECKING:
    from rindoku.reading.catalog import PlacedItem


@click.command(
    "sync",
    epilog=EXAMPLES.format(
        "rindoku sync                   # asks, and changes nothing\n"
        "  GITHUB_TOKEN=… rindoku sync --write\n"
        "  rindoku sync --format json | jq '.differences[].action_item'"
    ),
)
@click.option("--write", "is_writing", is_flag=True, help="Change the action items, and show how.")
@format_option("sync")
@language_option
@click.pass_obj
def command(root: Path | None, is_writing: bool, style: str) -> None:
    """Ask GitHub about the `tracker` of every action item, and report where both disagree.

    An open item whose issue was closed as completed, or whose pull request was merged, would become
    done on that day; one closed as not planned, as a duplicate or without a merge would be dropped.
    All the rest is for you to decide.

    A token is read from GH_TOKEN or GITHUB_TOKEN; public repositories need none. For a server of
    your own set GH_HOST and GH_ENTERPRISE_TOKEN. No other host is asked.

    Exit code 0: all agree; 1: some do not, or cannot be read; 2: could not run.
    """
    from rindoku.cli.language import words_here
    from rindoku.cli.loading import require_policy, tell_policy_problems
    from rindoku.cli.paths import find_root
    from rindoku.cli.printing import print_report
    from rindoku.editing.edits import Edits
    from rindoku.locale import words_in
    from rindoku.reports.diff import coloured
    from rindoku.reports.options import ReportOptions
    from rindoku.trackers.github import GitHub
    from rindoku.trackers.http import Client
    from rindoku.trackers.servers import servers
    from rindoku.trackers.sync import apply, compare_all, tracked_items, write
    from rindoku.wording.sync import drop_reason

    # before anybody is asked: that takes minutes, in which somebody may edit a record
    edits = Edits(find_root(root))
    catalog = edits.catalog()
    require_policy(catalog)
    tell_policy_problems(catalog)
    github = GitHub(servers(os.environ), Client(tell=tell))
    # why an item is dropped is told as the team's records say it
    why = partial(drop_reason, words=words_in(catalog.policy.language))
    with _shown_progress(tracked_items(catalog)) as items:
        comparison = compare_all(items, catalog.policy, github.read, why)
    if is_writing:
        apply(comparison, edits)
        write(comparison, edits)
    form = REPORTS["sync"][style]
    print_report(form, comparison, ReportOptions(words_here()))
    if edits.after:
        diff = coloured(edits.diff())
        click.echo(f"\n{diff}" if form.shows_notes else diff, err=not form.shows_notes)
    if not is_writing and any(difference.change for difference in comparison.differences):
        tell(say("`rindoku sync --write` makes these changes."))
    if not comparison.is_settled:
        raise SystemExit(1)


@contextmanager
def _shown_progress(items: list[PlacedItem]) -> Iterator[Iterable[PlacedItem]]:
    """The items, counted on a terminal's standard error while they are gone through."""
    hidden = not sys.stderr.isatty() or len(items) < 5
    with click.progressbar(
        items, label=told(say("Asking")), file=sys.stderr, hidden=hidden
    ) as shown:
        yield shown
