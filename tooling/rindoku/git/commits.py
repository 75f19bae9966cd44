"""Commits, and the files in their trees."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from rindoku.git.running import Runner

REGULAR = ("100644", "100755")
"""The modes of files: the others are those of links, folders and other repositories."""
_LINK = "120000"


class Commit(NamedTuple):
    """A commit as the history needs it. ``time`` is the committer's, in seconds since 1970."""

    id: str
    parents: tuple[str, ...]
    time: int
    author: str


class TreeEntry(NamedTuple):
    """What stands at a path in a commit: a file, mostly. ``blob`` is the name of its content."""

    mode: str
    blob: str
    path: str

    @property
    def is_regular_file(self) -> bool:
        """Whether it is a file with a content of its own."""
        return self.mode in REGULAR

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link."""
        return self.mode == _LINK


def list_commits(runner: Runner, head: str, since: str | None) -> list[Commit]:
    """See Git.commits."""
    fields = "%H%x00%P%x00%ct%x00%an"
    revisions = [head, f"^{since}"] if since else [head]
    command = ("rev-list", "--encoding=UTF-8", f"--format={fields}", *revisions, "--")
    with runner.stream(*command) as (into, out):
        into.close()
        # every other line only repeats the commit's name
        return [_commit(line) for line in islice(out, 1, None, 2)]


def list_entries(runner: Runner, tree: str, folders: Iterable[str]) -> list[TreeEntry]:
    """See Git.entries."""
    out = os.fsdecode(runner.output("ls-tree", "-r", "-z", tree, "--", *folders))
    entries = []
    for record in out.split("\0")[:-1]:
        facts, _, path = record.partition("\t")
        mode, _, blob = facts.split(" ")
        entries.append(TreeEntry(mode, blob, path))
    return entries


def blob_name(content: bytes, algorithm: str) -> str:
    """The name that git gives a file's content in a repository of that hash."""
    header = b"blob %d\0" % len(content)
    return hashlib.new(algorithm, header + content, usedforsecurity=False).hexdigest()


def _commit(line: bytes) -> Commit:
    name, parents, time, author = line.decode("utf-8", "replace").rstrip("\n").split("\0", 3)
    names = tuple(map(sys.intern, parents.split()))
    return Commit(sys.intern(name), names, int(time or 0), sys.intern(author))
