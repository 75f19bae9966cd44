"""The product's own words in English and Japanese, from gettext catalogs."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from rindoku.saying import Said
from rindoku.text import fold

LANGUAGES = ("en", "ja")
FOLDER = Path(__file__).parent
"""Where gettext finds the catalogs."""


class Words:
    """One language: its translations, and how it writes a day."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.catalog = gettext.translation(
            "rindoku", FOLDER, languages=[language], fallback=language == "en"
        )
        self.gettext = self.catalog.gettext
        self.ngettext = self.catalog.ngettext

    def tell(self, text: str) -> str:
        """A sentence that was made in English, in this language, with what it names as it is."""
        if not isinstance(text, Said):
            return text
        told = self.gettext(text.template)
        if not text.named:
            return told
        return told % {n: self.tell(v) if isinstance(v, str) else v for n, v in text.named.items()}

    def day(self, day: date) -> str:
        """A day as a reader of this language writes it: 14 Mar 2026, 2026年3月14日."""
        from babel.dates import format_date

        form = "d MMM y" if self.language == "en" else "y年M月d日"
        return format_date(day, form, locale=self.language)

    def sentences(self, parts: list[str]) -> str:
        """Sentences in one paragraph; Japanese sets no space between them."""
        return ("" if self.language == "ja" else " ").join(parts)

    def listed(self, names: Iterable[str]) -> str:
        """Names in one line."""
        return ("、" if self.language == "ja" else ", ").join(names)

    def aside(self, parts: Iterable[str]) -> str:
        """Names in brackets, to follow what they are about."""
        return f"（{self.listed(parts)}）" if self.language == "ja" else f" ({self.listed(parts)})"

    def joined(self, parts: list[str]) -> str:
        """Clauses in one line."""
        return ("、" if self.language == "ja" else "; ").join(parts)


def in_every_language(text: str) -> frozenset[str]:
    """A text of ours as each language has it, to know it again where people kept it."""
    return frozenset(words_in(language).gettext(text) for language in LANGUAGES)


def word_meant(
    text: str,
    choices: Iterable[str],
    names: Mapping[str, str],
    also: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> str | None:
    """The choice that a text means, in any language: itself, as we show it, or as people say it.

    Capitals, full width, and what joins words make no difference.
    """
    wanted = _comparable(text)
    for choice in choices:
        shown = in_every_language(names.get(choice, choice))
        if wanted in map(_comparable, (choice, *shown, *also.get(choice, ()))):
            return choice
    return None


def _comparable(text: str) -> str:
    return re.sub(r"[\s_-]+", "", fold(text))


@cache
def words_in(language: str) -> Words:
    """The words of a language, `en` or `ja`."""
    return Words(language)
