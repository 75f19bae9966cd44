"""Committing one file of the working tree alone, whatever else is changed or staged there."""

from __future__ import annotations

import shlex
import tempfile
from pathlib import Path

from rindoku.errors import CannotRunError
from rindoku.git.client import Git, NoGitError

_UNDERWAY = {
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
}
"""What git has begun and not ended while one of these lies in its own folder."""


def require_committable(git: Git, path: str) -> None:
    """Raise CannotRunError where a commit of this file now would fail or take something along.

    The file has to be as it was committed last: this is asked before it is edited.
    """
    for name, what in _UNDERWAY.items():
        if Path(git.folder, git.text("rev-parse", "--git-path", name)).exists():
            raise CannotRunError(
                f"cannot commit in the middle of {what}",
                "finish it first (`git status` says how), or leave --commit out",
            )
    _require_unchanged(git, path)
    try:
        for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            git.text("var", who)
    except NoGitError as error:
        raise CannotRunError(
            f"cannot commit: {error}",
            "tell git who you are: git config user.name … and git config user.email …",
        ) from None


def commit_file(git: Git, path: str, message: str) -> str:
    """Commit one file as it is in the working tree; what else is changed or staged stays so.

    The repository's hooks are not run; whether it is signed, the person's own git settings say.
    Returns the commit's name. Raises NoGitError with git's reason.
    """
    with tempfile.TemporaryDirectory(prefix="rindoku-") as scratch:
        file = Path(scratch, "message")
        file.write_text(message, "utf-8")
        git.text(
            "--literal-pathspecs", "commit", "--only", "--quiet", "--cleanup=whitespace",
            f"--file={file}", "--", path,
        )  # fmt: skip
    return git.text("rev-parse", "HEAD")


def _require_unchanged(git: Git, path: str) -> None:
    status = git.text(
        "--literal-pathspecs", "status", "--porcelain", "--ignored", "--untracked-files=all",
        "--", path,
    )  # fmt: skip
    shown = shlex.quote(path)
    if status.startswith(("??", "!!")):
        why = "ignores it" if status.startswith("!!") else "does not know it yet"
        hint = f"add and commit it yourself once (git add {shown}), or leave --commit out"
        raise CannotRunError(f"cannot commit {path}: git {why}", hint)
    if status:
        hint = f"commit those first (git commit {shown}), or leave --commit out"
        message = f"{path} has changes that are not committed; they would go along"
        raise CannotRunError(message, hint)
