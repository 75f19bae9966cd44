"""The Japanese words are complete and compiled."""

from __future__ import annotations

import json
import re
import shlex
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
from tests.conftest import POSTMORTEM, PROJECT, Repository
from tests.test_command_line import COMMANDS

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


# Under a Japanese policy

TITLE = "監視 when the connection pool is over 80%"
ENGLISH = re.compile(r"(?<![\w`'\"<\[/.-])[a-z]{2,}(?: [a-z]{2,}){2,}")
"""Three English words in a row, outside of what is typed and shown as it is."""
COMMAND = re.compile(r"rindoku[\w #@./:=-]*")
"""Something to type."""
CALLS = """\
check
check nowhere
check /
check README.md
check --format x
rule RK999
new ""
new x --severity SEV9
new
new a b
new x --date 2026-02-31
new x --date soon
stale --as-of 1990-01-01
stale --period 2026H3
stale --to 2026-01-01
stale --owner zz
stale --fail-on zz
stale --split a --owner b
action list --owner zz
action list --service zz
action list --status zz
action show zz
action done
action done 502#A1
action done 502#A1 --no-evidence --on 2030-01-01
action done 502#A1 --no-evidence --evidence x
action drop 502#A1 --reason " "
action assign 502#A1 zz
action reschedule 502#A1 2026-01-01 --dry-run
action reschedule 502#A1 2026-12-01 --why x
action add 502 x
action open-issue 502#A1 --repo x
action zz
--zz
zz
circle due
circle plan zz
circle invite zz
circle record zz --note x
circle survey zz README.md
sync
demo .""".splitlines()


@pytest.mark.parametrize("call", CALLS)
def test_a_japanese_team_reads_no_english(repository: Repository, call: str) -> None:
    repository.write(
        "rindoku.toml",
        '[tool.rindoku]\nlanguage = "ja"\nservices = { a = {} }\npeople = { "@ken" = {} }\n',
    )
    repository.write("README.md", "x\n")
    repository.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM.replace("Alert", "監視"))
    repository.commit("2026-03-15")
    ran = repository.rindoku(*shlex.split(call))
    told = (ran.stdout + ran.stderr).replace("Checkout answered 502", "").replace(TITLE, "")
    assert ENGLISH.findall(COMMAND.sub("", told)) == []
    assert not told or re.search("[ぁ-ん一-龯]", told)


@pytest.mark.parametrize("path", [path for path in COMMANDS if path], ids=" ".join)
def test_every_help_text_is_japanese(repository: Repository, path: tuple[str, ...]) -> None:
    repository.write("rindoku.toml", 'language = "ja"\n')
    told = repository.rindoku(*path, "--help").stdout
    told = re.sub("very well|not very well|not at all", "", COMMAND.sub("", told))
    assert ENGLISH.findall(told) == []
    assert "使い方: " in told
