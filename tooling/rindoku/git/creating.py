"""A new repository with a history that somebody made up."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rindoku.git.running import Runner, make_repository


def import_history(folder: Path, stream: Iterable[bytes]) -> None:
    """Make a repository in ``folder``, with `main` checked out.

    The stream tells its commits in the language of ``git fast-import``. Raises NoGitError where
    git does not understand it.
    """
    make_repository(folder)
    runner = Runner(folder)
    with runner.stream("fast-import", "--quiet") as (into, _):
        into.writelines(stream)
        into.close()
    runner.text("reset", "--hard", "--quiet")
