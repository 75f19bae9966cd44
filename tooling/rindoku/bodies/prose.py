"""The words that a writer says in a body, with what is none of them blanked out.

Places stay what they are: each sign that is left out becomes a space, and lines stay lines.
"""

from __future__ import annotations

import re

_CODE = re.compile(
    r"""
    ^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?P<fence>`{3,}|~{3,})[^\n]*  # a block between fences
        (?:\n.*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*\r?$|\Z)|\Z)
    | (?P<ticks>`+)(?!`)(?:[^\n]|\n(?![ \t]*\n))*?(?<!`)(?P=ticks)(?!`)  # or within a paragraph
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_OTHERS_WORDS = re.compile(
    r"""
    ^[ \t]*>[^\n]*  # a quotation of its own
    | “[^”\n]*” | ‘[^’\n]*’ | «[^»\n]*» | (?<![\w"])"[^"\n]+"(?!\w)
    | 「[^」\n]*」 | 『[^』\n]*』
    """,
    re.VERBOSE | re.MULTILINE,
)
_NO_WORDS = re.compile(
    r"""
    <!--.*?(?:-->|\Z)
    | <[a-zA-Z/][^<>\n]*>
    | (?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)  # where a link leads
    | \b(?:https?|ftp|file|ssh)://[^\s<>"'）」]+
    """,
    re.VERBOSE | re.DOTALL,
)


def without_code(body: str) -> str:
    """A body without its code."""
    return _CODE.sub(_blank, body) if "`" in body or "~~~" in body else body


def own_words(body: str) -> str:
    """What the writer says: without code, addresses and remarks, and without others' words."""
    said = _NO_WORDS.sub(_blank, without_code(body))
    return _OTHERS_WORDS.sub(_blank, said)


def _blank(found: re.Match[str]) -> str:
    text = found[0]
    if "\n" not in text:
        return " " * len(text)
    return "\n".join(" " * len(line) for line in text.split("\n"))
