"""GitHub's Markdown to HTML, by GitLab's engine. Nothing in it is safe yet: see `render.py`.

What GitHub does not render, it shows: so do we. Emphasis beside Japanese brackets is the exception
(``**「重要」**は``): the git host shows its stars, we show what is meant, and a check says so.
"""

from __future__ import annotations

import re
from typing import Literal

import comrak

PREFIX = "body-"
"""Before every id that a body brings along: a space of its own beside the page's ids."""
LONGEST = 500_000
"""Characters: a book. Nobody reads more, and some of what engines do grows faster than the text."""
MOST_HEADINGS = 1_000
DEEPEST = 40
"""So many lists and quotations in one another."""

Trouble = Literal["long", "headings", "deep"]
_HEADING = re.compile(r"^ {0,3}(?:#|=|-)", re.MULTILINE)
_NESTING = re.compile(r"<(/?)(?:ul|ol|blockquote)\b")


def to_html(body: str, *, is_as_shown_there: bool = False) -> str:
    """A body as HTML, with ids on its headings, doubles numbered as GitHub numbers them.

    ``is_as_shown_there``: emphasis as the git host shows it, in all its strictness.
    """
    return comrak.render_markdown(
        body.replace("\0", "\ufffd"),
        extension_options=_STRICT if is_as_shown_there else _FRIENDLY,
        render_options=_RENDERING,
    )


def trouble(body: str) -> Trouble | None:
    """Why a body is not rendered, but shown as it is written; None where nothing is the matter."""
    if len(body) > LONGEST:
        return "long"
    if len(_HEADING.findall(body)) > MOST_HEADINGS:
        return "headings"
    return "deep" if _depth(to_html(body)) > DEEPEST else None


def _depth(html: str) -> int:
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
