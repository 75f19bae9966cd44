"""Every finding says how to mend it, and the mend is right."""

from __future__ import annotations

import tomllib

import pytest
import yaml

from rindoku.findings import Finding
from rindoku.reading.catalog import read_catalog
from rindoku.rules.check import check
from rindoku.source.tree import WorkingTree
from tests.conftest import Repository

HEAD = "title: A title\ndate: 2026-03-14\nstatus: draft\nseverity: SEV2\n"


def told(folder: Repository, fields: str, head: str = HEAD) -> list[Finding]:
    """The findings of a sound draft with these fields."""
    folder.write("postmortems/2026-03-14-checkout-502.md", f"---\n{head}{fields}---\n".encode())
    return check(read_catalog(WorkingTree(folder.path)))


def only(folder: Repository, fields: str, head: str = HEAD) -> Finding:
    """The one finding of a sound draft with these fields."""
    (finding,) = told(folder, fields, head)
    return finding


def item(*fields: str) -> str:
    return f"action_items: [{{id: A1, title: a, {', '.join(fields)}}}]\n"


# What a hint tells to write can be written


@pytest.mark.parametrize("text", ["@mika", "checkout", "a: b", "#1", "森 美加"])
def test_a_text_that_should_be_a_list_is_shown_as_a_list(folder: Repository, text: str) -> None:
    hint = only(folder, f'authors: "{text}"\n').hint
    assert yaml.safe_load(hint.removeprefix("write ")) == [text]


def test_words_with_commas_become_a_list(folder: Repository) -> None:
    hint = only(folder, "services: checkout, mail\n").hint
    assert yaml.safe_load(hint.removeprefix("write ")) == ["checkout", "mail"]


def test_the_list_is_shown_in_the_way_of_the_policy_too(folder: Repository) -> None:
    folder.write("rindoku.toml", 'severities = "SEV1"\n')
    (finding,) = check(read_catalog(WorkingTree(folder.path)))
    assert tomllib.loads(finding.hint.replace("write", "x ="))["x"] == ["SEV1"]


def test_a_field_that_stands_there_empty_is_not_told_to_be_added(folder: Repository) -> None:
    """Another line would be the same key twice."""
    finding = only(folder, "", head=HEAD.replace("A title", ""))
    assert "empty" in finding.message
    assert "add" not in finding.hint


@pytest.mark.parametrize("field", ["priority: High", "effort: big"])
def test_capitals_are_not_told_to_be_small(folder: Repository, field: str) -> None:
    finding = only(folder, item("status: proposed", field))
    assert "lower case" not in finding.hint


def test_a_long_title_is_told_to_be_shorter(folder: Repository) -> None:
    finding = only(folder, "", head=HEAD.replace("A title", "long " * 50))
    assert "200 characters" in finding.message


@pytest.mark.parametrize(
    "field",
    [
        "note: [重要] 障害",
        'note: "Checkout" answered',
        "note: 'it's'",
        "note: {a: b}}",
        "note: [a]]",
    ],
)
def test_text_after_a_quotation_is_not_called_an_indentation(
    folder: Repository, field: str
) -> None:
    finding = only(folder, f"{field}\n")
    assert "indentation" not in finding.message
    assert "quote" in finding.hint


@pytest.mark.parametrize("space", ["\u3000", "\xa0"])
def test_a_space_of_another_keyboard_is_called_a_space(folder: Repository, space: str) -> None:
    finding = only(folder, f"action_items:\n{space}- id: A1\n{space}{space}title: a\n")
    assert "space" in finding.message


def test_a_colon_of_another_keyboard_is_called_a_colon(folder: Repository) -> None:
    assert "：" in only(folder, "owner：@ken\n").message


# A suggestion is near


@pytest.mark.parametrize(
    ("field", "suggestion"),
    [
        ("status: Open", "`open`"),
        ("status: in progress", "`in-progress`"),
        ("status: in_progress", "`in-progress`"),
        ("status: propsed", "`proposed`"),
        ("status: Blocked", "`blocked`"),
    ],
)
def test_the_nearest_word_is_suggested(folder: Repository, field: str, suggestion: str) -> None:
    assert suggestion in only(folder, item(field)).hint


@pytest.mark.parametrize("status", ["closed", "todo", "完了", "wontfix"])
def test_a_word_that_means_something_else_is_not_suggested(folder: Repository, status: str) -> None:
    assert "did you mean" not in only(folder, item(f"status: {status}")).hint


def test_the_nearest_record_is_suggested(folder: Repository) -> None:
    head = "title: a\ndate: 2026-01-10\nstatus: draft\nseverity: SEV2\n"
    folder.write("postmortems/2026-01-10-mail-queue.md", f"---\n{head}---\n".encode())
    assert "`2026-01-10-mail-queue`" in only(folder, "recurrence_of: [2026-01-10-mail-qeue]\n").hint


# What is shown


def test_a_long_value_is_shortened(folder: Repository) -> None:
    assert len(only(folder, "", head=HEAD.replace("SEV2", "SEV" * 1000)).message) < 300


def test_a_person_is_told_with_the_name_of_the_field(folder: Repository) -> None:
    folder.write("rindoku.toml", '[people]\n"@mika" = {}\n')
    finding = only(folder, 'authors: ["@mika", "@kne"]\n')
    assert finding.message.startswith("`authors")


def test_true_is_shown_as_it_is_written(folder: Repository) -> None:
    folder.write("rindoku.toml", "services = { checkout = true }\n")
    (finding,) = check(read_catalog(WorkingTree(folder.path)))
    assert "`true`" in finding.message


# The writer's own value, written right


@pytest.mark.parametrize(
    ("fields", "mend"),
    [
        ("action_items: [{id: A1, title: a, status: done, closed: 2026年4月2日}]", "2026-04-02"),
        ("action_items: [{id: A1, title: a, status: done, closed: 令和8年4月2日}]", "2026-04-02"),
        ("action_items: [{id: A1, title: a, status: done, closed: 4/2}]", "2026-04-02"),
        ("started: 3月14日10時2分", "2026-03-14T10:02:00"),
        ("started: 2026/03/14 10:02 JST", "2026-03-14T10:02:00+09:00"),
        ("services: checkout、mail", '["checkout", "mail"]'),
        ("services: [checkout、mail]", '["checkout", "mail"]'),
        ("services:\n  checkout\n  mail", '["checkout", "mail"]'),
        ("action_items: なし", "[]"),
        ("action_items: [監視を追加する]", '{id: A1, title: "監視を追加する", status: proposed}'),
        ("action_items:\n  id: A1\n  title: a", "- id: …"),
    ],
)
def test_a_value_is_shown_as_it_is_written_right(
    folder: Repository, fields: str, mend: str
) -> None:
    assert mend in only(folder, f"{fields}\n").hint


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("対応中", "in-progress"), ("In Progress", "in-progress"), ("in_progress", "in-progress"),
        ("ｄｏｎｅ", "done"), ("完了", "done"), ("対応済み", "done"), ("fixed", "done"),
        ("未着手", "open"), ("TODO", "open"), ("取りやめ", "dropped"), ("won't fix", "dropped"),
    ],
)  # fmt: skip
def test_a_word_that_is_shown_or_usual_is_understood_and_named(
    folder: Repository, status: str, word: str
) -> None:
    fields = "reason: x, closed: 2026-04-02, owner: '@a', due: 2026-04-02, priority: P1"
    status = f'status: "{status}"'
    hints = [one.hint for one in told(folder, item(status, fields)) if one.code == "RK103"]
    assert hints == [f"write `{word}`"]


@pytest.mark.parametrize(
    ("fields", "word"),
    [("detected_by: お客様", "customer"), ("detected_by: アラート", "alert")],
)
def test_so_are_those_of_other_fields(folder: Repository, fields: str, word: str) -> None:
    assert only(folder, f"{fields}\n").hint == f"write `{word}`"


@pytest.mark.parametrize(
    ("fields", "mend"),
    [
        ("note：う", "write `note: う`"),
        ("note:　う", "write `note: う`"),
        ("note: う、status: x", 'quote it: `note: "う、status: x"`'),
        ("authors: [@mika, @ken]", 'quote it: `authors: ["@mika", "@ken"]`'),
        ("authors:\n  - @mika", 'quote it: `- "@mika"`'),
        ("note: [JST] 10:02", 'quote it: `note: "[JST] 10:02"`'),
        ('note: "Checkout" answered', "quote it: `note: '\"Checkout\" answered'`"),
    ],
)
def test_a_line_with_a_slip_is_shown_without_it(folder: Repository, fields: str, mend: str) -> None:
    assert only(folder, f"{fields}\n").hint == mend


def test_the_caret_is_on_the_word_that_asks_for_more(folder: Repository) -> None:
    (one,) = told(folder, "action_items:\n  - id: A1\n    title: a\n    status: done\n")
    assert (one.code, one.place) == ("RK302", (9, 13))
