"""What the next session of a program is called."""

from __future__ import annotations

import re
from datetime import date

from rindoku.locale import Words
from rindoku.reading.catalog import Catalog
from rindoku.records import Program
from rindoku.records.circle import CircleKind

_NUMBERS = (
    re.compile(r"(?<=第)\s*([^\s第回]{1,4})\s*(?=回)"),
    re.compile(r"(?<=[\s#.])(\d{1,3})(?=$|:)"),
)
"""How titles are numbered: 第4回 …, or a number at the end or before a colon."""


def next_title(program: Program, catalog: Catalog, day: date, words: Words) -> str:
    """The last held session's title with the next number, if it has one.

    The first session of a program begins to count; one whose last title has no number goes on
    without.
    """
    held = [
        circle.title
        for _, circle in catalog.read_circles()
        if circle.program == program.name and circle.status == "held" and circle.date <= day
    ]
    if not held:
        return _about(_numbered(program, 1, words), program, words)
    for pattern in _NUMBERS:
        if match := pattern.search(held[-1]):
            digits = match[1]
            number = int(digits) + 1 if digits.isdecimal() else len(held) + 1
            return held[-1][: match.start()] + str(number) + held[-1][match.end() :]
    return _about(kind_name(program.kind, words), program, words)


def _about(title: str, program: Program, words: Words) -> str:
    """A session that can be about anything says what it is about: its program."""
    if program.kind not in ("study", "walkthrough") or program.name == program.kind:
        return title
    return words.gettext("%(title)s: %(program)s") % {"title": title, "program": program.name}


def _numbered(program: Program, number: int, words: Words) -> str:
    _ = words.gettext
    names = {
        "reading": _("Reading circle %d"),
        "study": _("Study session %d"),
        "metrics": _("Metrics circle %d"),
        "walkthrough": _("Walkthrough %d"),
        "mob": _("Mob hour %d"),
    }
    return names[program.kind] % number


def kind_name(kind: CircleKind, words: Words) -> str:
    """A kind of session as a word."""
    _ = words.gettext
    names = {
        "reading": _("Reading circle"),
        "study": _("Study session"),
        "metrics": _("Metrics circle"),
        "walkthrough": _("Walkthrough"),
        "mob": _("Mob hour"),
    }
    return names[kind]
