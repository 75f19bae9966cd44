"""A new repository with a history that somebody made up."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from rindoku.git.environment import own_environment
from rindoku.git.running import Runner


def import_history(folder: Path, stream: Iterable[bytes]) -> None:
    """Make a repository in ``folder``, with `main` checked out.

    The stream tells its commits in the language of ``git fast-import``. Raises NoGitError where
    git does not understand it, or cannot write it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    runner = Runner(folder)
    runner.text("version")  # a missing git is told in our words
    _make_repository(folder)
    # where git has ended before the stream, it says why itself
    with runner.stream("fast-import", "--quiet") as (into, _), suppress(BrokenPipeError):
        into.writelines(stream)
        into.close()
    runner.text("reset", "--hard", "--quiet")


def _make_repository(folder: Path) -> None:
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    from git import Repo  # takes as long as most commands: nobody else waits for it

    with own_environment():
        Repo.init(folder, initial_branch="main").close()
