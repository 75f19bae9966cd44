"""The Japanese words are complete and compiled."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from rindoku.locale import words_in
from rindoku.saying import Said, from_plain, say, to_plain
from tests.conftest import PROJECT

PACKAGE = PROJECT / "tooling/rindoku"
CATALOG = PACKAGE / "locale/ja/LC_MESSAGES/rindoku"
METHODS = [("**.py", "python"), ("**.jinja", "jinja2")]
KEYWORDS = {**DEFAULT_KEYWORDS, "say": None}
OPTIONS = {"**.jinja": {"trimmed": "true", "extensions": "jinja2.ext.i18n"}}


def documentation_in_code() -> Iterator[str]:
    """What rules, commands and fields say of themselves."""
    spec = spec_from_file_location("words", PROJECT / "docs/tools/words.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    yield from module.texts()


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
    click_itself = Path(click.__file__).parent
    extracted = [
        message[2]
        for folder in (PACKAGE, PROJECT / "docs/tools", click_itself)
        for message in extract_from_dir(folder, METHODS, OPTIONS, keywords=KEYWORDS)
    ]
    used = {text if isinstance(text, str) else text[0] for text in extracted}
    used |= {*documentation_in_code()}
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


def test_a_sentence_is_english_until_it_is_told_in_a_language() -> None:
    sentence = say("%(day)s: %(what)s", day="2026-03-14", what=say("stale"))
    assert sentence == "2026-03-14: stale"
    assert words_in("ja").tell(sentence) == f"2026-03-14: {words_in('ja').gettext('stale')}"
    assert words_in("ja").tell("stale") == "stale"  # somebody's own word


@given(st.recursive(st.text(), lambda inner: st.dictionaries(st.text(), inner | st.integers())))
def test_a_sentence_survives_being_kept(named: object) -> None:
    def said(part: object) -> object:
        if not isinstance(part, dict):
            return part
        return Said("%(x)s %%", {"x": "y", **{name: said(value) for name, value in part.items()}})

    text = said(named)
    assert isinstance(text, str)
    again = from_plain(json.loads(json.dumps(to_plain(text))))
    assert again == text
    assert to_plain(again) == to_plain(text)
