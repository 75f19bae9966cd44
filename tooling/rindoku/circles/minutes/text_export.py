"""Text from elsewhere: a file from another program, or words pasted from a chat."""

from __future__ import annotations

import codecs
import re

from rindoku.errors import CannotRunError
from rindoku.saying import say

MOST_BYTES = 20_000_000
"""More than any export of a session's survey or chat has."""

_SAMPLE = 4096
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_NO_JAPANESE_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x80\xa0\uf8f0-\uf8f3]")
"""What the decoder makes of bytes that Shift_JIS does not have: it refuses hardly any."""


def decode_export(raw: bytes, name: str) -> str:
    """The text of a file: UTF-8, UTF-16 or Shift_JIS (CP932), with a byte order mark or without.

    Raises CannotRunError for anything else, and beyond ``MOST_BYTES``.
    """
    if len(raw) > MOST_BYTES:
        hint = say("is it the right file?")
        raise CannotRunError(
            say("%(name)s is larger than %(value)s MB", name=name, value=MOST_BYTES // 1000000),
            hint,
        )
    for encoding in _encodings(raw):
        try:
            text = raw.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        if encoding != "cp932" or not _NO_JAPANESE_TEXT.search(text):
            return text
    hint = say("save it as UTF-8")
    raise CannotRunError(
        say("%(name)s is neither UTF-8, UTF-16 nor Shift_JIS text", name=name), hint
    )


def _encodings(raw: bytes) -> list[str]:
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            return [encoding]
    # no text has a zero; in UTF-16 it is the same half of every comma, digit and line end
    zeros = [raw[:_SAMPLE:2].count(0), raw[1:_SAMPLE:2].count(0)]
    if sum(zeros) > 1 and 0 in zeros:
        wide = "utf-16-be" if zeros[0] else "utf-16-le"
        # without a line of its own it is another encoding, with stray zeros
        if {"\n", "\r"} & {*raw.decode(wide, errors="replace")}:
            return [wide]
    return ["utf-8", "cp932"]
