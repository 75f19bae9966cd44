"""Writing files so that a crash at any moment leaves either the old or the new one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from rindoku.errors import CannotRunError
from rindoku.saying import say
from rindoku.source.part_files import take_away_abandoned

_PART = ".rindoku-part"


def refuse_changed(path: Path, before: bytes | None) -> None:
    """Raise CannotRunError where a file is no longer as it was read; None: it was not there."""
    is_as_read = not os.path.lexists(path) if before is None else _holds(path, before)
    if not is_as_read:
        raise changed(path.name)


def changed(name: str) -> CannotRunError:
    """What is to be said where somebody changed a file while we edited it."""
    return CannotRunError(
        say("%(name)s changed while it was edited", name=name), say("run the command again")
    )


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and not path.is_symlink() and path.read_bytes() == content
    except FileNotFoundError:
        return False


def refuse_unwritable(path: Path) -> None:
    """Raise CannotRunError where a file cannot be put into its folder.

    The root of a repository is no link (it was resolved): one among the folders leads out of it.
    """
    for folder in path.parents:
        if folder.is_symlink():
            raise CannotRunError(
                say("%(folder)s is a link; nothing is written behind it", folder=folder),
                say("put a folder in its place, with the files in it"),
            )
        if folder.exists() and not folder.is_dir():
            raise CannotRunError(
                say("%(folder)s is no folder", folder=folder), say("put a folder in its place")
            )
    if path.parent.exists() and not os.access(path.parent, os.W_OK):
        raise CannotRunError(
            say("%(name)s cannot be written here", name=path.name),
            say("may you write into its folder?"),
        )


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Replace a file's content, unless somebody else changed it meanwhile."""
    refuse_unwritable(path)
    refuse_changed(path, before)
    _put(path, after, path.stat().st_mode & 0o777)


def create(path: Path, content: bytes) -> None:
    """Write a new file; its folder is made. Raises CannotRunError where it exists already."""
    refuse_unwritable(path)
    if os.path.lexists(path):
        raise CannotRunError(
            say("%(path)s is there already", path=path), say("choose another title or date")
        )
    put(path, content)


def put(path: Path, content: bytes) -> None:
    """Write a file of our own making, whether it is there or not; its folder is made."""
    refuse_unwritable(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    umask = os.umask(0)
    os.umask(umask)
    _put(path, content, 0o666 & ~umask)


def _put(path: Path, content: bytes, mode: int) -> None:
    # a hidden name, so that a file left over by a crash is never taken for a record
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=_PART)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    take_away_abandoned(f".*{_PART}", beside=path)
