"""Why an issue cannot be read or opened."""

from __future__ import annotations

from rindoku.errors import CannotRunError


class TrackerError(CannotRunError):
    """The tracker has no usable answer about one issue."""


class NoServiceError(TrackerError):
    """The server answers nothing at the moment, whatever the issue: asking on would be no use."""
