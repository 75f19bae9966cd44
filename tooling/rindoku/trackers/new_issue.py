"""A new issue for an action item: whether there may be one, where it is opened, the link back."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from rindoku.audiences.withheld import Withheld
from rindoku.editing import files
from rindoku.editing.action_items import require_open
from rindoku.editing.edits import Edits
from rindoku.editing.front_matter import Set
from rindoku.errors import CannotRunError
from rindoku.git import Git, NoGitError
from rindoku.lookup.written import find_action_item
from rindoku.reading.catalog import Catalog, PlacedItem, read_catalog
from rindoku.saying import say
from rindoku.source.tree import WorkingTree
from rindoku.trackers.addresses import RepositoryAddress, parse_repository
from rindoku.trackers.servers import Server


class NewIssue(NamedTuple):
    """An issue that may be opened for an action item.

    ``link`` is the web address of its record's file, where git's origin tells it.
    """

    placed: PlacedItem
    repository: RepositoryAddress
    link: str | None


def new_issue(folder: Path, catalog: Catalog, address: str, repository: str | None) -> NewIssue:
    """An issue for the item of that address, in that repository or in git's origin.

    Raises CannotRunError with the reason where none may be opened, or where the item could not be
    linked to it.
    """
    placed = find_action_item(catalog, address)
    _refuse_unsuitable(placed, catalog)
    origin = _origin(folder)
    found = _repository(repository, origin)
    _linked(folder, placed, f"https://{found}/issues/1")
    return NewIssue(placed, found, origin.link(placed.path) if origin else None)


def refuse_without_token(server: Server) -> None:
    """Raise CannotRunError where no token is meant for a server."""
    if server.token is None:
        hint = say(
            "put one that may write issues into %(token_names)s",
            token_names=" or ".join(server.token_names),
        )
        raise CannotRunError(
            say("to open an issue at %(host)s needs a token", host=server.host), hint
        )


def link_back(folder: Path, placed: PlacedItem, url: str) -> str:
    """Write the address of an item's issue into its record, as it is by now; the difference.

    The issue is there: whatever goes wrong, the CannotRunError tells its address.
    """
    try:
        still = find_action_item(read_catalog(WorkingTree(folder)), placed.address)
        edits = _linked(folder, still, url)
        edits.write()
    except (CannotRunError, OSError) as error:
        why = error.message if isinstance(error, CannotRunError) else error.strerror
        hint = say(
            "write `tracker: %(url)s` under %(id)s in %(path)s",
            url=url,
            id=placed.item.id,
            path=placed.path,
        )
        message = say("the issue is open, but its record was not changed (%(why)s)", why=why)
        raise CannotRunError(message, hint) from None
    return edits.diff()


class _Origin(NamedTuple):
    """Where this repository is on GitHub, and which of its folders is the root here."""

    repository: RepositoryAddress
    prefix: str

    def link(self, path: str) -> str:
        return f"https://{self.repository}/blob/HEAD/{quote(self.prefix + path)}"


def _refuse_unsuitable(placed: PlacedItem, catalog: Catalog) -> None:
    if placed.file.stem in Withheld(catalog, "site").stems:
        hint = say("an issue has other readers; if there may be one, open it by hand")
        raise CannotRunError(
            say("%(address)s is in a restricted record", address=placed.address), hint
        )
    if placed.item.tracker is not None:
        hint = say("take that line out first, if it should have another")
        raise CannotRunError(
            say(
                "%(address)s has a tracker: %(tracker)s",
                address=placed.address,
                tracker=placed.item.tracker,
            ),
            hint,
        )
    require_open(placed)


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
            raise CannotRunError(
                say("%(given)s names no repository", given=given), say("write it as OWNER/NAME")
            )
        return found
    if origin is None:
        hint = say("name the repository: --repo OWNER/NAME")
        raise CannotRunError(say("git has no origin that is at GitHub"), hint)
    return origin.repository


def _linked(folder: Path, placed: PlacedItem, url: str) -> Edits:
    """The edit that names the issue. Raises CannotRunError where it cannot be made."""
    edits = Edits(folder)
    edits.change(placed.path, [Set(placed.field("tracker"), url)])
    edits.refuse_new_errors()
    files.refuse_unwritable(folder / placed.path)
    return edits
