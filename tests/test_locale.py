"""The Japanese words are complete and compiled."""

from __future__ import annotations

from datetime import date

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from rindoku.locale import words_in
from tests.conftest import PROJECT

PACKAGE = PROJECT / "tooling/rindoku"
CATALOG = PACKAGE / "locale/ja/LC_MESSAGES/rindoku"
METHODS = [("**.py", "python"), ("**.jinja", "jinja2")]
OPTIONS = {"**.jinja": {"trimmed": "true", "extensions": "jinja2.ext.i18n"}}


def said(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Each text's translation, by its English singular."""
    found = {}
    for message in catalog:
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id:
            name = message.id if isinstance(message.id, str) else message.id[0]
            found[name] = tuple(str(string) for string in strings)
    return found


@pytest.fixture
def japanese() -> dict[str, tuple[str, ...]]:
    with CATALOG.with_suffix(".po").open("rb") as file:
        return said(read_po(file))


def test_every_word_of_the_product_has_a_japanese_one(japanese: dict[str, tuple[str, ...]]) -> None:
    extracted = extract_from_dir(PACKAGE, METHODS, OPTIONS)
    used = {m[2] if isinstance(m[2], str) else m[2][0] for m in extracted}
    translated = {name for name, strings in japanese.items() if all(strings)}
    assert (used - translated, translated - used) == (set(), set())


def test_the_compiled_catalog_says_what_the_written_one_says(
    japanese: dict[str, tuple[str, ...]],
) -> None:
    with CATALOG.with_suffix(".mo").open("rb") as file:
        assert said(read_mo(file)) == japanese


def test_a_day_is_written_as_readers_of_the_language_write_it() -> None:
    assert words_in("en").day(date(2026, 3, 14)) == "14 Mar 2026"
    assert words_in("ja").day(date(2026, 3, 14)) == "2026年3月14日"
