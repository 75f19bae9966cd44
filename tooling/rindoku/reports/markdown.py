"""People's words in Markdown that shows them and obeys nothing in them."""

from __future__ import annotations

import re

from rindoku.text import printable_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]#!|<>~&])")
_TICKS = re.compile("`+")
_REFERENCE = re.compile(r"(@(?=\w)|#(?=\d)|\bgh(?=-\d))", re.IGNORECASE)
"""What GitHub would take for a person or an issue, even behind a backslash."""


def code(text: str) -> str:
    """A text to be copied, in one line; its fence is longer than any that it holds."""
    line = printable_line(text)
    fence = "`" * (1 + max(map(len, _TICKS.findall(line)), default=0))
    room = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{room}{line}{room}{fence}"


def escape(text: str) -> str:
    """A text as plain words in one line: no markup, no HTML, no mention of anybody."""
    line = printable_line(text)
    return _SPECIAL.sub(r"\\\1", _REFERENCE.sub("\\1\u2060", line))
