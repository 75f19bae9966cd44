"""Which code of ours would find out again what is remembered."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path

DECIDING = ("records", "source", "git", "memory", "reading", "history", "rules", "locale")
"""The rooms that decide, beside a repository, what is remembered of it (a test says so)."""


@cache
def code() -> tuple[str, ...]:
    """The text of the deciding rooms and of the modules beside them, and Python's version."""
    package = Path(__file__).parent.parent
    folders = (package, *(package / room for room in DECIDING))
    files = sorted(path for folder in folders for path in folder.glob("*.py"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    return digest, sys.version
