"""How the titles of a program's sessions go on: with the next number."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBERS = (
    re.compile(r"(?<=第)\s*([^\s第回]{1,4})\s*(?=回)"),
    re.compile(r"(?<=[\s#.])(\d{1,3})(?=$|:)"),
)
"""How titles are numbered: 第4回 …, or a number at the end or before a colon."""


def next_title(held: Sequence[str]) -> str | None:
    """The last of the titles with the next number; None where there is none, or it has no number.

    A number that is no digits, such as 第四回, is told from how many there are.
    """
    for pattern in _NUMBERS if held else ():
        if match := pattern.search(held[-1]):
            digits = match[1]
            number = int(digits) + 1 if digits.isdecimal() else len(held) + 1
            return held[-1][: match.start()] + str(number) + held[-1][match.end() :]
    return None
