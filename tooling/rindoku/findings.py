"""What a check asks for, and what it says: a problem, and the finding it becomes in its place."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]

FieldPath = tuple[str | int, ...]
"""The way to a value in the front matter: ``("action_items", 1, "due")``."""


_SECTION = re.compile(r"^(Why|Bad|Good):[ \n]", re.MULTILINE)


@dataclass(frozen=True)
class Rule:
    """Something that is asked of records, and its documentation.

    The first paragraphs of the text say what is asked for, ``Why:`` says why, ``Bad:`` and
    ``Good:`` show front matter (or a whole file, where it starts with ``---``).
    """

    code: str
    name: str
    text: str
    severity: Severity = "error"

    @property
    def what(self) -> str:
        """What it asks for."""
        return self._parts["What"]

    @property
    def why(self) -> str:
        """Why that is asked for."""
        return self._parts["Why"]

    @property
    def bad(self) -> str:
        """Front matter (or a whole file) that breaks it."""
        return self._parts["Bad"]

    @property
    def good(self) -> str:
        """The same, mended."""
        return self._parts["Good"]

    @cached_property
    def _parts(self) -> dict[str, str]:
        what, *rest = _SECTION.split(inspect.cleandoc(self.text))
        parts = dict(zip(rest[::2], rest[1::2], strict=True))
        texts = {name: inspect.cleandoc(part).strip("\n") for name, part in parts.items()}
        return {"What": what.strip(), **texts}


class Place(NamedTuple):
    """A position in a file. Both numbers start at 1; lines end at LF, columns count characters."""

    line: int
    column: int = 1


FIRST_LINE = Place(1)


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
        return None if isinstance(self.at, Place) else self.at


class Finding(NamedTuple):
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
