"""The quick reader of the plainest YAML says what libyaml says, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rindoku.source.yaml import Value, read_any_yaml
from rindoku.source.yaml_plain import read_plain

KEYS = ["title", "id", "a-b", "_x", "null", "due", "<<", "決済", "a b"]
VALUES = """
open|"@ken"|'it''s'|'ab'|"a\\nb"|[a, b]|[]|[ ]|[a,]|[a b, 'c', "d"]|[~, null]|[a: b]|[a#b]|[a #b]
2026-03-14|10:02|https://x.y/z?a=b#c|a: b|a:|a #b|a#b|~|null|-|- a|-5|? a|!x a|&a b|*a|>|%a|@a|`a
{a: b}|{}|a, b|a [b]|[a] b|[[a]]|"a" b|'a' b|決済。|é|😀 x|\xa0x|\u3000x|x\u3000|a\tb|\ta|a |  a
a\x85b|a\u2028b|a\ufeffb|'|"|[|]|a]|...|---|<<|a?|:a|['a,b']|[!a]|[*a]|[&a]|[@a]|["a"b]|[a"b]|"'"|["'"]
""".strip("\n").replace("\n", "|")
INDENTS = ["", "", "  ", "    ", " ", "- ", "  - ", "    - ", "-  "]
ODD_LINES = ["", "# c", "  # c", "   ", "- a", "---", "...", "  b", "%x", "- - a: b", "key"]

values = st.sampled_from(["", *VALUES.split("|")])
pairs = st.builds("{}{}:{}{}".format, st.sampled_from(INDENTS), st.sampled_from(KEYS),
                  st.sampled_from([" ", "", "  "]), values)  # fmt: skip
lines = pairs | st.sampled_from(ODD_LINES)
plain_values = st.sampled_from(["open", "10:02", '"@ken"', "", "[a, b]", "é: x", "a #b", "~"])


@st.composite
def nearly_plain(draw: st.DrawFn) -> str:
    """A record's front matter with perhaps one thing about it that is not plain."""
    indent = draw(st.sampled_from(["", "  ", "    "]))
    items = draw(st.lists(st.lists(plain_values, min_size=1, max_size=3), max_size=3))
    written = ["title: x", f"date: {draw(plain_values)}", "action_items:"]
    for item in items:
        pairs_of_item = [f"{key}: {value}" for key, value in zip("abc", item, strict=False)]
        written += [f"{indent}- {pairs_of_item[0]}", *(f"{indent}  {p}" for p in pairs_of_item[1:])]
    written.append("status: draft")
    text = "\n".join(written)
    at = draw(st.integers(0, len(text)))
    slip: str = draw(st.sampled_from([*"  \n\t:#-\"'[]{},&*!|>%~", *ODD_LINES]))
    return text[:at] + slip + text[at:]


@settings(max_examples=2000, deadline=None)
@given(st.lists(lines, min_size=1, max_size=6).map("\n".join) | nearly_plain())
def test_it_says_what_libyaml_says_or_nothing(text: str) -> None:
    value = read_plain(text)
    if value is not None:
        assert _ordered(value) == _ordered(read_any_yaml(text))


def _ordered(value: object) -> object:
    """A value in which the order of keys counts."""
    if isinstance(value, dict):
        return [(key, _ordered(part)) for key, part in value.items()]
    return [_ordered(part) for part in value] if isinstance(value, list) else value


USUAL = """
# what happened
title: Checkout answered 502: for 38 minutes
tags: [deploy, "connection-pool"]

action_items:
  - id: A1
    owner: "@ken"
    due: 2026-04-10
  - id: A2
    status:
severity: ~
"""


def test_a_usual_record_is_read_without_libyaml() -> None:
    items: list[Value] = [
        {"id": "A1", "owner": "@ken", "due": "2026-04-10"},
        {"id": "A2", "status": None},
    ]
    assert read_plain(USUAL.replace("502: for", "502 for")) == {
        "title": "Checkout answered 502 for 38 minutes",
        "tags": ["deploy", "connection-pool"],
        "action_items": items,
        "severity": None,
    }


@pytest.mark.parametrize(
    "text", [USUAL, "title: x\ntitle: y", "a: {b: c}", "a: |\n  b", "- a", "", "a: &x b\nc: *x"]
)
def test_what_is_written_in_another_way_is_left_to_libyaml(text: str) -> None:
    assert read_plain(text) is None
