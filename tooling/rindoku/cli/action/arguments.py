"""What is typed behind a command: a short id, words in one line, somebody's handle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem


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
            return list(self._offers(_known(ctx), incomplete))
        except Exception:  # somebody is typing: whatever is wrong, this is not the place to say it
            return []

    def _offers(self, known: list[_Record], incomplete: str) -> Iterator[CompletionItem]:
        """Those that begin like this; else those of the one record that has this in its id."""
        from click.shell_completion import CompletionItem

        from rindoku.text import fold, printable_line

        wanted = fold(incomplete.partition("#")[0])
        holders = [record for record in known if wanted in fold(record[0])]
        begun = [record for record in holders if fold(record[0]).startswith(wanted)]
        if not begun and len(holders) > 1:  # a shell keeps only what all of them have in common
            return
        for stem, items in begun or holders:
            for name, status, title in items:
                address = f"{stem}#{name}"
                fits = fold(incomplete) in fold(address) and address.isprintable()
                if fits and (not self.statuses or status in self.statuses):
                    yield CompletionItem(address, help=printable_line(title))


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
            stems = [stem for stem, _ in _known(ctx)]
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
        from rindoku.cli.telling import told
        from rindoku.saying import say

        line = " ".join(str(value).split())
        if not line:
            self.fail(told(say("it is empty; say it in a few words")), param, ctx)
        try:
            line.encode("utf-8")
        except UnicodeEncodeError:
            self.fail(told(say("it is not UTF-8 text")), param, ctx)
        return line


_Record = tuple[str, list[tuple[str, str, str]]]
"""A record's id, and of its action items the id, the status and the title."""


def _known(ctx: click.Context) -> list[_Record]:
    """The records around whoever is typing."""
    from rindoku.cli.paths import find_root
    from rindoku.memory.answers import remembered

    root = find_root(ctx.find_root().params.get("root"))
    return remembered("records to choose from", root, lambda: _read(root))


def _read(root: Path) -> list[_Record]:
    from rindoku.memory.memory import Memory
    from rindoku.memory.stamped_tree import working_tree
    from rindoku.reading.catalog import read_catalog

    memory = Memory.around(root)
    catalog = read_catalog(working_tree(root, memory), memory)
    items = {file.stem: file.numbered("action_items") for file in catalog.holders}
    found = [
        (stem, [(item.id, item.status, item.title) for _, item in there])
        for stem, there in items.items()
    ]
    catalog.remember()
    return found
