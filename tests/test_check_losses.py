"""What somebody wrote is not lost in silence: it is told where, and how to keep it."""

from __future__ import annotations

import pytest

from rindoku.findings import Finding
from rindoku.reading.catalog import read_catalog
from rindoku.rules.check import check
from rindoku.source.tree import WorkingTree
from tests.conftest import Repository

PATH = "postmortems/2026-03-14-checkout-502.md"
HEAD = "title: A title\ndate: 2026-03-14\nstatus: draft\nseverity: SEV2\n"
ITEM = "action_items: [{id: A1, title: a, status: proposed}]\n"


def found(folder: Repository) -> list[Finding]:
    return check(read_catalog(WorkingTree(folder.path)))


def told(folder: Repository, fields: str = "", body: str = "", head: str = HEAD) -> list[Finding]:
    """The findings of a sound draft with these fields and this body."""
    folder.write(PATH, f"---\n{head}{fields}---\n{body}".encode())
    return found(folder)


def lines(findings: list[Finding]) -> list[tuple[str, int]]:
    return [(one.code, one.place.line) for one in findings]


# Behind a hash


def test_the_half_of_a_title_is_named_with_the_whole_one(folder: Repository) -> None:
    head = HEAD.replace("A title", "Fix #812")
    (one,) = told(folder, head=head)
    assert (one.code, one.place) == ("RK801", (2, 12))
    assert "`#812`" in one.message
    assert 'write "Fix #812"' in one.hint


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ("action_items: [{id: A1, title: a, status: proposed}]\nsource: #4711\n", 7),
        ("tags:\n  - see #4711\n", 7),
        ("contributing_factors:\n  - 障害 #4711 と同じ\n", 7),
        ("action_items:\n  - id: A1\n    title: Fix #4711\n    status: proposed\n", 8),
    ],
)
def test_whatever_text_it_is(folder: Repository, fields: str, line: int) -> None:
    assert ("RK801", line) in lines(told(folder, fields))


@pytest.mark.parametrize(
    "head",
    [
        HEAD.replace("A title", "A title  # what happened"),
        HEAD.replace("A title", '"Fix #812"'),
        HEAD.replace("A title", "Fix#812"),
        HEAD.replace("draft", "draft  #draft, in-review or final"),
        HEAD.replace("SEV2", "SEV2 #SEV1-SEV4"),
        HEAD + "#tags: [a]\n",
        HEAD + "note: mine #4711\n",
    ],
)
def test_a_remark_is_a_remark(folder: Repository, head: str) -> None:
    assert told(folder, head=head) == []


# Names


def test_two_files_that_are_one_on_macos_are_told_with_the_other(folder: Repository) -> None:
    folder.write("postmortems/2026-03-14-Checkout-502.md", f"---\n{HEAD}---\n")
    (one,) = told(folder)
    assert (one.code, one.path) == ("RK202", PATH)
    assert "2026-03-14-Checkout-502.md" in one.message
    assert "capitals" in one.message


def test_two_forms_of_unicode_are_named_as_such(folder: Repository) -> None:
    for name in ("パ", "ハ\u309a"):
        folder.write(f"postmortems/2026-03-14-{name}.md", f"---\n{HEAD}---\n")
    (one,) = found(folder)
    assert one.code == "RK202"
    assert "Unicode" in one.message


def test_two_ids_that_differ_in_capitals_are_told(folder: Repository) -> None:
    items = "action_items:\n" + "".join(
        f"  - {{id: {name}, title: a, status: proposed}}\n" for name in ("A1", "A2", "a1")
    )
    (one,) = told(folder, items)
    assert (one.code, one.place.line) == ("RK301", 9)
    assert "`a1` differs from `A1`" in one.message


# Promises in the text


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("## Next\n- [ ] Alert on the pool\n- [ ] Another\n", 8),
        ("1. [ ] 監視を追加する\n", 7),
        ("* done\n  - [ ] not done\n", 8),
        ("| Action | Owner | Due |\n| --- | --- | --- |\n| a | b | c |\n", 7),
        ("\n\n| 対策 | 担当者 | 期限 |\n| --- | --- | --- |\n| a | b | c |\n", 9),
        ("| No. | アクションアイテム | 担当 |\n| --- | --- | --- |\n", 7),
    ],
)
def test_open_boxes_and_tables_of_actions_are_told_once(
    folder: Repository, body: str, line: int
) -> None:
    assert lines(told(folder, body=body)) == [("RK803", line)]


@pytest.mark.parametrize(
    "body",
    [
        "- [x] Alert on the pool\n",
        "```\n- [ ] a box in code\n```\n",
        "An array `a[ ]` and [ ] in a sentence.\n",
        "| Time | Action | Owner |\n| --- | --- | --- |\n| 10:02 | rolled back | Ken |\n",
        "| 時刻 | 対応 | 担当 |\n| --- | --- | --- |\n| 10:02 | 切り戻し | 健 |\n",
        "| Service | Owner |\n| --- | --- |\n| mail | Ken |\n",
    ],
)
def test_what_is_no_promise_is_not_told(folder: Repository, body: str) -> None:
    assert told(folder, body=body) == []


def test_with_action_items_the_text_may_have_boxes_too(folder: Repository) -> None:
    assert told(folder, ITEM, body="- [ ] Alert on the pool\n") == []


# Words to come

SECTIONS = "".join(
    f"## {name}\n{{}}\n"
    for name in ("Summary", "Impact", "Timeline", "Contributing factors", "Lessons learned")
)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("TODO", "TODO"), ("TBD", "TBD"), ("- TODO: ask the vendor", "TODO"), ("**TBD**", "TBD"),
        ("The cause (TBC).", "TBC"), ("（要記入）", "要記入"), ("影響件数は未記入", "未記入"),
        ("ここに概要を書く", "ここに概要を書く"), ("後で記入", "後で記入"),
        ("影響を記載してください", "記載してください"), ("On YYYY-MM-DD", "YYYY-MM-DD"),
    ],
)  # fmt: skip
def test_a_final_text_without_its_words_is_told(folder: Repository, words: str, named: str) -> None:
    body = SECTIONS.format("fine", words, "fine", "fine", "fine")
    (one,) = told(folder, head=HEAD.replace("draft", "final"), body=body)
    assert (one.code, one.place.line) == ("RK804", 10)
    assert f"`{named}`" in one.message


@pytest.mark.parametrize(
    "words",
    [
        "The `TODO` stood in the code for a year.", "Somebody left a TODO in the code.",
        "```\nTODO: in code\n```", "TODO list services were down.", "It was an outdated TBDX card.",
    ],
)  # fmt: skip
def test_who_writes_about_todos_is_left_alone(folder: Repository, words: str) -> None:
    body = SECTIONS.format("fine", words, "fine", "fine", "fine")
    assert told(folder, head=HEAD.replace("draft", "final"), body=body) == []


def test_a_draft_may_say_that_something_is_to_do(folder: Repository) -> None:
    assert told(folder, body="## Impact\nTODO\n") == []
