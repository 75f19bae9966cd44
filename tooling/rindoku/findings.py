"""What a check can say: a problem in a record, and the finding it becomes once it has a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]

FieldPath = tuple[str | int, ...]
"""The way to a value in the front matter: ``("action_items", 1, "due")``."""


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file. Both numbers start at 1; lines end at LF, columns count characters."""

    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule has to say about a record.

    ``at`` is a field or a place. A field that the file does not have stands for the value it is
    missing from; where it is, is looked up only when the problem is shown. ``on_key`` points at
    the field's name instead of its value. ``covers`` is the field this mistake is really about:
    later rules stay silent on it, so that one mistake gives one finding.
    """

    message: str
    hint: str
    at: FieldPath | Place = ()
    on_key: bool = False
    covers: FieldPath | None = None

    @property
    def field(self) -> FieldPath | None:
        """The field that need not be looked at again, if the problem is about one."""
        if self.covers is not None:
            return self.covers
        return self.at if isinstance(self.at, tuple) else None


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with its rule, its file and its place, ready to be shown."""

    path: str
    place: Place
    code: str
    severity: Severity
    message: str
    hint: str
    source_line: str = ""


def field_name(path: FieldPath) -> str:
    """The field as a person would write it: ``action_items[1].due``."""
    name = ""
    for part in path:
        name += f"[{part}]" if isinstance(part, int) else f".{part}" if name else part
    return name
