"""The sections of a body: its headings, and whether something is written under them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(.*))?\r?$", re.MULTILINE)
_CLOSING = re.compile(r"(?:^|[ \t]+)#+$")
_NEEDS_A_PARSER = re.compile(
    r"```|~~~|<!--|^(?: {4}|\t)[^\n]*#|^ {0,3}(?:<|(?:=+|-+)[ \t]*\r?$)", re.MULTILINE
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class Section(NamedTuple):
    """A heading and what is under it, up to the next heading of its level or above.

    ``line`` counts from 0 in the body.
    """

    level: int
    title: str
    line: int
    is_empty: bool


def scan(body: str) -> list[Section]:
    """The sections, by a scan of lines where that is exact, else by a Markdown parser."""
    return parse(body) if _NEEDS_A_PARSER.search(body) else _scan_lines(body)


def parse(body: str) -> list[Section]:
    """The sections as a CommonMark parser sees them (0.8 ms a page)."""
    from markdown_it import MarkdownIt

    lines = body.split("\n")
    headings: list[tuple[int, str, int, int]] = []
    tokens = MarkdownIt("commonmark").parse(body)
    for opening, content in pairwise(tokens):
        if opening.type == "heading_open" and opening.level == 0 and opening.map:
            start, end = opening.map
            headings.append((int(opening.tag[1]), content.content, start, end))
    ends = [*(start for _, _, start, _ in headings), len(lines)][1:]
    written = [
        bool(_COMMENT.sub("", "\n".join(lines[heading[3] : end])).strip())
        for heading, end in zip(headings, ends, strict=True)
    ]
    plain = [(level, title, start) for level, title, start, _ in headings]
    return _with_emptiness(plain, written)


def nearly_headings(body: str) -> list[tuple[str, str, int]]:
    """Lines that may be meant as headings: as they stand, what they say, and where, from 0.

    Besides headings that is `##Impact` without its space, `＃＃ 影響`, and a line of bold text.
    """
    from markdown_it import MarkdownIt

    lines = body.split("\n")
    found = []
    for opening, content in pairwise(MarkdownIt("commonmark").parse(body)):
        if opening.level or not opening.map or content.type != "inline":
            continue
        for line in range(*opening.map):
            shown = lines[line].strip()
            if opening.type == "heading_open":
                found.append((shown, content.content, line))
                break
            if meant := _MEANT.fullmatch(shown):
                found.append((shown, meant[1] or meant[2], line))
    return found


_MEANT = re.compile(r"[#＃]{1,6}[\s#＃]*(\S.*)|\*\*([^*]+)\*\*[:：]?")


def _scan_lines(body: str) -> list[Section]:
    matches = list(_HEADING.finditer(body))
    ends = [*(match.start() for match in matches), len(body)][1:]
    written = [bool(body[m.end() : end].strip()) for m, end in zip(matches, ends, strict=True)]
    headings, line, index = [], 0, 0
    for match in matches:
        line, index = line + body.count("\n", index, match.start(1)), match.start(1)
        headings.append((len(match[1]), _CLOSING.sub("", (match[2] or "").strip()), line))
    return _with_emptiness(headings, written)


def _with_emptiness(headings: list[tuple[int, str, int]], written: list[bool]) -> list[Section]:
    """A section is empty when neither it nor any section below it says anything."""
    sections: list[Section] = []
    below: list[tuple[int, bool]] = []  # what follows: levels rising, and whether they say anything
    for (level, title, line), says in zip(reversed(headings), reversed(written), strict=True):
        while below and below[-1][0] > level:
            says = below.pop()[1] or says
        sections.append(Section(level, title, line, not says))
        below.append((level, says))
    return sections[::-1]
