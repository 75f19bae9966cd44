"""Single values as YAML text that our reader, and any other, reads back as the same value."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

import yaml

_ESCAPED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff\U0010fff0-\U0010ffff]"
)
"""What YAML allows in no text, or our reader in none that is written plainly."""

Writable = str | int | date | list["Writable"] | dict[str, "Writable"]


def emit(value: Writable, *, quote: str = "") -> str:
    """A value in one line, as it can stand in block and in flow context alike.

    ``quote`` are the quotes that the value had before; they are kept where they can be.
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{emit(k)}: {emit(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(emit, value)) + "]"
    if isinstance(value, str):
        return _text(value, quote)
    return f"{quote}{value}{quote}"


def emit_lines(value: Mapping[str, Writable], indent: str, dash: int, line_end: str) -> str:
    """A mapping as an entry of a list with a line a field; ``dash`` is the dash's width and gap."""
    fields = [f"{emit(name)}: {emit(one)}" for name, one in value.items()]
    lines = [f"{indent}{'-'.ljust(dash)}{fields[0]}"]
    lines += [f"{indent}{' ' * dash}{field}" for field in fields[1:]]
    return line_end.join(lines)


def _text(value: str, quote: str) -> str:
    plain = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=2**30)
    plain = plain.strip()[1:-1]
    if plain == value and not quote:
        return value
    if not _ESCAPED.search(value):  # PyYAML would escape what lies outside the BMP, too: 𠮟
        single = "'" + value.replace("'", "''") + "'"
        return single if quote == "'" else json.dumps(value, ensure_ascii=False)
    dumped: str = yaml.safe_dump(
        value, default_style='"', allow_unicode=True, width=2**30, explicit_end=False
    )
    return dumped.strip()
