"""Which working files were seen before, by what the file system says of them, as git's index does.

A file whose stamp is the remembered one has the remembered content. Stamps younger than a clock's
tick are not trusted: the file may have changed again in the same moment.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from rindoku import clock
from rindoku.git import Git, blob_name
from rindoku.history.cache_file import read_cache_file, write_cache_file
from rindoku.source.problems import SourceError
from rindoku.source.tree import WorkingTree

_TICK = 2_000_000_000  # nanoseconds, for file systems that count in whole seconds
_Stamp = tuple[int, int, int, int, int]
_SHAPE = TypeAdapter(dict[str, tuple[int, int, int, int, int, str]])


def blob_names(git: Git, tree: WorkingTree, paths: Iterable[str], algorithm: str) -> dict[str, str]:
    """The name that git would give the content of each file, in the repository's hash.

    A file that cannot be read counts as empty, like any other version that says nothing.
    """
    file = git.own_folder / "rindoku" / f"stamps-{_short(git.prefix)}-{algorithm}"
    known = _known(file)
    names: dict[str, str] = {}
    stamps: dict[str, tuple[int, int, int, int, int, str]] = {}
    is_news = False
    oldest_trusted = clock.file_time() - _TICK
    for path, stamp in _stamps(tree.root, paths):
        before = known.get(path)
        if before is not None and before[:5] == stamp:
            names[path], stamps[path] = before[5], before
            continue
        names[path] = blob_name(content_of(tree, path), algorithm)
        if stamp is not None and max(stamp[0], stamp[1]) < oldest_trusted:
            stamps[path] = (*stamp, names[path])
            is_news = True
    if is_news or len(stamps) < len(known):
        write_cache_file(file, [json.dumps(stamps).encode()])
    return names


def content_of(tree: WorkingTree, path: str) -> bytes:
    """A working file's content; nothing where it cannot be read."""
    try:
        return tree.read(path) or b""
    except SourceError:
        return b""


def _known(file: Path) -> dict[str, tuple[int, int, int, int, int, str]]:
    body = read_cache_file(file)
    try:
        return _SHAPE.validate_json(bytes(body)) if body is not None else {}
    except ValidationError:
        return {}


def _stamps(root: Path, paths: Iterable[str]) -> Iterator[tuple[str, _Stamp | None]]:
    for path in paths:
        try:
            status = os.lstat(f"{root}/{path}")
        except OSError:
            yield path, None
            continue
        is_file = stat.S_ISREG(status.st_mode)
        facts = status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, status.st_dev
        yield path, facts if is_file else None


def _short(text: str) -> str:
    return hashlib.sha256(os.fsencode(text)).hexdigest()[:16]
