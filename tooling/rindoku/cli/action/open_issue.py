"""`rindoku action open-issue`: an issue for an action item, and the link back."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from rindoku.cli.action.arguments import AddressType
from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import language_option
from rindoku.cli.telling import agreed, tell
from rindoku.errors import CannotRunError
from rindoku.reports.registry import REPORTS
from rindoku.saying import say
from rindoku.text import printable
from rindoku.values import OPEN_STATUSES


@click.command(
    "open-issue",
    epilog=EXAMPLES.format(
        "rindoku action open-issue checkout-502#A1\n"
        "  rindoku action open-issue checkout-502#A1 --repo acme/shop --yes"
    ),
)
@click.argument("address", metavar="ID", type=AddressType(*OPEN_STATUSES))
@click.option(
    "--repo", "given", metavar="[HOST/]OWNER/NAME",
    help="Where to open it; the repository that git calls origin when left out.",
)  # fmt: skip
@click.option("--yes", "is_sure", is_flag=True, help="Send it without asking.")
@language_option
@click.pass_obj
def command(root: Path | None, address: str, given: str | None, is_sure: bool) -> None:
    """Open a GitHub issue for an action item, and write its address into `tracker`.

    Shows what it would send, and asks first. The issue says no more than the action item's title,
    owner, priority and due day, and where its record is. Needs a token that may write issues, in
    GH_TOKEN or GITHUB_TOKEN (for a server of your own: GH_HOST and GH_ENTERPRISE_TOKEN).

    ID is RECORD#ID, or any part of it that picks exactly one: checkout-502#A2.
    """
    from rindoku.cli.language import words_here
    from rindoku.cli.loading import require_policy
    from rindoku.cli.paths import find_root
    from rindoku.reading.catalog import read_catalog
    from rindoku.reports.diff import coloured
    from rindoku.reports.options import ReportOptions
    from rindoku.source.tree import WorkingTree
    from rindoku.trackers.github import GitHub
    from rindoku.trackers.http import Client
    from rindoku.trackers.new_issue import link_back, new_issue, refuse_without_token
    from rindoku.trackers.servers import servers

    folder = find_root(root)
    catalog = read_catalog(WorkingTree(folder))
    require_policy(catalog)
    issue = new_issue(folder, catalog, address, given)
    github = GitHub(servers(os.environ), Client(tell=tell))
    refuse_without_token(github.server(issue.repository))
    title = issue.placed.item.title
    options = ReportOptions(words_here())
    text = REPORTS["issue"]["markdown"].render(issue, options)
    click.echo(f"{issue.repository}: {printable(title)}\n\n{_printable_lines(text)}", err=True)
    if not (is_sure or _agreed()):
        tell(say("Nothing was sent."))
        return
    url = github.create(issue.repository, title, text)
    click.echo(url, err=True)
    click.echo(coloured(link_back(folder, issue.placed, url)))


def _printable_lines(text: str) -> str:
    """A text of several lines, safe for a terminal; the sign that breaks mentions is invisible."""
    return "\n".join(map(printable, text.replace("\u2060", "").splitlines()))


def _agreed() -> bool:
    """Ask on a terminal. Raises CannotRunError where nobody can answer."""
    if not sys.stdin.isatty():
        raise CannotRunError(
            say("nothing was sent: there is no terminal to ask on"), say("add --yes")
        )
    return agreed(say("Open this issue?"))
