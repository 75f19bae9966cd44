"""Errors that end a command: what went wrong, and what to do about it."""

from __future__ import annotations


class CannotRunError(Exception):
    """The command cannot do what it was asked; exit code 2. The hint says what would help."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
