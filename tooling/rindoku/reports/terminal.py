"""What every report for a terminal needs."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    """Text from a file, safe for a terminal: control characters are shown, not obeyed."""
    return "".join(c if c == "\t" or unicodedata.category(c)[0] != "C" else "\ufffd" for c in text)
