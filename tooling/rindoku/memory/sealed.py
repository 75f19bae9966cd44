"""Files of our own inside the git directory: whole or not there, and believed only if unharmed."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from rindoku.source.part_files import take_away_abandoned

_MAX_BYTES = 1 << 28
_SEAL_LENGTH = 65  # a digest in hexadecimal and the end of its line
_PART = ".part"


def read_sealed(path: Path) -> memoryview | None:
    """What was kept, without its seal; None where it is missing, damaged or no file of ours."""
    try:
        if path.parent.is_symlink():  # whatever lies there is none of ours
            return None
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MAX_BYTES:
            return None
        raw = memoryview(path.read_bytes())
    except OSError:
        return None
    body, seal = raw[:-_SEAL_LENGTH], raw[-_SEAL_LENGTH:]
    digest = _digest_of(path)
    digest.update(body)
    return body if bytes(seal) == _seal(digest) else None


def write_sealed(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file that is there as a whole or not at all; where one may not write, do nothing."""
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        if path.parent.is_symlink():
            return
        handle, name = tempfile.mkstemp(suffix=_PART, dir=path.parent)
        try:
            digest = _digest_of(path)
            with os.fdopen(handle, "wb") as file:
                for part in parts:
                    digest.update(part)
                    file.write(part)
                file.write(_seal(digest))
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
        take_away_abandoned(f"*{_PART}", beside=path)


def _digest_of(path: Path) -> hashlib._Hash:
    """A digest that begins with the file's own name: what was kept under another is not it."""
    return hashlib.sha256(os.fsencode(path.name))


def _seal(digest: hashlib._Hash) -> bytes:
    return f"{digest.hexdigest()}\n".encode("ascii")
