"""What a body links to and shows."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from rindoku.bodies import gfm

_TARGET = re.compile(
    r"""<(a|img)\b[^>]*?\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_PERMALINK = re.compile(r'<a href="[^"]*" aria-label="[^"]*" data-heading-content')


_LINKED_BY = ("[", "<", "://", "www.", "@")
"""Without any of these there is no link in a text."""


class Target(NamedTuple):
    """Where a link leads, as it is written, and where that stands in the body (0: nobody knows)."""

    link: str
    at: int
    is_picture: bool = False

    @property
    def is_relative(self) -> bool:
        """Whether it leads to a place in this repository."""
        return is_relative(self.link)


def is_relative(link: str) -> bool:
    """Whether a link leads to a place in its own repository, or on its own page."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def there(page: str, link: str) -> str:
    """The path that a relative link on a page leads to, from the root of the repository.

    It begins with `..` where it leads out of the folder that we know. As on the git host, a link
    that begins with a slash starts at the top.
    """
    path = unquote(urlsplit(link).path)
    folder = "" if path.startswith("/") else posixpath.dirname(page)
    return posixpath.normpath(posixpath.join(folder, path.lstrip("/")))


def targets(body: str) -> list[Target]:
    """Where its links and pictures lead, those of raw HTML too."""
    if not any(sign in body for sign in _LINKED_BY):
        return []
    try:
        html = _PERMALINK.sub("<b ", gfm.to_html(body))
    except gfm.UnreadableError:
        return []
    seen: dict[str, int] = {}
    places = []
    for tag, *parts in _TARGET.findall(html):
        link = unescape(max(parts, key=len))
        seen[link] = _index(body, link, seen.get(link, -1))
        places.append(Target(link, max(seen[link], 0), tag.lower() == "img"))
    return places


def _index(body: str, link: str, after: int) -> int:
    """Where a link stands behind a place: as the engine has it, or as a person writes it."""
    found = (body.find(written, after + 1) for written in (link, unquote(link)))
    return next((index for index in found if index >= 0), after)
