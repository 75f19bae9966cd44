"""What is typed behind a command: a short id, words in one line, somebody's handle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import click
from click.shell_completion import CompletionItem

from rindoku.cli.action.common import holders_of
from rindoku.cli.options import find_root
from rindoku.errors import CannotRunError
from rindoku.reading.catalog import Catalog, placed_items, read_catalog, split_address
from rindoku.reading.validation import did_you_mean
from rindoku.source.tree import WorkingTree
from rindoku.text import fold, printable_line


class AddressType(click.ParamType[str]):
    """A `RECORD#ID`, or a part of it. In a shell it completes to those of some statuses."""

    name = "ID"

    def __init__(self, *statuses: str) -> None:
        self.statuses = statuses

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The addresses that fit what was typed so far, each with its title."""
        try:
            root = find_root(ctx.find_root().params.get("root"))
            return list(self._offers(read_catalog(WorkingTree(root)), incomplete))
        except Exception:  # somebody is typing: whatever is wrong, this is not the place to say it
            return []

    def _offers(self, catalog: Catalog, incomplete: str) -> Iterator[CompletionItem]:
        """Those that begin like this; else those of the one record that has this in its id."""
        record = fold(split_address(incomplete)[0])
        holders = [entry for entry in holders_of(catalog) if record in fold(entry.stem)]
        begun = [entry for entry in holders if fold(entry.stem).startswith(record)]
        if not begun and len(holders) > 1:  # a shell keeps only what all of them have in common
            return
        for entry in begun or holders:
            for _, item in entry.numbered("action_items"):
                address = f"{entry.stem}#{item.id}"
                fits = fold(incomplete) in fold(address) and address.isprintable()
                if fits and (not self.statuses or item.status in self.statuses):
                    yield CompletionItem(address, help=printable_line(item.title))


class RecordType(click.ParamType[str]):
    """The id of a record, or a part of it. In a shell it completes."""

    name = "RECORD"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The ids that begin like this."""
        try:
            root = find_root(ctx.find_root().params.get("root"))
            stems = [entry.stem for entry in holders_of(read_catalog(WorkingTree(root)))]
        except Exception:  # as above
            return []
        return [CompletionItem(stem) for stem in stems if fold(stem).startswith(fold(incomplete))]


class LineType(click.ParamType[str]):
    """Words in one line."""

    name = "TEXT"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The words with single spaces between them."""
        line = " ".join(str(value).split())
        if not line:
            self.fail("it is empty; say it in a few words", param, ctx)
        try:
            line.encode("utf-8")
        except UnicodeEncodeError:
            self.fail("it is not UTF-8 text", param, ctx)
        return line


def known_handle(text: str, catalog: Catalog, today: date) -> str:
    """An owner as the policy writes it; the `@` may be left out.

    Where the policy names nobody, as the records write it, else as handles are written. Raises
    CannotRunError for one whom the policy does not know, or who has left.
    """
    policy = catalog.policy
    if not policy.names_people:
        owners = (placed.item.owner for placed in placed_items(holders_of(catalog)))
        written = match_handle(text, (owner for owner in owners if owner))
        return written or (text if " " in text or text.startswith("@") else f"@{text}")
    known = [*policy.people, *policy.teams]
    found = match_handle(text, known)
    if found is None:
        raise CannotRunError(f"the policy does not know {text}", near_handle(text, known))
    person = policy.people.get(found)
    if person is not None and person.left is not None and person.left <= today:
        raise CannotRunError(f"{found} has left ({person.left})", "name somebody who is here")
    return found


def near_handle(text: str, known: list[str]) -> str:
    """A hint that names the nearest handle, or some."""
    near = did_you_mean(text.removeprefix("@"), [name.removeprefix("@") for name in known])
    return near or f"known are {', '.join(known[:8])}"


def match_handle(text: str, known: Iterable[str]) -> str | None:
    """Which of the known handles is meant, with or without its `@`; as it is written, if it is."""
    found = match_handles(text, known)
    return text if text in found else next(iter(found), None)


def match_handles(text: str, known: Iterable[str]) -> list[str]:
    """All of the known handles that can be meant: one owner may be written in two ways.

    Case and width count only where a handle is written just like this.
    """
    names = list(known)
    exact = [name for name in names if name.removeprefix("@") == text.removeprefix("@")]
    wanted = fold(text).removeprefix("@")
    return exact or [name for name in names if fold(name).removeprefix("@") == wanted]
