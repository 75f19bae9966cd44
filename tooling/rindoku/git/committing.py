"""Committing one file of the working tree alone, whatever else is changed or staged there."""

from __future__ import annotations

import shlex
import tempfile
from pathlib import Path

from rindoku.errors import CannotRunError
from rindoku.git.running import NoGitError, Runner

_UNDERWAY = {
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
}
"""What git has begun and not ended while one of these lies in its own folder."""


def require_committable(runner: Runner, folder: Path, path: str) -> None:
    """See Git.require_committable."""
    for name, what in _UNDERWAY.items():
        if Path(folder, runner.text("rev-parse", "--git-path", name)).exists():
            raise CannotRunError(
                f"cannot commit in the middle of {what}",
                "finish it first (`git status` says how), or leave --commit out",
            )
    _require_unchanged(runner, path)
    try:
        for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            runner.text("var", who)
    except NoGitError as error:
        raise CannotRunError(
            f"cannot commit: {error}",
            "tell git who you are: git config user.name … and git config user.email …",
        ) from None


def commit_file(runner: Runner, path: str, message: str) -> str:
    """See Git.commit_file."""
    with tempfile.TemporaryDirectory(prefix="rindoku-") as scratch:
        file = Path(scratch, "message")
        file.write_text(message, "utf-8")
        runner.text(
            "--literal-pathspecs", "commit", "--only", "--quiet", "--cleanup=whitespace",
            f"--file={file}", "--", path,
        )  # fmt: skip
    return runner.text("rev-parse", "HEAD")


def _require_unchanged(runner: Runner, path: str) -> None:
    status = runner.text(
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
