"""Committing one file of the working tree alone, whatever else is changed or staged there."""

from __future__ import annotations

import re
import shlex
import tempfile
from pathlib import Path

from rindoku.errors import CannotRunError
from rindoku.git.running import NoGitError, Runner
from rindoku.saying import say

_RUNS = re.compile(
    r"filter\..+\.(clean|smudge|process)|gpg\.(.+\.)?program|gpg\.ssh\.defaultkeycommand"
    r"|core\.(fsmonitor|hookspath|sshcommand|editor|gitproxy)|credential\.(.+\.)?helper"
    r"|diff\..+\.(command|textconv)|merge\..+\.driver",
    re.IGNORECASE,
)
"""The settings that name a program."""
_UNDERWAY = {
    "MERGE_HEAD": say("a merge"),
    "CHERRY_PICK_HEAD": say("a cherry-pick"),
    "REVERT_HEAD": say("a revert"),
    "rebase-merge": say("a rebase"),
    "rebase-apply": say("a rebase"),
}
"""What git has begun and not ended while one of these lies in its own folder."""


def require_committable(runner: Runner, folder: Path, path: str) -> None:
    """See Git.require_committable."""
    _require_own_programs(runner, folder)  # first: to look at the state of a file runs filters
    for name, what in _UNDERWAY.items():
        if Path(folder, runner.text("rev-parse", "--git-path", name)).exists():
            raise CannotRunError(
                say("cannot commit in the middle of %(what)s", what=what),
                say("finish it first (`git status` says how), or leave --commit out"),
            )
    _require_unchanged(runner, path)
    try:
        for who in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            runner.text("var", who)
    except NoGitError as error:
        raise CannotRunError(
            say("cannot commit: %(error)s", error=error.message),
            say("tell git who you are: git config user.name … and git config user.email …"),
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


def _require_own_programs(runner: Runner, folder: Path) -> None:
    """Raise CannotRunError where git would run what the repository's own files tell it to.

    A person's git may have filters and a program that signs. Whoever includes settings from the
    work tree (`include.path`) lets anybody who can change it choose them.
    """
    top = Path(runner.text("rev-parse", "--show-toplevel"))
    own = Path(runner.text("rev-parse", "--path-format=absolute", "--git-common-dir"))
    told = runner.output("config", "--list", "--show-origin", "-z").decode("utf-8", "replace")
    parts = told.split("\0")
    for origin, setting in zip(parts[::2], parts[1::2], strict=False):
        name = setting.partition("\n")[0]
        file = Path(folder, origin.removeprefix("file:")).resolve()
        is_in_tree = file.is_relative_to(top) and not file.is_relative_to(own.resolve())
        if origin.startswith("file:") and is_in_tree and _RUNS.fullmatch(name):
            raise CannotRunError(
                say(
                    "%(file)s of this repository makes git run `%(name)s`",
                    file=file.relative_to(top),
                    name=name,
                ),
                say("commit by yourself, or take it out of your git's include.path"),
            )


def _require_unchanged(runner: Runner, path: str) -> None:
    status = runner.text(
        "--literal-pathspecs", "status", "--porcelain", "--ignored", "--untracked-files=all",
        "--", path,
    )  # fmt: skip
    shown = shlex.quote(path)
    if status.startswith(("??", "!!")):
        why = say("ignores it") if status.startswith("!!") else say("does not know it yet")
        hint = say(
            "add and commit it yourself once (git add %(shown)s), or leave --commit out",
            shown=shown,
        )
        raise CannotRunError(say("cannot commit %(path)s: git %(why)s", path=path, why=why), hint)
    if status:
        hint = say("commit those first (git commit %(shown)s), or leave --commit out", shown=shown)
        message = say("%(path)s has changes that are not committed; they would go along", path=path)
        raise CannotRunError(message, hint)
