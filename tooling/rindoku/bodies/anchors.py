"""The anchors of a body, as links on the git host name them."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from rindoku.bodies import gfm

_ID = re.compile(r"""<[a-zA-Z][^>]*?\b(?:id|name)=["']([^"'>]*)""")
_BODIES = 4096
"""How many bodies' anchors are kept at hand: links to one record come from many others."""


def ids(html: str, prefix: str = gfm.PREFIX) -> frozenset[str]:
    """The ids in HTML without a prefix: those of headings, and those of raw HTML."""
    return frozenset(unescape(name).removeprefix(prefix) for name in _ID.findall(html))


@lru_cache(_BODIES)
def anchors(body: str) -> frozenset[str]:
    """What can stand behind the `#` of a link into a body."""
    try:
        return ids(gfm.to_html(body))
    except gfm.UnreadableError:
        return frozenset()


def fragment_on_page(name: str, body: str) -> str:
    """The anchor on a body's page that a link means: one of the body's, else the page's own."""
    return f"{gfm.PREFIX}{name}" if name in anchors(body) else name
