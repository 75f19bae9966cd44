"""How commands that edit an action item are asked to write: not at all, or with a commit."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, NamedTuple

import click

from rindoku.cli.action.arguments import LineType
from rindoku.errors import CannotRunError
from rindoku.saying import say


class Writing(NamedTuple):
    """Whether an edit is written at all, and committed."""

    dry_run: bool
    commit: bool


def writing_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--dry-run` and `--commit`; the command gets them as one `writing`.

    A `--why` that no commit would tell is refused before anything is looked at.
    """

    @click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
    @click.option(
        "--commit", is_flag=True,
        help="Commit this file alone; other changes stay as they are, staged or not. The "
        "repository's git hooks are not run; your git's own filters and what signs for you are.",
    )  # fmt: skip
    @functools.wraps(command)
    def wrapped(*arguments: Any, dry_run: bool, commit: bool, **options: Any) -> None:
        if options.get("why") is not None and not commit:
            raise CannotRunError(say("--why stands in the commit's message"), say("add --commit"))
        command(*arguments, writing=Writing(dry_run, commit), **options)

    return wrapped


why_option = click.option("--why", type=LineType(), help="A line for the commit's message.")
"""Goes with `writing_options`."""
