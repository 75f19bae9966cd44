"""Bytes to text, and positions in text as editors count them."""

from __future__ import annotations

import codecs
import re

from rindoku.findings import Place, Problem
from rindoku.saying import say
from rindoku.source.problems import SourceError, Trouble

_STARTS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
    **{"---".encode(name): name[:6] for name in ("UTF-16-LE", "UTF-16-BE")},
    **{"---".encode(name): name[:6] for name in ("UTF-32-LE", "UTF-32-BE")},
}
"""How a file in a wide encoding begins: with a mark, or with three dashes."""
_ISO_2022_JP = re.compile(rb"\x1b\$[@B](?:[!-~]{2})+\x1b\([BJ]")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff"
    "\U0010fff0-\U0010ffff]"  # told by what it is: its opposite takes ten times as long to compile
)
_JAPANESE = re.compile("[\u3040-\u30ff]")


def decode(raw: bytes) -> str:
    """The text of a file, without a byte order mark; line ends stay as they are.

    Raises SourceError for anything that is not UTF-8, naming the encoding it seems to be in.
    """
    if name := _wide_or_seven_bit(raw):
        raise _not_utf8(name, Place(1))
    try:
        return raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        raise _not_utf8(_guess_encoding(raw), place_at(before, len(before))) from None


def refuse_control_characters(text: str) -> None:
    """Raise SourceError at the first character that no text has and YAML forbids."""
    if match := _UNPRINTABLE.search(text):
        raise SourceError(
            Trouble.CONTROL_CHARACTER,
            Problem(
                say(
                    "the front matter contains the control character U+%(ord)s",
                    ord=f"{ord(match[0]):04X}",
                ),
                say("delete it; it is often invisible and comes with text pasted from elsewhere"),
                place_at(text, match.start()),
            ),
        )


def place_at(text: str, index: int) -> Place:
    """Line and column of a character. Lines end at LF alone (a CR before it belongs to its line).

    Unicode's other line ends (NEL, LS, PS) count as characters, as they do in editors.
    """
    index = min(index, len(text))
    return Place(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def line_of(text: str, line: int) -> str:
    """One line's text without its end; empty when the file has no such line."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
        if start == 0:
            return ""
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)].removesuffix("\r")


def _not_utf8(name: str | None, place: Place) -> SourceError:
    known_to_iconv = "CP932" if name == "Shift_JIS" else name or "ENCODING"
    return SourceError(
        Trouble.ENCODING,
        Problem(
            say("this file is not UTF-8; it looks like %(name)s", name=name)
            if name
            else say("this file is not UTF-8"),
            say(
                "save it as UTF-8, for example: iconv -f %(known_to_iconv)s -t UTF-8",
                known_to_iconv=known_to_iconv,
            ),
            place,
        ),
    )


def _wide_or_seven_bit(raw: bytes) -> str | None:
    """The encoding of bytes that would pass as UTF-8, or fail at a meaningless place."""
    if raw[:3] != b"---":
        for start, name in _STARTS.items():
            if raw.startswith(start):
                return name
    return "ISO-2022-JP" if b"\x1b" in raw and raw.isascii() and _ISO_2022_JP.search(raw) else None


def _guess_encoding(raw: bytes) -> str | None:
    for encoding, name in (("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP")):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _JAPANESE.search(text):
            return name
    return None
