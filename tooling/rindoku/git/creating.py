"""A new repository with a history that somebody made up."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import git

from rindoku.git.environment import own_environment
from rindoku.git.running import Runner


def import_history(folder: Path, stream: Iterable[bytes]) -> None:
    """Make a repository in ``folder``, with `main` checked out.

    The stream tells its commits in the language of ``git fast-import``. Raises NoGitError where
    git does not understand it.
    """
    with own_environment():
        git.Repo.init(folder, initial_branch="main").close()
    runner = Runner(folder)
    with runner.stream("fast-import", "--quiet") as (into, _):
        into.writelines(stream)
        into.close()
    runner.text("reset", "--hard", "--quiet")
