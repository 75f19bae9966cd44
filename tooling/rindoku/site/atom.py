"""An Atom feed (RFC 4287) as bytes.

Written with the standard library's XML writer, which escapes everything: `feedgen` has no types
and brings lxml with it, and a feed is only a dozen elements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

_NAMESPACE = "http://www.w3.org/2005/Atom"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot say, not even escaped."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class FeedEntry(NamedTuple):
    """One thing that is new. ``id`` never changes; ``link`` may be relative to the feed."""

    id: str
    title: str
    link: str
    published: datetime
    updated: datetime
    summary: str


class Feed(NamedTuple):
    """A feed. ``link`` is the site's home, ``address`` the feed's own; both may be relative."""

    id: str
    title: str
    author: str
    language: str
    link: str
    address: str
    entries: Sequence[FeedEntry]


def atom(feed: Feed) -> bytes:
    """The feed; the same entries give the same bytes."""
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": feed.language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", max((e.updated for e in feed.entries), default=_NEVER).isoformat())
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": _said(feed.link)})
    SubElement(
        root, "link", {"rel": "self", "type": "application/atom+xml", "href": _said(feed.address)}
    )
    _text(SubElement(root, "author"), "name", feed.author)
    _text(root, "generator", "Rindoku")
    for entry in feed.entries:
        _entry(root, entry)
    ElementTree.indent(root)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _entry(root: Element, entry: FeedEntry) -> None:
    made = SubElement(root, "entry")
    _text(made, "id", entry.id)
    _text(made, "title", entry.title)
    SubElement(made, "link", {"rel": "alternate", "type": "text/html", "href": _said(entry.link)})
    _text(made, "published", entry.published.isoformat())
    _text(made, "updated", entry.updated.isoformat())
    _text(made, "summary", entry.summary)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _said(text)


def _said(text: str) -> str:
    return _FORBIDDEN.sub("", text)
