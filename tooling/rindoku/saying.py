"""Sentences of ours, made where something is found out, before anybody knows who will read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

Plain = str | tuple[str, dict[str, Any]]
"""A sentence as JSON can hold it."""


class Said(str):
    """A sentence with what it names. As text it is English; `Words.tell` tells it in a language.

    What it names can be such a sentence again.
    """

    template: str
    named: Mapping[str, object]

    def __new__(cls, template: str, named: Mapping[str, object]) -> Self:
        """Fill the named places of a template, `%(id)s`; without any it stands as it is."""
        said = super().__new__(cls, template % named if named else template)
        said.template, said.named = template, named
        return said


def say(template: str, /, **named: object) -> Said:
    """A sentence; its template is collected for the catalogs from where this is called.

    What it names is kept as a text or a number; a day is one of those that everybody reads.
    """
    plain = {n: v if isinstance(v, str | int | float) else str(v) for n, v in named.items()}
    return Said(template, plain)


def N_(english: str) -> str:  # noqa: N802 (gettext's own name for it)
    """Mark words for the catalogs of words: they are translated where they are shown."""
    return english


def to_plain(text: str) -> Plain:
    """A sentence as JSON can hold it."""
    if not isinstance(text, Said):
        return text
    named = {name: to_plain(v) if isinstance(v, str) else v for name, v in text.named.items()}
    return text.template, named


def from_plain(plain: Any) -> str:
    """The way back, from what JSON made of it."""
    if isinstance(plain, str):
        return plain
    template, named = plain
    return Said(
        template,
        {name: from_plain(v) if isinstance(v, str | list) else v for name, v in named.items()},
    )
