"""Commits that are made up, in the language of `git fast-import`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from rindoku.git import import_history


class NewCommit(NamedTuple):
    """A commit to be made. ``parents`` are numbers of commits in the same list.

    ``changed`` is the difference from the first parent: new contents, None for removed files.
    """

    message: str
    author: str
    committer: str
    at: datetime
    changed: Mapping[str, bytes | None]
    parents: tuple[int, ...]


def create_repository(folder: Path, commits: Iterable[NewCommit]) -> None:
    """Make a repository with these commits on `main`, and check the last one out."""
    import_history(folder, (part for n, commit in enumerate(commits) for part in _told(n, commit)))


def _told(number: int, commit: NewCommit) -> Iterator[bytes]:
    when = f"{int(commit.at.timestamp())} {commit.at:%z}"
    yield f"""\
commit refs/heads/main
mark :{number + 1}
author {commit.author} <{_address(commit.author)}> {when}
committer {commit.committer} <{_address(commit.committer)}> {when}
""".encode()
    yield from _data(commit.message.encode())
    for parent, word in zip(commit.parents, ("from", "merge"), strict=False):
        yield f"{word} :{parent + 1}\n".encode()
    for path, content in commit.changed.items():
        if content is None:
            yield f"D {path}\n".encode()
        else:
            yield f"M 100644 inline {path}\n".encode()
            yield from _data(content)
    yield b"\n"


def _data(content: bytes) -> Iterator[bytes]:
    yield b"data %d\n" % len(content)
    yield content
    yield b"\n"


def _address(name: str) -> str:
    return f"{name.split()[0].lower()}@example.com"
