"""People's Markdown becomes HTML; what could run or deceive is taken out of it."""

from __future__ import annotations

import nh3

_ATTRIBUTES = {
    "*": {"class", "id", "title", "align"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading"},
    "input": {"type", "checked", "disabled"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_TAGS = nh3.ALLOWED_TAGS | {"input", "label", "section", "summary", "details", "figure"}


# the theme puts titles into its header and into attributes as they are, and decodes entities
_NEUTRAL = str.maketrans({"<": "＜", ">": "＞", "&": "＆", '"': "”", "'": "’"})


def neutral(text: str) -> str:
    """A title for places that do not escape: the signs of HTML become their wide sisters."""
    return text.translate(_NEUTRAL)


def clean(html: str) -> str:
    """HTML without scripts, styles, frames, forms and links that run something."""
    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
