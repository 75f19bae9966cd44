"""One line from everyone, as it is pasted from a chat."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rindoku.errors import CannotRunError
from rindoku.lookup.people import People
from rindoku.records import Impression
from rindoku.saying import say
from rindoku.text import clean_line

MOST_LINES = 500
"""A session's page holds no more."""

_CLOCK = r"(?:午前|午後)?\s?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_STAMP = re.compile(rf"\A\[?(?:\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}[ T])?{_CLOCK}\]?\s+(?=\S)")
_NAME_AND_CLOCK = re.compile(rf"(?P<name>\S.{{0,60}}?)\s+\[?{_CLOCK}\]?")
NAMED = re.compile(r"(?P<name>[^:：]{1,60}?)\s*[:：]\s*(?P<text>.*)", re.DOTALL)
"""A name and what was said."""
_BULLET = re.compile(r"\A(?:[-*>・•]\s*)+")
_LIKE_A_NAME = re.compile(r"@\S+|(?!https?$)[^\W\d][\w.-]{1,20}", re.IGNORECASE)


class Pasted(NamedTuple):
    """The lines of a chat. ``strangers`` are what looks like names, but is nobody's here."""

    impressions: list[Impression]
    strangers: list[str]


def read_pasted(text: str, people: People) -> Pasted:
    """A line each, as a chat shows them.

    `aoi: words`, `[10:32] aoi: words`, or a line `aoi  10:32` whose words follow up to the next
    name or empty line. Words without a name, or with one that is nobody's, stay whole and nameless.
    """
    impressions: list[Impression] = []
    strangers: list[str] = []
    speaker: str | None = None
    for raw in text.splitlines():
        line = _BULLET.sub("", clean_line(raw), count=1) if raw.strip() else ""
        by, said = _named(line, people)
        if not line or (by and not said):
            speaker = by
            continue
        if by is None and (match := NAMED.fullmatch(line)) and _LIKE_A_NAME.fullmatch(match[1]):
            strangers.append(match["name"])
        impressions.append(Impression(text=said, by=by or speaker))
        if by:
            speaker = None
    if len(impressions) > MOST_LINES:
        hint = say("is it the right file?")
        raise CannotRunError(
            say(
                "these are %(impressions)s lines, and a page holds %(most_lines)s",
                impressions=len(impressions),
                most_lines=MOST_LINES,
            ),
            hint,
        )
    return Pasted(impressions, list(dict.fromkeys(strangers)))


def by_person(impressions: Iterable[Impression]) -> list[Impression]:
    """One impression a person: what somebody said in several lines is joined. Nameless stay."""
    said: dict[object, list[str]] = {}
    for impression in impressions:
        lines = said.setdefault(impression.by or (impression.text,), [])
        if impression.text not in lines:
            lines.append(impression.text)
    return [
        Impression(text=" ".join(lines), by=by if isinstance(by, str) else None)
        for by, lines in said.items()
    ]


def _named(line: str, people: People) -> tuple[str | None, str]:
    """Who says the line, if it says so, and the words; a known name and a clock have no words."""
    match = _NAME_AND_CLOCK.fullmatch(line)
    if match and (by := people.handle(match["name"])):
        return by, ""
    for start in (line, _STAMP.sub("", line, count=1)):
        match = NAMED.fullmatch(start)
        if match and (by := people.handle(match["name"])):
            return by, match["text"]
    return None, line
