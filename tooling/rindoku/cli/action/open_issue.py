"""`rindoku action open-issue`: an issue for an action item, and the link back."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import click

from rindoku.audiences.withheld import Withheld
from rindoku.cli.action.arguments import AddressType
from rindoku.cli.examples import EXAMPLES
from rindoku.cli.loading import require_policy
from rindoku.cli.options import language_option
from rindoku.cli.paths import find_root
from rindoku.editing import action_items, files
from rindoku.editing.edits import Edits
from rindoku.editing.front_matter import Set
from rindoku.errors import CannotRunError
from rindoku.git import Git, NoGitError
from rindoku.locale import words_in
from rindoku.lookup.written import find_action_item
from rindoku.reading.catalog import Catalog, PlacedItem, read_catalog
from rindoku.reports.diff import coloured
from rindoku.reports.issue import IssueDraft
from rindoku.reports.options import ReportOptions
from rindoku.reports.registry import REPORTS
from rindoku.source.tree import WorkingTree
from rindoku.text import printable
from rindoku.trackers.addresses import RepositoryAddress, parse_repository
from rindoku.trackers.github import GitHub
from rindoku.trackers.servers import Server, servers
from rindoku.values import OPEN_STATUSES


@dataclass(frozen=True)
class _Origin:
    """Where this repository is on GitHub, and which of its folders is the root here."""

    repository: RepositoryAddress
    prefix: str

    def link(self, path: str) -> str:
        return f"https://{self.repository}/blob/HEAD/{quote(self.prefix + path)}"


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
def command(
    root: Path | None, address: str, given: str | None, is_sure: bool, lang: str | None
) -> None:
    """Open a GitHub issue for an action item, and write its address into `tracker`.

    Shows what it would send, and asks first. The issue says no more than the action item's title,
    owner, priority and due day, and where its record is. Needs a token that may write issues, in
    GH_TOKEN or GITHUB_TOKEN (for a server of your own: GH_HOST and GH_ENTERPRISE_TOKEN).

    ID is RECORD#ID, or any part of it that picks exactly one: checkout-502#A2.
    """
    from rindoku.trackers.http import Client  # brings requests, which --help can do without

    folder = find_root(root)
    catalog = read_catalog(WorkingTree(folder))
    require_policy(catalog)
    placed = _suitable(find_action_item(catalog, address), catalog)
    github = GitHub(servers(os.environ), Client(tell=lambda line: click.echo(line, err=True)))
    origin = _origin(folder)
    repository = _repository(given, origin)
    _needs_token(github.server(repository))
    _linked(folder, placed, f"https://{repository}/issues/1")  # may the file be edited at all?
    text = _text(placed, origin, catalog, lang)
    click.echo(
        f"{repository}: {printable(placed.item.title)}\n\n{_printable_lines(text)}", err=True
    )
    if not (is_sure or _agreed()):
        click.echo("Nothing was sent.", err=True)
        return
    url = github.create(repository, placed.item.title, text)
    click.echo(url, err=True)
    _write_back(folder, placed, url)


def _suitable(placed: PlacedItem, catalog: Catalog) -> PlacedItem:
    """The item, if an issue can be opened for it. Raises CannotRunError with the reason if not."""
    item = placed.item
    if placed.file.stem in Withheld(catalog, "site").stems:
        hint = "an issue has other readers; if there may be one, open it by hand"
        raise CannotRunError(f"{placed.address} is in a restricted record", hint)
    if item.tracker is not None:
        hint = "take that line out first, if it should have another"
        raise CannotRunError(f"{placed.address} has a tracker: {item.tracker}", hint)
    action_items.require_open(placed)
    return placed


def _origin(folder: Path) -> _Origin | None:
    try:
        git = Git(folder)
        found = parse_repository(git.origin())
        return _Origin(found, git.prefix) if found else None
    except NoGitError:
        return None


def _repository(given: str | None, origin: _Origin | None) -> RepositoryAddress:
    if given is not None:
        found = parse_repository(given)
        if found is None:
            raise CannotRunError(f"{given} names no repository", "write it as OWNER/NAME")
        return found
    if origin is None:
        hint = "name the repository: --repo OWNER/NAME"
        raise CannotRunError("git has no origin that is at GitHub", hint)
    return origin.repository


def _needs_token(server: Server) -> None:
    if server.token is None:
        hint = f"put one that may write issues into {' or '.join(server.token_names)}"
        raise CannotRunError(f"to open an issue at {server.host} needs a token", hint)


def _text(placed: PlacedItem, origin: _Origin | None, catalog: Catalog, lang: str | None) -> str:
    draft = IssueDraft(placed, origin.link(placed.file.path) if origin else None)
    options = ReportOptions(words_in(lang or catalog.policy.language))
    return REPORTS["issue"]["markdown"].render(draft, options)


def _printable_lines(text: str) -> str:
    """A text of several lines, safe for a terminal; the sign that breaks mentions is invisible."""
    return "\n".join(map(printable, text.replace("\u2060", "").splitlines()))


def _agreed() -> bool:
    """Ask on a terminal. Raises CannotRunError where nobody can answer."""
    if not sys.stdin.isatty():
        raise CannotRunError("nothing was sent: there is no terminal to ask on", "add --yes")
    return click.confirm("Open this issue?", err=True)


def _linked(folder: Path, placed: PlacedItem, url: str) -> Edits:
    """The edit that names the issue. Raises CannotRunError where it cannot be made."""
    path = placed.file.path
    edits = Edits(folder)
    edits.change(path, [Set(placed.field("tracker"), url)])
    edits.refuse_new_errors()
    files.refuse_unwritable(folder / path)
    return edits


def _write_back(folder: Path, placed: PlacedItem, url: str) -> None:
    """Write the link. The issue is there by now: whatever goes wrong, its address is told."""
    try:
        still = find_action_item(read_catalog(WorkingTree(folder)), placed.address)
        edits = _linked(folder, still, url)
        edits.write()
    except (CannotRunError, OSError) as error:
        hint = f"write `tracker: {url}` under {placed.item.id} in {placed.file.path}"
        message = f"the issue is open, but its record was not changed ({error})"
        raise CannotRunError(message, hint) from None
    click.echo(coloured(edits.diff()))
