"""Everything that an answer depends on beside the clock, looked at without reading a record.

What the file system says of a file stands for its content, as in `stamps.py`.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from rindoku.git import Git
from rindoku.source import layout

_VARIABLES = (
    "COLUMNS", "COMP_", "FORCE_COLOR", "GIT_", "GITHUB_", "HOME", "LANG", "LC_", "LD_", "LINES",
    "NO_COLOR", "PATH", "PYTHON", "TERM", "TZ", "XDG_CONFIG_HOME", "_RINDOKU",
)  # fmt: skip
"""The variables around us that can change an answer, or how it is shown, by their beginnings."""
_Seen = tuple[str, int, int, int, int, int, int]
"""A path; mode, size, inode, device; when its content and when anything of it changed last."""


class Inputs(NamedTuple):
    """A digest of them all, and the latest stamp (nanoseconds since 1970) among the files."""

    digest: str
    latest: int


def question(arguments: list[str], streams: Iterable[TextIO]) -> str:
    """What is asked, from where, and how it is to be shown."""
    shown = [(stream.isatty(), stream.encoding, _width(stream)) for stream in streams]
    around = sorted(pair for pair in os.environ.items() if pair[0].startswith(_VARIABLES))
    return _digest([arguments, str(Path.cwd()), around, shown])


def inputs(root: Path, git: Git) -> Inputs:
    """The inputs of whatever is told of the repository at ``root``, as they are now."""
    seen = [*_records(root), *(_seen(str(path)) for path in git.settings)]
    latest = max(max(one[-2:]) for one in seen)
    facts = [git.head(), git.prefix, seen, [*_roots(root)], [*_code()]]
    return Inputs(_digest(facts), latest)


def also(root: Path, paths: Iterable[str]) -> str:
    """A digest of some more files, by their paths from the root, as they are now."""
    return _digest([_seen(f"{root}/{path}") for path in sorted(paths)])


def _records(root: Path) -> Iterator[_Seen]:
    """The files and folders in which records and the policy can lie."""
    for name in (*layout.POLICY_FILES, layout.DOCS, layout.SKILL_MAP):
        yield _seen(f"{root}/{name}")
    folders = [f"{root}/{layout.POSTMORTEMS}", f"{root}/{layout.CIRCLES}"]
    while folders:
        folder = folders.pop()
        yield _without_times(_seen(folder))
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                yield _seen(entry.path)
            elif entry.name.startswith("."):
                yield _without_times(_seen(entry.path))
            else:
                folders.append(entry.path)


def _roots(root: Path) -> Iterator[_Seen]:
    """What could make another folder than ``root`` the repository's, seen from here."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        yield from (_seen(str(folder / name)) for name in layout.POLICY_FILES)
        yield _without_times(_seen(str(folder / layout.POSTMORTEMS)))
        if folder == root:
            break


def _code() -> Iterator[Any]:
    """Our own files, and where Python finds the others."""
    yield sys.version
    for folder, _, files in os.walk(Path(__file__).parent.parent):
        yield from (_seen(f"{folder}/{name}") for name in files if not name.endswith(".pyc"))
    yield from (_seen(folder) for folder in sys.path)


def _seen(path: str) -> _Seen:
    try:
        s = os.lstat(path)
    except OSError:
        return path, 0, 0, 0, 0, 0, 0
    return path, s.st_mode, s.st_size, s.st_ino, s.st_dev, s.st_mtime_ns, s.st_ctime_ns


def _without_times(seen: _Seen) -> _Seen:
    """A folder's own times change with files that are none of ours; its files are seen anyway."""
    return *seen[:2], 0, *seen[3:5], 0, 0


def _width(stream: TextIO) -> int | None:
    try:
        return os.get_terminal_size(stream.fileno()).columns
    except OSError:
        return None


def _digest(facts: Any) -> str:
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()
