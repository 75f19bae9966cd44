"""The Atom feed: well-formed whatever people write into titles."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from rindoku.site.atom import Feed, FeedEntry, atom

ATOM = "{http://www.w3.org/2005/Atom}"
NOON = datetime(2026, 5, 20, 12, tzinfo=UTC)


def feed_of(*entries: FeedEntry) -> bytes:
    return atom(Feed("urn:x", "Postmortems", "Team", "ja", "./", "feed.xml", entries))


def parsed(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)  # noqa: S314 (ours)


@given(st.text())
def test_any_title_gives_a_feed_that_can_be_read(title: str) -> None:
    root = parsed(feed_of(FeedEntry("urn:y", title, "x/", NOON, NOON, title)))
    shown = root.findtext(f"{ATOM}entry/{ATOM}title") or ""
    assert all(sign in title or sign == "\n" for sign in shown)


def test_what_xml_cannot_say_is_left_out_and_the_rest_is_kept() -> None:
    title = "a\x00b\x0bc\ufffe <b>&]]> 障害😀"
    root = parsed(feed_of(FeedEntry("urn:y", title, "x/", NOON, NOON, "")))
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "abc <b>&]]> 障害😀"


def test_a_feed_without_news_is_still_a_feed() -> None:
    root = parsed(feed_of())
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Team"
