"""Bytes to text, and positions in text as editors count them."""

from __future__ import annotations

import codecs
import re

from rindoku.findings import Place, Problem
from rindoku.source.problems import SourceError, Trouble

_BOMS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_JAPANESE = re.compile("[\u3040-\u30ff]")


def decode(raw: bytes) -> str:
    """The text of a file, without a byte order mark; line ends stay as they are.

    Raises SourceError for anything that is not UTF-8, naming the encoding it seems to be in.
    """
    try:
        return raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        name = _guess_encoding(raw)
        raise SourceError(
            Trouble.ENCODING,
            Problem(
                "this file is not UTF-8" + (f"; it looks like {name}" if name else ""),
                f"save it as UTF-8, for example: iconv -f {name or 'ENCODING'} -t UTF-8",
                place_at(before, len(before)),
            ),
        ) from None


def refuse_control_characters(text: str) -> None:
    """Raise SourceError at the first character that no text has and YAML forbids."""
    if match := _UNPRINTABLE.search(text):
        raise SourceError(
            Trouble.CONTROL_CHARACTER,
            Problem(
                f"the front matter contains the control character U+{ord(match[0]):04X}",
                "delete it; it is often invisible and comes with text pasted from elsewhere",
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


def _guess_encoding(raw: bytes) -> str | None:
    for bom, name in _BOMS.items():
        if raw.startswith(bom):
            return name
    if b"\0" in raw[:200]:
        return "UTF-16" if raw[:200].count(b"\0") > 20 else None
    for encoding, name in (
        ("iso2022_jp", "ISO-2022-JP"),
        ("cp932", "Shift_JIS"),
        ("euc_jp", "EUC-JP"),
    ):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _JAPANESE.search(text):
            return name
    return None
