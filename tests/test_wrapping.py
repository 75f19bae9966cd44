"""Text in lines for a terminal: Japanese and English, narrow and wide."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rindoku.reports.terminal import wrapped

TEXT = st.text(st.sampled_from("ab 1件、。「」ー障害が -\n"), max_size=60)


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("うち 3件は、未完了", 7, ["うち", "3件は、", "未完了"]),
        ("ランブックへ", 6, ["ラン", "ブック", "へ"]),
        ("全部」にし、除外", 6, ["全部」", "にし、", "除外"]),
        ("手順「再起動」を読む", 6, ["手順", "「再起", "動」を", "読む"]),
        ("決済 API の呼び出し", 8, ["決済 API", "の呼び出", "し"]),
        ("due 2026-04-15, 3 days ago", 16, ["due 2026-04-15,", "3 days ago"]),
        ("https://example.com/a", 8, ["https://", "example.", "com/a"]),
        ("one\ntwo", 20, ["one", "two"]),
        ("", 20, [""]),
    ],
)
def test_a_line_breaks_where_a_reader_would_break_it(
    text: str, columns: int, lines: list[str]
) -> None:
    assert wrapped(text, columns) == lines


@given(TEXT, st.integers(2, 40))
def test_nothing_is_lost_and_no_line_is_too_long(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert all(cell_len(line) <= columns for line in lines)
