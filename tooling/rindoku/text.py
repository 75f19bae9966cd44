"""People's words as they are compared, shown and kept. Nothing but the standard library."""

from __future__ import annotations

import re
import unicodedata

_HARMLESS = "\t\u200d"
"""A joiner makes one sign of several emoji."""
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
"""What is not seen, or turns the text after it round; joiners of emoji stay."""
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")


_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]")
_LATIN = re.compile("[A-Za-z]")


def language_of(text: str) -> str:
    """Whether a text is Japanese (`ja`) or not (`en`).

    One that is mostly Latin letters, such as a log with a Japanese word in it, is not: a Japanese
    character says about as much as three letters.
    """
    return "ja" if 3 * len(_JAPANESE.findall(text)) > len(_LATIN.findall(text)) else "en"


def quoted(text: str) -> str:
    """Somebody's words between the quotation marks of their language."""
    return f"「{text}」" if language_of(text) == "ja" else f"“{text}”"


def composed(name: str) -> str:
    """A name in Unicode's composed form, in which ids are compared."""
    return unicodedata.normalize("NFC", name)


def fold(text: str) -> str:
    """A text as it is compared: without case, and full width the same as half width."""
    return unicodedata.normalize("NFKC", text).casefold()


def one_line(text: str) -> str:
    """A text in one line, its words parted by single spaces."""
    return " ".join(text.split())


def printable(text: str) -> str:
    """Text from a file, safe for a terminal: control characters are shown, not obeyed."""
    return "".join(c if c in _HARMLESS or not _is_control(c) else "\ufffd" for c in text)


def printable_line(text: str) -> str:
    """People's words in one line that is safe to show."""
    return printable(one_line(text))


def clean_line(text: str) -> str:
    """People's words in one line to keep: nothing hidden in it, nothing that is no character."""
    return one_line(_NO_CHARACTERS.sub("\ufffd", _HIDDEN.sub("", text)))


def _is_control(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] == "C" or category in ("Zl", "Zp")  # the last two end lines, too
