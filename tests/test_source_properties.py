"""What holds for every file there can be, tried on files that nobody would think of."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rindoku.findings import FieldPath, Place
from rindoku.source.document import Document, read_document
from rindoku.source.sections import parse, scan
from rindoku.source.yaml import Value, read_yaml

# Scraps of YAML and what people's editors, terminals and clipboards put between them
SIGNS = """[ ] { } : - # " ' | > ? @ ` % , & * ! ~ --- ... &a *a << !x %TAG |2 >- ："""
WORDS = """a title id A1 no 10:02 action_items 決済 é 😀 が “ "\\ud800" "\\x00" """
SPACES = [" ", "  ", "\t", "\n", "\n  ", "\n- ", "\r\n", "\r", ": ", " #", "\x85", "\u2028"]
INVISIBLE = ["\u3000", "\xa0", "\ufeff", "\0", "\x1b[31m", "\U0010fff0"]
SCRAPS = [*SIGNS.split(), *WORDS.split(), *SPACES, *INVISIBLE]

yaml_like = st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join)
front_matters = yaml_like.map(lambda text: f"---\n{text}\n---\nbody\n")
files = st.one_of(
    st.binary(max_size=60),
    yaml_like.map(str.encode),
    front_matters.map(str.encode),
    st.builds(lambda a, b: b"---\n" + a + b"\n---\n" + b, st.binary(max_size=30), st.binary()),
    st.builds(str.encode, front_matters, st.sampled_from(["utf-16", "utf-16-le", "utf-8-sig"])),
)

# Texts that a file may hold: no control characters, and no surrogates
printable = st.characters(
    exclude_categories=["Cc", "Co", "Cs"],
    exclude_characters="\ufeff\ufffe\uffff\U0010fffe\U0010ffff",
)
texts = st.text(printable | st.sampled_from("\n\t\x85\u2028\u2029"), max_size=12)
words = st.from_regex(
    r"[a-zA-Z0-9あ-んア-ン一-龠😀é][a-zA-Z0-9あ-ん一-龠 ._/@+-]{0,10}[a-z漢]", fullmatch=True
)


def trees(leaves: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Mappings of leaves, lists and mappings."""
    inner = st.recursive(
        leaves,
        lambda part: st.lists(part, max_size=4) | st.dictionaries(leaves, part, max_size=4),
        max_leaves=12,
    )
    return st.dictionaries(leaves, inner, min_size=1, max_size=5)


@given(files)
@settings(max_examples=600, deadline=None)
def test_whatever_the_bytes_there_is_a_document_or_an_error_inside_the_file(raw: bytes) -> None:
    document = read_document("x.md", raw)
    lines = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace").split("\n")
    if document.error is None:
        places = [document.place(path) for path, _ in leaves(document.data)]
    else:
        assert document.error.problem.message
        assert document.error.problem.hint
        assert isinstance(document.error.problem.at, Place)
        places = [document.error.problem.at]
    for place in places:
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@given(trees(texts))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_json_is_read_as_json(data: dict[str, Any]) -> None:
    assert read_yaml(json.dumps(data, ensure_ascii=False)) == data


@given(trees(words), st.booleans())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_pyyaml_writes_is_read_as_it_was(data: dict[str, Any], block: bool) -> None:
    written = yaml.safe_dump(data, allow_unicode=True, default_flow_style=not block)
    assert read_yaml(written) == data


@given(front_matters)
@settings(max_examples=600, deadline=None)
def test_what_is_read_is_what_pyyaml_reads_as_plain_text(text: str) -> None:
    """Both read scalars as texts; PyYAML ends lines at NEL, LS and PS too, and has no null."""
    document = read_document("x.md", text.encode())
    if document.error is None and not set(text) & set("\x85\u2028\u2029"):
        theirs = yaml.load(document.front, yaml.CBaseLoader)  # noqa: S506
        assert same(document.data, theirs), (document.data, theirs)


def same(ours: Value, theirs: Any) -> bool:
    """Whether two readers mean the same; what is null here is its own text there."""
    if isinstance(ours, dict):
        return list(ours) == list(theirs) and all(same(ours[key], theirs[key]) for key in ours)
    if isinstance(ours, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    return bool(ours == theirs) or (ours is None and theirs in ("", "~", "null"))


@given(trees(words), st.booleans(), st.sampled_from(["\n", "\r\n"]), st.booleans())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_value_stands_where_its_own_text_is(
    data: dict[str, Any], block: bool, line_end: str, mark: bool
) -> None:
    front = yaml.safe_dump(data, allow_unicode=True, default_flow_style=not block, width=10**6)
    text = f"---\n{front}---\nbody\n".replace("\n", line_end)
    document = read_document("x.md", (codecs.BOM_UTF8 if mark else b"") + text.encode())
    for path, word in leaves(document.data):
        assert text_at(document, path).lstrip("'\"").startswith(word)


def leaves(value: Value, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Every text in some data, with the way to it."""
    parts = enumerate(value) if isinstance(value, list) else ()
    for key, part in value.items() if isinstance(value, dict) else parts:
        yield from leaves(part, (*path, key))
    if isinstance(value, str):
        yield path, value


def text_at(document: Document, path: FieldPath) -> str:
    """The rest of the line from where a field stands, counted as an editor counts."""
    place = document.place(path)
    return document.text.split("\n")[place.line - 1][place.column - 1 :]


# Bodies

MARKDOWN = [
    "# ",
    "## ",
    "### ",
    "Impact",
    "概要",
    "text",
    "\n",
    "\n\n",
    "```",
    "~~~",
    "<!--",
    "-->",
]
MARKDOWN += [
    "===",
    "---",
    "    ",
    "\t",
    "> ",
    "- ",
    "#",
    " ",
    "\r\n",
    "|",
    "<br>",
    "[",
    "](x)",
    "\\",
]

bodies = st.lists(st.sampled_from(MARKDOWN), max_size=30).map("".join)


@given(bodies)
@settings(max_examples=400, deadline=None)
def test_any_body_has_sections_on_lines_that_exist(body: str) -> None:
    for section in scan(body):
        assert 0 <= section.line < len(body.split("\n"))


@given(bodies)
@settings(max_examples=400, deadline=None)
def test_a_scan_of_lines_sees_what_a_markdown_parser_sees(body: str) -> None:
    seen = [(s.level, s.line, s.is_empty) for s in scan(body)]
    assert seen == [(s.level, s.line, s.is_empty) for s in parse(body)]
