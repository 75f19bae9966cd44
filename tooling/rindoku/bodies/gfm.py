"""GitHub's Markdown to HTML, by GitLab's engine. Nothing in it is safe yet: see `render.py`.

What GitHub does not render, it shows: so do we. Emphasis beside Japanese brackets is the exception
(``**「重要」**は``): the git host shows its stars, we show what is meant, and a check says so.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

import comrak

PREFIX = "body-"
"""Before every id that a body brings along: a space of its own beside the page's ids."""
LONGEST = 500_000
"""Characters: a book. Nobody reads more, and some of what engines do grows faster than the text."""
MOST_HEADINGS = 1_000
DEEPEST = 40
"""So many lists and quotations in one another."""

_BODIES = 4
"""So many are at hand: several rules look at the same one, one after the other."""
Trouble = Literal["long", "headings", "deep"]
_SHORT = 10_000
"""Characters; with thousands of equal headings, to number them takes the engine seconds."""
_MAY_BE_DEEP = re.compile(rf"^[ \t>*+\-\d.)]{{{DEEPEST + 1}}}", re.MULTILINE)
"""A line deep inside begins with as many signs or blanks."""
_ANCHOR = 'class="anchor"></a>'
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+)[ \t]*\r?$", re.MULTILINE)
_NESTING = re.compile(r"<(/?)(?:ul|ol|blockquote)\b")


class UnreadableError(Exception):
    """A body that is not rendered, but shown as it is written; ``trouble`` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@lru_cache(_BODIES)
def to_html(body: str) -> str:
    """A body as HTML, with ids on its headings, doubles numbered as GitHub numbers them.

    Raises UnreadableError for one that is too long or too deep for anybody.
    """
    if len(body) > LONGEST:
        raise UnreadableError("long")
    if len(body) > _SHORT and _headings(body) > MOST_HEADINGS:
        raise UnreadableError("headings")
    html = _rendered(body, _FRIENDLY)
    if html.count(_ANCHOR) > MOST_HEADINGS:
        raise UnreadableError("headings")
    if _depth(html) > DEEPEST:
        raise UnreadableError("deep")
    return html


def to_html_there(body: str) -> str:
    """The same as the git host shows it, in all its strictness about emphasis."""
    return _rendered(body, _STRICT)


def trouble(body: str) -> Trouble | None:
    """Why a body is not rendered; None where nothing is the matter."""
    if len(body) <= _SHORT and body.count("#") <= MOST_HEADINGS and not _MAY_BE_DEEP.search(body):
        return None  # as nearly always: nothing of the three can be, and nothing is rendered
    try:
        to_html(body)
    except UnreadableError as error:
        return error.trouble
    return None


def _rendered(body: str, extensions: comrak.ExtensionOptions) -> str:
    return comrak.render_markdown(
        body.replace("\0", "\ufffd"), extension_options=extensions, render_options=_RENDERING
    )


def _headings(body: str) -> int:
    """How many there are at most."""
    signed = sum(body.count(f"\n{' ' * indent}#") for indent in range(4))
    has_lines = "\n=" in body or "\n-" in body or "\n " in body
    return 1 + signed + (len(_UNDERLINE.findall(body)) if has_lines else 0)


def _depth(html: str) -> int:
    if html.count("<ul") + html.count("<ol") + html.count("<blockquote") <= DEEPEST:
        return 0
    deepest = depth = 0
    for match in _NESTING.finditer(html):
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
    return deepest


def _extensions(*, is_friendly: bool) -> comrak.ExtensionOptions:
    options = comrak.ExtensionOptions()
    options.table = options.tasklist = options.strikethrough = options.autolink = True
    options.footnotes = options.alerts = options.tagfilter = True
    options.header_id_prefix = PREFIX
    options.header_id_prefix_in_href = True
    options.cjk_friendly_emphasis = is_friendly
    return options


_FRIENDLY, _STRICT = _extensions(is_friendly=True), _extensions(is_friendly=False)
_RENDERING = comrak.RenderOptions()
_RENDERING.unsafe_ = True  # raw HTML is cleaned afterwards, with everything else
