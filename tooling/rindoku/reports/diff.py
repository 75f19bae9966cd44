"""A unified diff for a terminal."""

from __future__ import annotations

import click

from rindoku.text import printable

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def coloured(diff: str) -> str:
    """The diff, what is added in green and what is taken out in red."""
    return "\n".join(_line(line) for line in diff.split("\n"))


def _line(line: str) -> str:
    if line.startswith(("+++ ", "--- ")):
        return click.style(printable(line), bold=True)
    return click.style(printable(line), fg=_COLOURS.get(line[:1]))
