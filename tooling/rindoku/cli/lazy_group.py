"""A group of commands that imports one only when it is called, or its own help is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from gettext import gettext
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class LazyGroup(click.Group):
    """Knows its commands by their names and summaries, in the order in which they are needed.

    Each is the `command` of a module of its own, in the ``folder`` beside this one. Help,
    completion and a mistyped name need no more: they answer before anything heavy is imported.
    """

    def __init__(
        self, *args: Any, summaries: Mapping[str, str], folder: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.summaries, self._folder = summaries, folder
        self.explained: Callable[[click.Command], click.Command] = lambda command: command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in order."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in self.summaries:
            return None
        inside = f"{self._folder}.{cmd_name}".strip(".").replace("-", "_")
        command: click.Command = import_module(f"rindoku.cli.{inside}").command
        return self.explained(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The names with their summaries."""
        with formatter.section(gettext("Commands")):
            formatter.write_dl(list(self.summaries.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The names that begin so, and the group's own options."""
        from click.shell_completion import CompletionItem

        found = [
            CompletionItem(name, help=summary)
            for name, summary in self.summaries.items()
            if name.startswith(incomplete)
        ]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]
