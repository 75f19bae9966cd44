"""Single values as YAML text that our reader, and any other, reads back as the same value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import yaml

Writable = str | int | date | list["Writable"] | dict[str, "Writable"]


def emit(value: Writable, *, quoted: bool = False) -> str:
    """A value in one line, as it can stand in block and in flow context alike."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{emit(k)}: {emit(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(emit, value)) + "]"
    if isinstance(value, str):
        return _text(value, quoted=quoted)
    return str(value)


def _text(value: str, *, quoted: bool) -> str:
    plain = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=2**30)
    plain = plain.strip()[1:-1]
    if plain == value and not quoted:
        return value
    dumped: str = yaml.safe_dump(
        value, default_style='"', allow_unicode=True, width=2**30, explicit_end=False
    )
    return dumped.strip()
