"""The plainest YAML, read a line at a time: what nearly every record is written in.

A mapping of ``key: value`` lines, where a value may also be a list of such mappings. Whatever is
written in any other way, right or wrong, is left to libyaml: ``read_plain`` either says what
``read_yaml`` would say, or nothing. It is about six times as fast.
"""

from __future__ import annotations

import re

PlainValue = str | list[str | None] | None
PlainItem = dict[str, PlainValue]
Plain = dict[str, PlainValue | list[PlainItem]]

NULLS = frozenset({"", "~", "null", "Null", "NULL"})

_MAX_CHARACTERS = 20_000  # so that no other limit of the reader can be met
_UNUSUAL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff\U0010fff0-\U0010ffff]"
)
_LINE = re.compile(r"^( *+)(- )?+([A-Za-z_][A-Za-z0-9_-]{0,99}+):(?: ++([^\n]*+))?+$", re.MULTILINE)
_BLANK_OR_COMMENT = re.compile(r"^ *+(?:#.*+)?+\n", re.MULTILINE)
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_IN_A_LIST = re.compile(
    r""" *(?:"([^"\\,]*)"|'([^',]*)'|([^-?:,\[\]{}#&*!|>'"%@` ][^,:?\[\]{}#"']*?)) *"""
)


class _NotPlainError(Exception):
    """Something is written in another way."""


def read_plain(text: str) -> Plain | None:
    """The mapping that a text says in the plainest way, or None where libyaml has to look."""
    if len(text) > _MAX_CHARACTERS or _UNUSUAL.search(text):
        return None
    text = text.strip("\n") + "\n"
    if "#" in text or "\n\n" in text:
        text = _BLANK_OR_COMMENT.sub("", text)
    lines = _LINE.findall(text)
    if not lines or len(lines) != text.count("\n"):
        return None
    try:
        return _mapping(lines)
    except _NotPlainError:
        return None


def _mapping(lines: list[tuple[str, str, str, str]]) -> Plain:
    fields: Plain = {}
    waiting: str | None = None  # a key that may get a list
    items: list[PlainItem] | None = None
    item: PlainItem = {}
    at, inside = "", ""
    for indent, dash, key, written in lines:
        value = None if not written else _value(written)
        if dash:
            if waiting is not None:
                fields[waiting] = items = []
                waiting, at, inside = None, indent, f"{indent}  "
            if items is None or indent != at:
                raise _NotPlainError
            item = {key: value}
            items.append(item)
        elif not indent:
            if key in fields:
                raise _NotPlainError
            fields[key] = value
            waiting, items = None if written else key, None
        else:
            if items is None or indent != inside or key in item:
                raise _NotPlainError
            item[key] = value
    return fields


def _value(written: str) -> PlainValue:
    first, last = written[0], written[-1]
    if first not in _INDICATORS:
        if ": " in written or " #" in written or last == ":" or last == " ":
            raise _NotPlainError
        return None if written in NULLS else written
    inside = written[1:-1]
    if first == '"' == last and len(written) > 1 and '"' not in inside and "\\" not in inside:
        return inside
    if first == "'" == last and len(written) > 1 and "'" not in inside:
        return inside
    if first == "[" and last == "]":
        return [_entry(part) for part in inside.split(",")] if inside.strip(" ") else []
    raise _NotPlainError


def _entry(written: str) -> str | None:
    match = _IN_A_LIST.fullmatch(written)
    if match is None:
        raise _NotPlainError
    double, single, plain = match.groups()
    if plain is not None:
        return None if plain in NULLS else plain
    return double if double is not None else single
