"""Folders and paths: which folder is the repository, and how a path is shown to who typed it."""

from __future__ import annotations

import os
from pathlib import Path

from rindoku.errors import CannotRunError
from rindoku.saying import say
from rindoku.source import layout


def find_root(given: Path | None) -> Path:
    """The repository's folder: the given one, or the nearest one upwards with records or a policy.

    Raises CannotRunError where there is none.
    """
    if given is not None:
        return given.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if _is_root(folder):
            return folder
    raise CannotRunError(
        say(
            "neither here nor above is a `%(postmortems)s/` folder or a policy",
            postmortems=layout.POSTMORTEMS,
        ),
        say(
            "go to your repository, name it (rindoku --root DIR …), or begin one: mkdir postmortems"
        ),
    )


def shown_path(path: Path) -> str:
    """A path as a person here would type it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def _is_root(folder: Path) -> bool:
    if (folder / layout.POSTMORTEMS).is_dir() or (folder / "rindoku.toml").is_file():
        return True
    # bring pydantic, which a folder with records can do without
    from rindoku.reading.policy_file import read_policy
    from rindoku.source.tree import WorkingTree

    policy = read_policy(WorkingTree(folder))
    return policy.path is not None and (policy.error is None or "tool.rindoku" in policy.text)
