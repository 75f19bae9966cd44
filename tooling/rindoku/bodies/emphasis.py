"""Emphasis that the git host does not show: its stars stand there raw.

CommonMark lets stars beside punctuation begin or end an emphasis only at a space or other
punctuation (its "left-flanking" and "right-flanking" runs), and Japanese has no spaces.
"""

from __future__ import annotations

import re
from html import unescape

from rindoku.bodies import gfm

_STARS = re.compile(r"\*{1,3}[^*\n]+\*{1,3}")
_TAG = re.compile(r"<[^>]*>")


def raw_stars(body: str) -> list[int]:
    """Where in a body stars are meant as emphasis and shown as they are written."""
    if "*" not in body or body.isascii():
        return []
    try:
        meant = gfm.to_html(body)
    except gfm.UnreadableError:
        return []
    shown = gfm.to_html_there(body)
    places, after = [], 0
    for here, there in zip(shown.split("\n"), meant.split("\n"), strict=False):
        # they differ in tags inside of lines alone
        stars = _STARS.findall(unescape(_TAG.sub("", here))) if here != there else []
        for one in stars:
            found = body.find(one, after)
            if found >= 0:
                places.append(found)
                after = found + len(one)
    return places
