"""People's words in Markdown that shows them and obeys nothing in them."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]#!|<>~&])")
_HANDLE = re.compile(r"@(?=\w)")


def escape(text: str) -> str:
    """A text as plain words in one line: no markup, no HTML, no mention of anybody."""
    line = " ".join(text.split())
    return _HANDLE.sub("@\u2060", _SPECIAL.sub(r"\\\1", line))
