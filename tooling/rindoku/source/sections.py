"""The sections of a body: its headings, and whether something is written under them."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import NamedTuple

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(.*))?\r?$", re.MULTILINE)
_CLOSING = re.compile(r"(?:^|[ \t]+)#+$")
_NEEDS_A_PARSER = re.compile(
    r"```|~~~|<!--|^(?: {4}|\t)[^\n]*#|^ {0,3}(?:<|(?:=+|-+)[ \t]*\r?$)", re.MULTILINE
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NUMBER = re.compile(r"^\d+[.)．、]?\s*")
_JOINTS = re.compile(r"[\s_・\-]+")

NAMES: dict[str, tuple[str, ...]] = {
    "summary": ("Summary", "Overview", "概要", "要約", "サマリー", "サマリ"),
    "impact": ("Impact", "影響", "影響範囲"),
    "timeline": ("Timeline", "タイムライン", "時系列", "経緯"),
    "contributing-factors": (
        "Contributing factors", "Root cause", "Root causes", "Causes",
        "要因", "寄与要因", "寄与した要因", "原因", "根本原因",
    ),
    "lessons-learned": (
        "Lessons learned", "Lessons", "Learnings", "学び", "学んだこと", "教訓", "振り返り",
    ),
    "action-items": (
        "Action items", "Actions", "Action plan", "Follow-up items", "Follow-ups", "Next steps",
        "アクションアイテム", "アクション", "再発防止策", "再発防止", "今後の対応", "対策",
    ),
}  # fmt: skip
"""What a section may be called. The first name is the usual one; Japanese ones follow."""


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


def section_of(title: str) -> str:
    """The policy's name of the section that a heading opens: ``概要`` is ``summary``."""
    return _BY_NAME.get(_normal(title)) or _normal(title)


def usual_title(section: str, language: str) -> str:
    """What a section is usually called in a language; its own name where we know none."""
    in_language = (t for t in NAMES.get(section, ()) if t.isascii() == (language == "en"))
    return next(in_language, section)


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


def _normal(title: str) -> str:
    text = unicodedata.normalize("NFKC", title).strip().strip("*_: ").casefold()
    return _JOINTS.sub("-", _NUMBER.sub("", text))


_BY_NAME = {_normal(name): section for section, names in NAMES.items() for name in names}
