"""All that may be asked of git. Each question is a method; how git answers lies beside."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from copy import copy
from pathlib import Path
from shlex import quote

from rindoku.git import changes, commits, committing, working
from rindoku.git.changes import FileChange
from rindoku.git.commits import Commit, TreeEntry
from rindoku.git.running import NoGitError, Runner
from rindoku.saying import say


class Git:
    """Git's answers about one folder inside a repository; paths are relative to that folder.

    Every question raises NoGitError, with git's reason, where git cannot answer.
    """

    def __init__(self, folder: Path) -> None:
        """Open the repository around ``folder``. Raises NoGitError where there is none."""
        self.folder = folder
        self._runner = Runner(folder)
        common, own, prefix, algorithm = self._around()
        self.common_folder = Path(common)
        """Where git keeps what all worktrees of the repository share."""
        self.own_folder = Path(own)
        """Where git keeps what belongs to this worktree alone."""
        self.prefix = prefix
        """The folder's place in its repository, ready to be put before a path in it; empty at the
        top."""
        self.algorithm = algorithm
        """The hash by which the repository names what it holds."""

    def copy(self) -> Git:
        """Another one about the same folder; it does not see what is here `as_if_committed`."""
        other = copy(self)
        other._runner = Runner(self.folder)  # noqa: SLF001 (its own class)
        return other

    def _around(self) -> list[str]:
        try:
            told = self._runner.output(
                "rev-parse", "--path-format=absolute", "--git-common-dir", "--git-dir",
                "--show-prefix", "--show-object-format",
            )  # fmt: skip
        except NoGitError as error:
            if str(error).startswith("not a git repository"):
                raise NoGitError(say("this folder is in no git repository")) from None
            if str(error).startswith("detected dubious ownership"):
                command = f"git config --global --add safe.directory {quote(str(self.folder))}"
                raise NoGitError(
                    say(
                        "git does not trust a folder of somebody else's; if you do: %(command)s",
                        command=command,
                    )
                ) from None
            raise
        return os.fsdecode(told).split("\n")[:4]

    def is_around(self, folder: Path) -> bool:
        """Whether a folder lies between the top of the repository and this one, both included."""
        here = self.folder.resolve()
        top = here.parents[self.prefix.count("/") - 1] if self.prefix else here
        return folder.is_relative_to(top) and here.is_relative_to(folder)

    @property
    def settings(self) -> list[Path]:
        """The files of git's own, beside what is committed, that can change an answer."""
        own = ("index", "config.worktree", "info/sparse-checkout")
        return [
            *(self.own_folder / name for name in own),
            *(self.common_folder / name for name in ("config", "shallow")),
        ]

    # who and where

    def user_name(self) -> str | None:
        """The name of whoever is at work here, as git's settings have it."""
        return self._runner.answer("config", "user.name")

    def origin(self) -> str:
        """The address that the repository was cloned from. Raises NoGitError for none."""
        return self._runner.text("remote", "get-url", "origin")

    # commits and what is in them

    def head(self) -> str | None:
        """The commit that is checked out, or None where nothing is committed yet."""
        return self._runner.answer("rev-parse", "--verify", "--quiet", "HEAD^{commit}")

    def fork_point(self, base: str) -> str:
        """The commit at which what is checked out left another line, named as git names commits.

        Raises NoGitError where there is no such commit here.
        """
        name = f"{base}^{{commit}}"
        found = self._runner.answer("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        if found is None:
            raise NoGitError(say("there is no commit `%(base)s` here", base=base))
        return self._runner.text("merge-base", found, "HEAD")

    def default_branch(self) -> str | None:
        """The main line, as far as this clone knows it: origin's, else `main` or `master`."""
        for name in ("origin/HEAD", "origin/main", "origin/master", "main", "master"):
            if self._runner.answer("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"):
                return name
        return None

    def cuts(self) -> frozenset[str]:
        """The commits at which a shallow clone was cut: their parents are missing here."""
        try:
            return frozenset((self.common_folder / "shallow").read_text("ascii").split())
        except FileNotFoundError:
            return frozenset()

    def commits(self, head: str, since: str | None = None) -> list[Commit]:
        """All commits that ``head`` reaches and ``since`` does not, newest first."""
        return commits.list_commits(self._runner, head, since)

    def entries(self, commit: str, folders: Iterable[str]) -> list[TreeEntry]:
        """The files at or below some folders in a commit."""
        return commits.list_entries(self._runner, commit, folders)

    def changes(
        self, pairs: Iterable[tuple[str, str | None]], folders: Iterable[str]
    ) -> Iterator[tuple[str, list[FileChange]]]:
        """What each commit changed against its parent, in the order asked for.

        One process for all of them. A pair without a parent is compared with nothing.
        Renames are told by git's own detection.
        """
        return changes.list_changes(self._runner, pairs, folders)

    def blobs(self, names: Iterable[str]) -> AbstractContextManager[Iterator[bytes | None]]:
        """The content of each blob, in order, through one process.

        None stands for a blob beyond the size of any record; one that is missing raises NoGitError,
        for without it no life is told right. The names may come from another running command:
        they are asked for while the answers are read, exactly one answer for each name.
        """
        return changes.read_blobs(self._runner, names)

    # the working tree

    def left_out(self, folders: Iterable[str]) -> frozenset[str]:
        """The files at or below some folders that a sparse checkout leaves out."""
        return working.list_left_out(self._runner, folders)

    def as_if_committed(
        self, head: str | None, removed: Iterable[str], written: Mapping[str, bytes], scratch: Path
    ) -> str:
        """A commit on top of ``head`` that is what the working tree would be if it were committed.

        It lies in ``scratch``, a folder of the caller's, and only this object sees it there; the
        repository is not touched. So git's own comparison and rename detection see uncommitted
        changes too.
        """
        gone = (self.prefix + path for path in removed)
        there = {self.prefix + path: content for path, content in written.items()}
        return working.commit_to(self._runner, scratch, head, gone, there)

    def require_committable(self, path: str) -> None:
        """Raise CannotRunError where a commit of this file now would fail or take something along.

        The file has to be as it was committed last: this is asked before it is edited.
        """
        committing.require_committable(self._runner, self.folder, path)

    def commit_file(self, path: str, message: str) -> str:
        """Commit one file as it is in the working tree; what else is changed or staged stays so.

        The repository's hooks are not run; whether it is signed, the person's own git settings say.
        Returns the commit's name.
        """
        return committing.commit_file(self._runner, path, message)
