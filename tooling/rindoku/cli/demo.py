"""`rindoku demo`: a sample repository to look around in."""

from __future__ import annotations

import errno
import os
from datetime import UTC, date
from pathlib import Path

import click

from rindoku import clock
from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import DayType
from rindoku.cli.telling import tell
from rindoku.errors import CannotRunError
from rindoku.saying import say


@click.command("demo", epilog=EXAMPLES.format("rindoku demo /tmp/shop && cd /tmp/shop"))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--today", type=DayType(), help="The day its history ends shortly before.")
def command(folder: Path, today: date | None) -> None:
    """Write a sample repository into DIR: a shop's postmortems with three years of git history."""
    if folder.exists() and any(folder.iterdir()):
        raise CannotRunError(
            say("%(folder)s is not empty", folder=folder),
            say("name a folder that is not there yet"),
        )
    from rindoku.git import NoGitError
    from rindoku.scaffold.demo import write_demo

    folder.mkdir(parents=True, exist_ok=True)
    try:
        changes = write_demo(folder, today or clock.today(UTC))
    except NoGitError as error:
        reason = str(error) or os.strerror(errno.ENOSPC)
        raise CannotRunError(
            say("%(folder)s cannot be written: %(reason)s", folder=folder, reason=reason),
            say("is there room on the disk? delete what was written, and try again"),
        ) from None
    tell(
        say(
            "%(folder)s: a sample repository, %(changes)d changes on its main line",
            folder=folder,
            changes=changes,
        )
    )
