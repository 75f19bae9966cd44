"""Why an issue cannot be read or opened."""

from __future__ import annotations

from rindoku.errors import CannotRunError
from rindoku.text import printable_line


class TrackerError(CannotRunError):
    """The tracker has no usable answer about one issue."""


class NoServiceError(TrackerError):
    """The server answers nothing at the moment, whatever the issue: asking on would be no use."""


def plain(text: str) -> str:
    """A server's words in one short line for a terminal."""
    return printable_line(text)[:200]
