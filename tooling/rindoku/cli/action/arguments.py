"""What is typed behind a command: a short id, words in one line, somebody's handle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from rindoku.reading.catalog import Catalog


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
            return list(self._offers(_catalog(ctx), incomplete))
        except Exception:  # somebody is typing: whatever is wrong, this is not the place to say it
            return []

    def _offers(self, catalog: Catalog, incomplete: str) -> Iterator[CompletionItem]:
        """Those that begin like this; else those of the one record that has this in its id."""
        from click.shell_completion import CompletionItem

        from rindoku.reading.catalog import split_address
        from rindoku.text import fold, printable_line

        record = fold(split_address(incomplete)[0])
        holders = [entry for entry in catalog.holders if record in fold(entry.stem)]
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
        from click.shell_completion import CompletionItem

        from rindoku.text import fold

        try:
            stems = [entry.stem for entry in _catalog(ctx).holders]
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


def _catalog(ctx: click.Context) -> Catalog:
    """The records around whoever is typing."""
    from rindoku.cli.paths import find_root
    from rindoku.reading.catalog import read_catalog
    from rindoku.source.tree import WorkingTree

    return read_catalog(WorkingTree(find_root(ctx.find_root().params.get("root"))))
