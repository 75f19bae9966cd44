"""The sessions of a program."""

from __future__ import annotations

from rindoku.records import Circle, Program
from rindoku.repository import Repository


def sessions_held(program: Program, repository: Repository) -> list[tuple[str, Circle]]:
    """The sessions of a program that were held up to the repository's day, oldest first."""
    return [(stem, c) for stem, c in repository.held if c.program == program.name]
