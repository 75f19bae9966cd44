"""Titles for places that do not escape."""

from __future__ import annotations

# the theme puts titles into its header and into attributes as they are, and decodes entities
_NEUTRAL = str.maketrans({"<": "＜", ">": "＞", "&": "＆", '"': "”", "'": "’"})


def neutral(text: str) -> str:
    """A title for places that do not escape: the signs of HTML become their wide sisters."""
    return text.translate(_NEUTRAL)
