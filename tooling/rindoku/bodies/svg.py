"""Which SVG files are pictures and nothing else."""

from __future__ import annotations

from xml.etree import ElementTree

_RUNS = frozenset({"script", "foreignobject", "iframe", "embed", "object", "handler", "listener"})
_CHANGES = frozenset({"animate", "set", "animatetransform", "animatemotion"})
_MOST_BYTES = 2_000_000


def is_a_picture(raw: bytes) -> bool:
    """Whether a file is a drawing in which nothing runs and nothing is loaded from elsewhere.

    What cannot be read, or brings declarations of its own, is not taken for one.
    """
    if len(raw) > _MOST_BYTES or b"<!DOCTYPE" in raw.upper() or b"<!ENTITY" in raw.upper():
        return False
    try:
        root = ElementTree.fromstring(raw)  # noqa: S314 (without declarations nothing expands)
    except (ElementTree.ParseError, ValueError, LookupError):
        return False
    return all(map(_is_harmless, root.iter()))


def _is_harmless(element: ElementTree.Element) -> bool:
    tag = _local(str(element.tag))
    if tag in _RUNS:
        return False
    for name, value in element.attrib.items():
        attribute, text = _local(name), "".join(value.split()).lower()
        if attribute.startswith("on") or "javascript:" in text:
            return False
        if attribute in ("href", "src") and not text.startswith(("#", "data:image/")):
            return False
        if "url(" in text and "url(#" not in text:
            return False
        if tag in _CHANGES and attribute == "attributename" and text in ("href", "xlink:href"):
            return False
    return tag != "style" or "@import" not in (element.text or "")


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()
