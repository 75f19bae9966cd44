"""What could run or deceive is taken out of a body; its ids get a space of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from contextvars import ContextVar
from functools import cache
from typing import NamedTuple
from urllib.parse import quote, unquote

import nh3

from rindoku.bodies.gfm import PREFIX
from rindoku.bodies.targets import is_relative

_ATTRIBUTES = {
    "*": {"class", "id", "title", "align", "lang", "dir"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "span": {"role", "aria-label"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "details": {"open"},
}
_TAGS = (nh3.ALLOWED_TAGS - {"map", "area"}) | {
    "section", "summary", "details", "figure", "figcaption",
}  # fmt: skip
_WITHOUT_A_WORD = frozenset(
    {
        "article", "aside", "body", "button", "font", "footer", "form", "head", "header", "html",
        "label", "link", "main", "meta", "nav", "picture", "source", "u",
    }
)  # fmt: skip
"""Tags that are left out; what stands between them stays. All others are shown as they are written:
they were meant as words (``restart <service>``), or are not allowed."""
_KNOWN = "|".join(sorted(_TAGS | _WITHOUT_A_WORD))
_FOREIGN = re.compile(rf"<(?=/?[a-zA-Z])(?!/?(?:{_KNOWN})(?=[\s/>]))", re.IGNORECASE)
_CLASSES = frozenset(
    {
        "headerlink", "highlight", "admonition", "admonition-title",
        "footnotes", "footnote-ref", "footnote-backref",
        "rk-task", "rk-task-done", "rk-task-open",
        "rk-alert-note", "rk-alert-tip", "rk-alert-important", "rk-alert-warning",
        "rk-alert-caution",
    }
)  # fmt: skip
_TOKEN = re.compile(r"[a-z]{1,2}[a-z0-9]?")
"""A class with which Pygments marks a part of code."""
_SCHEMES = {"http", "https", "mailto"}


def with_foreign_tags_shown(html: str) -> str:
    """HTML in which tags that are not allowed are words."""
    return _FOREIGN.sub("&lt;", html)


class _Page(NamedTuple):
    """What links in the body that is being cleaned can lead to."""

    link: Callable[[str], str | None]
    own: Callable[[], Collection[str]]
    around: Collection[str]


_page: ContextVar[_Page] = ContextVar("page")


def cleaned(
    html: str,
    link: Callable[[str], str | None],
    *,
    own: Callable[[], Collection[str]],
    of_the_page: Collection[str],
) -> str:
    """HTML without scripts, styles, frames, forms and links that run something.

    ``own`` finds the body's anchors, ``of_the_page`` are those around it. ``link`` tells where a
    relative link leads; where it leads to nothing, its text stays.
    """
    token = _page.set(_Page(link, cache(own), of_the_page))
    try:
        return _CLEANER.clean(html)
    finally:
        _page.reset(token)


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href" and value.startswith("#"):
        return _anchor(value[1:], _page.get())
    if name in ("href", "src"):
        return _page.get().link(value) if is_relative(value) else value
    if name in ("id", "name"):
        return value if value.startswith(PREFIX) else f"{PREFIX}{value}"
    if name == "class":
        return _classes(tag, value)
    if name == "role":
        return value if value == "img" else None
    return value


_CLEANER = nh3.Cleaner(
    tags=_TAGS, attributes=_ATTRIBUTES, attribute_filter=_attribute, url_schemes=_SCHEMES,
    link_rel=None, set_tag_attribute_values={"img": {"loading": "lazy"}},
)  # fmt: skip


def _anchor(written: str, page: _Page) -> str:
    if written.startswith(PREFIX):
        return f"#{written}"
    name = unquote(written)
    is_the_pages = name in page.around and name not in page.own()
    return f"#{quote(name if is_the_pages else PREFIX + name)}"


def _classes(tag: str, written: str) -> str | None:
    kept = [
        name
        for name in written.split()
        if name in _CLASSES or (tag == "span" and _TOKEN.fullmatch(name))
    ]
    return " ".join(kept) or None
