"""What a body leaves open: boxes to tick, tables of actions, words that stand for words to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it.token import Token

_MAY_PROMISE = re.compile(r"^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[ \]|\|", re.MULTILINE)
_BOX = re.compile(r"\[ \]\s+\S")
_ACTION = re.compile(
    r"action|to-?do|task|remediation|follow[- ]?up|対策|対応|アクション|施策|改善|再発防止|タスク",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"owner|assignee|responsible|due|deadline|target date|担当|期限|期日|責任者|予定日",
    re.IGNORECASE,
)
_TIMELINE = re.compile(r"^(?:\W*)(?:time|date ?/ ?time|日時|時刻|時間)", re.IGNORECASE)

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_MAY_STAND_FOR = ("TODO", "TBD", "TBC", "FIXME", "記", "xx", "ここに", "後で", "あとで",
                  "のちほど", "YYYY")  # fmt: skip
_STANDS_FOR = re.compile(
    r"""
    ^[\W_]*(?:TODO|FIXME)\b(?!\s*\w*\s*(?:list|app|comment)s?\b)  # where a sentence begins
    | \b(?:TODO|FIXME)\s*[:：]
    | \bTB[DC]\b
    | 要記入 | 未記入 | (?:後で|あとで|のちほど)(?:記入|追記|書)
    | (?:記入|記載|記述)して(?:ください|下さい) | ここに[^。\n]{0,20}(?:書く|記入|記載|入力)
    | \bYYYY-MM-DD\b
    | ^[\W_]*x{3,}[\W_]*$
    """,
    re.VERBOSE | re.MULTILINE,
)


class Open(NamedTuple):
    """Something that is left open: its line in the body, from 0, and the words as they stand."""

    line: int
    words: str


def promises(body: str) -> Iterator[Open]:
    """The first box that is not ticked, and the first table of actions with who or until when."""
    if not (("[ ]" in body or "|" in body) and _MAY_PROMISE.search(body)):
        return
    tokens = _tokens(body)
    boxes = (
        Open(_line(one), one.content.partition("\n")[0])
        for one in tokens
        if one.type == "inline" and one.level > 2 and _BOX.match(one.content)
    )
    for found in (next(boxes, None), next(_tables(tokens), None)):
        if found is not None:
            yield found


def placeholders(body: str) -> Iterator[Open]:
    """Words that stand for words to come: TODO, TBD, 要記入."""
    if not any(word in body for word in _MAY_STAND_FOR):
        return
    for token in _tokens(body):
        if token.type == "inline":
            said = _CODE.sub(lambda code: "·" * len(code[0]), token.content)
            for found in _STANDS_FOR.finditer(said):
                line = _line(token) + said.count("\n", 0, found.start())
                yield Open(line, found[0].strip(" \t\n-*_[]（(「:："))


def _tables(tokens: list[Token]) -> Iterator[Open]:
    """The tables whose headings name an action, and who does it or until when."""
    headings: list[str] = []
    line = 0
    for before, token in pairwise(tokens):
        if token.type == "thead_open":
            headings, line = [], _line(token)
        elif before.type == "th_open":
            headings.append(token.content)
        elif token.type == "thead_close" and _are_of_actions(headings):
            yield Open(line, " | ".join(headings))


def _are_of_actions(headings: list[str]) -> bool:
    return (
        any(map(_ACTION.search, headings))
        and any(map(_PROMISED.search, headings))
        and not any(map(_TIMELINE.match, headings))
    )


def _tokens(body: str) -> list[Token]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").parse(body)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0
