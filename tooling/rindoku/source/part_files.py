"""Files that are being written, beside the one whose place they take."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

_ABANDONED = 60  # seconds; a file is written in far less


def take_away_abandoned(pattern: str, *, beside: Path) -> None:
    """Remove what runs that were killed have left beside a file that was just written.

    Its age is told by that file: a shared folder may have another clock than we do.
    """
    with suppress(OSError):
        now = beside.stat().st_mtime
        for left in beside.parent.glob(pattern):
            if now - left.stat().st_mtime > _ABANDONED:
                left.unlink()
