"""People's words in Markdown that shows them and obeys nothing in them."""

from __future__ import annotations

import re

from rindoku.reports.terminal import printable

_SPECIAL = re.compile(r"([\\`*_{}\[\]#!|<>~&])")
_REFERENCE = re.compile(r"(@(?=\w)|#(?=\d)|\bgh(?=-\d))", re.IGNORECASE)
"""What GitHub would take for a person or an issue, even behind a backslash."""


def escape(text: str) -> str:
    """A text as plain words in one line: no markup, no HTML, no mention of anybody."""
    line = printable(" ".join(text.split()))
    return _SPECIAL.sub(r"\\\1", _REFERENCE.sub("\\1\u2060", line))
