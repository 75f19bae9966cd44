"""The tree of a commit, read like a working tree."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from rindoku.saying import say
from rindoku.source.layout import POLICY_FILES, RECORD_ROOTS
from rindoku.source.tree import not_a_file, too_large

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rindoku.git.client import Git
    from rindoku.git.commits import TreeEntry


class CommitTree:
    """The records and the policy of one commit; no commit at all is an empty tree."""

    def __init__(self, git: Git, commit: str | None) -> None:
        self._git = git
        self._commit = commit

    def paths(self, folder: str) -> list[str]:
        """See Tree."""
        return sorted(p for p in self._entries if p == folder or p.startswith(f"{folder}/"))

    def read(self, path: str) -> bytes | None:
        """See Tree."""
        entry = self._entries.get(path)
        if entry is None:
            if any(other.startswith(f"{path}/") for other in self._entries):
                raise not_a_file(say("a folder"))
            return None
        if entry.is_link:
            raise not_a_file(say("a symbolic link"))
        if not entry.is_regular_file:
            raise not_a_file(say("a submodule"))
        content = self._contents[path]
        if content is None:
            raise too_large()
        return content

    def blob(self, path: str) -> str | None:
        """See Tree."""
        entry = self._entries.get(path)
        return entry.blob if entry is not None and entry.is_regular_file else None

    def has(self, path: str) -> bool:
        """See Tree; only records and the policy were looked for."""
        known = (*RECORD_ROOTS, *POLICY_FILES)
        if not any(path == one or path.startswith(f"{one}/") for one in known):
            return True
        return any(one == path or one.startswith(f"{path}/") for one in self._entries)

    @cached_property
    def _entries(self) -> Mapping[str, TreeEntry]:
        if self._commit is None:
            return {}
        entries = self._git.entries(self._commit, (*RECORD_ROOTS, *POLICY_FILES))
        return {entry.path: entry for entry in entries}

    @cached_property
    def _contents(self) -> Mapping[str, bytes | None]:
        wanted = [e for e in self._entries.values() if e.is_regular_file and _is_read(e.path)]
        with self._git.blobs(entry.blob for entry in wanted) as contents:
            return {entry.path: next(contents) for entry in wanted}


def _is_read(path: str) -> bool:
    """Whether anybody asks for a file: for a record or a policy, or what is in a folder's place."""
    return path.endswith((".md", ".toml")) or path in RECORD_ROOTS
