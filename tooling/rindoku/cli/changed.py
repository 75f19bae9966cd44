"""What a branch changed: which of the records `rindoku check --changed` looks at."""

from __future__ import annotations

import os
from pathlib import Path

from rindoku.errors import CannotRunError
from rindoku.git import Git, NoGitError
from rindoku.reading.catalog import Catalog
from rindoku.reading.changed import changed_paths
from rindoku.saying import say


def changed_records(base: str, folder: Path, catalog: Catalog) -> set[str]:
    """The records that this branch changed. Raises CannotRunError where git cannot tell."""
    try:
        git = Git(folder)
        target = base or _target_of_the_ci() or git.default_branch()
        if target is None:
            raise CannotRunError(
                say("git knows no default branch here"), say("name one: --changed=BASE")
            )
        return changed_paths(catalog, git, git.fork_point(target))
    except NoGitError as error:
        hint = say(
            "fetch it (in CI with its history: fetch-depth: 0), or name another: --changed=BASE"
        )
        raise CannotRunError(error.message, hint) from None


def _target_of_the_ci() -> str | None:
    """The branch that a pull request or a merge request is for, as its CI names it."""
    variables = ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
    name = next((os.environ[one] for one in variables if os.environ.get(one)), None)
    return f"origin/{name}" if name else None
