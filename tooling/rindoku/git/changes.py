"""What commits changed, and the contents of files: many answers from one process."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple, cast

from rindoku.git.commits import REGULAR
from rindoku.git.running import EndedEarlyError, NoGitError, Runner, Writer
from rindoku.saying import say
from rindoku.source.tree import MAX_BYTES

_DIFF_TREE = (
    "diff-tree", "--stdin", "-r", "-z", "--raw", "--root", "--relative",
    "--no-ext-diff", "--no-textconv", "--no-abbrev", "-M",
)  # fmt: skip
_MOVED = ("R", "C")
_GONE = "D"


class FileChange(NamedTuple):
    """A file that a commit changed; a renamed one has an ``old_path``.

    ``blob`` is the name of its content, where it is a regular file now.
    """

    path: str
    blob: str
    is_regular_file: bool
    is_deletion: bool = False
    old_path: str | None = None


def list_changes(
    runner: Runner, pairs: Iterable[tuple[str, str | None]], folders: Iterable[str]
) -> Iterator[tuple[str, list[FileChange]]]:
    """See Git.changes."""
    with runner.stream(*_DIFF_TREE, "--", *folders) as (into, out):
        lines = (f"{new} {old}\n" if old else f"{new}\n" for new, old in pairs)
        writer = Writer(into, (line.encode("ascii") for line in lines))
        yield from _parse(_split_nul(out))
        writer.finish()


@contextmanager
def read_blobs(runner: Runner, names: Iterable[str]) -> Iterator[Iterator[bytes | None]]:
    """See Git.blobs."""
    with runner.stream("cat-file", "--batch", "--buffer") as (into, out):
        writer = Writer(into, (f"{name}\n".encode("ascii") for name in names))
        yield _contents(out)
        writer.finish()


def _split_nul(out: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := cast("io.BufferedReader", out).read1(1 << 16):
        *whole, rest = (rest + chunk).split(b"\0")
        yield from whole


def _parse(tokens: Iterator[bytes]) -> Iterator[tuple[str, list[FileChange]]]:
    commit, changes = "", list[FileChange]()
    for token in tokens:
        if not token.startswith(b":"):
            if changes:
                yield commit, changes
            commit, changes = token.decode("ascii"), []
            continue
        _, mode, _, blob, status = token.decode("ascii").split(" ")
        path, old_path = os.fsdecode(next(tokens)), None
        if status[0] in _MOVED:
            path, old_path = os.fsdecode(next(tokens)), path
        changes.append(FileChange(path, blob, mode in REGULAR, status == _GONE, old_path))
    if changes:
        yield commit, changes


def _contents(out: IO[bytes]) -> Iterator[bytes | None]:
    while header := out.readline():
        facts = header.split()
        if facts[-1] == b"missing":
            raise NoGitError(say("parts of it are missing: the clone is partial or damaged"))
        content = out.read(int(facts[2]))
        out.read(1)
        yield content if len(content) <= MAX_BYTES else None
    raise EndedEarlyError
