"""Edits change the lines concerned and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rindoku.editing import files
from rindoku.editing.edits import Edits
from rindoku.editing.front_matter import Append, Change, Remove, Set, edit
from rindoku.errors import CannotRunError
from rindoku.source.document import read_document

PAGE = dedent("""\
    ---
    title: Checkout answered 502   # as told in the meeting
    authors: ["@mika", '@ken']
    action_items:
      # the first one hurts most
      - id: A1
        title: "Alert: pool over 80%"
        status: open        # since March
        due: 2026-04-15
        notes: |
          two lines

          of notes
      - {id: A2, title: Roll back, owner: "@ken", status: proposed}

    services:
    - checkout
    ---
    ## Summary
    status: open
    """)


ITEM = ("action_items", 0, "status")


def edited(*changes: Change, page: str = PAGE) -> str:
    return edit("page.md", page.encode(), changes).decode()


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.split("\n"), after.split("\n")
    return [x for x in old if x not in new], [x for x in new if x not in old]


def test_a_new_status_replaces_the_old_one_and_keeps_the_comment() -> None:
    after = edited(Set(("action_items", 0, "status"), "done"))
    assert changed_lines(PAGE, after) == (
        ["    status: open        # since March"],
        ["    status: done        # since March"],
    )


def test_a_new_field_stands_where_people_write_it() -> None:
    after = edited(Set(("action_items", 0, "closed"), date(2026, 5, 1)))
    assert "    due: 2026-04-15\n    closed: 2026-05-01\n    notes: |\n" in after


def test_a_field_is_added_to_a_mapping_in_flow_style() -> None:
    after = edited(Set(("action_items", 1, "due"), date(2026, 5, 1)))
    assert '{id: A2, title: Roll back, owner: "@ken", status: proposed, due: 2026-05-01}' in after


def test_a_quoted_value_stays_quoted() -> None:
    after = edited(Set(("action_items", 1, "owner"), "@aoi"))
    assert 'owner: "@aoi"' in after


def test_a_value_that_yaml_would_misread_is_quoted() -> None:
    after = edited(Set(("title",), "502: again # and again"))
    assert read_document("page.md", after.encode()).data["title"] == "502: again # and again"


@pytest.mark.parametrize("items", ["*all", "[*one]"])
@pytest.mark.parametrize("change", [Set(ITEM, "done"), Remove(ITEM)])
def test_what_an_alias_stands_for_is_not_edited(items: str, change: Change) -> None:
    page = f"---\nshared: &all [&one {{id: A1, status: open}}]\naction_items: {items}\n---\n"
    with pytest.raises(CannotRunError, match="cannot be edited safely"):
        edited(change, page=page)


def test_an_entry_is_added_to_a_list_of_either_style() -> None:
    after = edited(Append(("authors",), "@aoi"), Append(("services",), "search"))
    assert 'authors: ["@mika", \'@ken\', "@aoi"]' in after
    assert "services:\n- checkout\n- search\n---" in after


def test_a_list_that_is_not_there_is_begun_with_an_entry_a_line() -> None:
    after = edited(Append(("impressions",), {"by": "@aoi", "text": "初めて: わかった"}))
    assert 'impressions:\n  - {by: "@aoi", text: "初めて: わかった"}\n---' in after


def test_an_empty_list_becomes_a_list_with_an_entry_a_line() -> None:
    page = "---\ntitle: x\ndecisions: []  # none yet\ntags: []\n---\n"
    after = edited(
        Append(("decisions",), {"a": "1"}), Append(("decisions",), {"a": "2"}), page=page
    )
    assert "decisions:\n  - {a: '1'}  # none yet\n  - {a: '2'}\ntags: []\n" in after.replace(
        '"', "'"
    )


def test_an_item_is_taken_out_with_its_lines() -> None:
    after = edited(Remove(("action_items", 1)))
    assert "A2" not in after
    assert "      of notes\n\nservices:" in after


@pytest.mark.parametrize("last", [False, True])
def test_a_field_on_a_line_of_a_flow_leaves_the_comment_before_it(last: bool) -> None:
    page = "---\naction_items:\n  - {id: A1,   # first\n     owner: x,\n     title: t}\n---\n"
    field = "title" if last else "owner"
    after = edited(Remove(("action_items", 0, field)), page=page)
    assert "{id: A1,   # first" in after
    assert field not in after


@pytest.mark.parametrize(
    ("item", "left"),
    [
        ("- closed: x\n  # ours\n  id: A1", "- # ours\n  id: A1"),
        ("- closed: x  # gone\n\n  # ours\n\n  # too\n  id: A1", "- # ours\n\n  # too\n  id: A1"),
        ("-\n  closed: x  # gone\n  # ours\n  id: A1", "-\n  # ours\n  id: A1"),
        ("- closed: |\n    # a text\n  # ours\n  id: A1", "- # ours\n  id: A1"),
        ("- closed: x\n    and y\n\n  id: A1", "- id: A1"),
        ("- {closed: x,  # gone\n   # ours\n   id: A1}", "- { # ours\n   id: A1}"),
        ("- {closed: x, id: A1,  # ours\n   # too\n   b: c}",
         "- {id: A1,  # ours\n   # too\n   b: c}"),
        ("- {id: A1,  # ours\n   closed: x,  # gone\n   # too\n   b: c}",
         "- {id: A1,  # ours\n   # too\n   b: c}"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_field_goes_with_its_comment_and_leaves_those_on_lines_of_their_own(
    item: str, left: str, line_end: str
) -> None:
    page = f"---\naction_items:\n{item}\n---\n".replace("\n", line_end)
    after = edited(Remove(("action_items", 0, "closed")), page=page)
    assert after == f"---\naction_items:\n{left}\n---\n".replace("\n", line_end)


def test_the_first_entry_leaves_the_comment_about_the_second() -> None:
    page = "---\nreadings:\n  - a  # gone\n  # ours\n  - b\n---\n"
    assert edited(Remove(("readings", 0)), page=page) == "---\nreadings:\n  # ours\n  - b\n---\n"


def test_the_only_entry_leaves_the_comments_about_the_list() -> None:
    page = "---\nreadings:  # ours\n  # too\n  - a  # gone\n  # as well\n---\n"
    after = edited(Remove(("readings", 0)), page=page)
    assert after == "---\nreadings: []  # ours\n  # too\n  # as well\n---\n"


def test_the_first_item_is_taken_out_and_the_second_stays() -> None:
    data = read_document("page.md", edited(Remove(("action_items", 0))).encode()).data
    assert [item["id"] for item in data["action_items"]] == ["A2"]  # type: ignore[index, union-attr, call-overload]


def test_a_block_text_is_replaced_as_a_whole() -> None:
    after = edited(Set(("action_items", 0, "notes"), "one line"))
    assert "    notes: one line\n" in after
    assert "two lines" not in after


def test_setting_a_value_that_is_there_already_changes_no_byte() -> None:
    assert edited(Set(("action_items", 0, "status"), "open")) == PAGE


def test_line_ends_and_the_byte_order_mark_are_kept() -> None:
    raw = b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode()
    after = edit("page.md", raw, [Set(("action_items", 0, "owner"), "@ken")])
    assert after.startswith(b"\xef\xbb\xbf---\r\n")
    assert after.count(b"\n") == after.count(b"\r\n") == raw.count(b"\n") + 1


def test_a_file_without_a_final_line_end_stays_so() -> None:
    assert not edited(Set(("title",), "x"), page=PAGE.rstrip("\n")).endswith("\n")


def test_an_edit_that_would_change_something_else_is_refused() -> None:
    page = "---\ntitle: &t shared\nother: *t\n---\n"
    with pytest.raises(CannotRunError, match="cannot be edited safely"):
        edited(Set(("title",), "new"), page=page)


def test_a_broken_page_is_not_edited() -> None:
    with pytest.raises(CannotRunError, match=r"page\.md: "):
        edited(Set(("title",), "new"), page="---\ntitle: [\n---\n")


# -- properties ---------------------------------------------------------------------------------

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"),
    min_size=1,
    max_size=30,
) | st.sampled_from(
    ["no", "10:02", "010", "~", "- x", "a: b", "a #b", "@ken", "'", '"', "接続", "[", "{a"]
)
NAMES = st.sampled_from(["title", "owner", "status", "evidence", "reason", "note"])


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, int]:
    """A page with action items in either style, with comments, quotes and either line end."""
    items = draw(st.lists(st.lists(NAMES, unique=True, max_size=4), min_size=1, max_size=3))
    lines = ["---", "title: page # comment", "action_items:"]
    for number, names in enumerate(items):
        values = {"id": f"A{number}"} | {
            name: draw(st.sampled_from(["plain", '"quoted: x"', "'single'", "接続プール", "a, b"]))
            for name in names
        }
        if draw(st.booleans()):
            quoted = {k: f'"{v}"' if v == "a, b" else v for k, v in values.items()}
            lines.append("  - {" + ", ".join(f"{k}: {v}" for k, v in quoted.items()) + "}")
        else:
            comment = draw(st.sampled_from(["", "  # why", " # 理由"]))
            lines += [f"  {'-' if k == 'id' else ' '} {k}: {v}{comment}" for k, v in values.items()]
        lines += draw(st.sampled_from([[], [""], ["  # between"]]))
    lines += ["tags: [a, b]", "---", "body", ""]
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines), len(items)


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, list[Change]]:
    page, count = draw(pages())
    numbers = st.integers(0, count - 1)
    change = st.one_of(
        st.builds(lambda n, k, v: Set(("action_items", n, k), v), numbers, NAMES, TEXTS),
        st.builds(lambda n, d: Set(("action_items", n, "due"), d), numbers, st.dates()),
        st.builds(lambda v: Append(("tags",), v), TEXTS),
        st.builds(lambda v: Append(("impressions",), {"text": v}), TEXTS),
    )
    return page, draw(st.lists(change, min_size=1, max_size=4))


@given(edits())
@settings(max_examples=300, deadline=None)
def test_any_edit_gives_the_data_that_was_meant_and_keeps_every_other_line(
    case: tuple[str, list[Change]],
) -> None:
    page, changes = case
    after = edited(*changes, page=page)
    data: Any = read_document("page.md", after.encode()).data
    for change in {c.path: c for c in changes if isinstance(c, Set)}.values():
        _, number, name = change.path
        assert data["action_items"][number][name] == str(change.value)
    end = "\r\n" if "\r\n" in page else "\n"
    removed, _ = changed_lines(page.replace(end, "\n"), after.replace(end, "\n"))
    assert len(removed) <= len(changes)
    assert after.endswith(f"---{end}body{end}")
    assert page.count("#") <= after.count("#")


# -- writing ------------------------------------------------------------------------------------


def test_a_file_that_somebody_else_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"theirs")
    with pytest.raises(CannotRunError, match="changed while it was edited"):
        files.replace(page, b"before", b"after")
    assert page.read_bytes() == b"theirs"


@pytest.fixture
def session(tmp_path: Path) -> Edits:
    """Edits to two files that are there, in this order, and to a new one."""
    for name in ("first.md", "second.md"):
        (tmp_path / name).write_bytes(b"before")
    session = Edits(tmp_path)
    for name in ("first.md", "second.md", "third.md"):
        session.put(name, b"after")
    return session


def test_all_files_of_an_edit_are_written(session: Edits) -> None:
    session.write()
    assert {path.name: path.read_bytes() for path in session.root.iterdir()} == {
        "first.md": b"after", "second.md": b"after", "third.md": b"after",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["second.md", "third.md"])
def test_where_one_file_was_changed_meanwhile_none_is_written(session: Edits, name: str) -> None:
    (session.root / name).write_bytes(b"theirs")
    with pytest.raises(CannotRunError, match=rf"{name} changed while it was edited"):
        session.write()
    assert (session.root / "first.md").read_bytes() == b"before"


def test_where_one_file_was_taken_away_meanwhile_none_is_written(session: Edits) -> None:
    (session.root / "second.md").unlink()
    with pytest.raises(CannotRunError, match=r"second\.md changed while it was edited"):
        session.write()
    assert (session.root / "first.md").read_bytes() == b"before"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_where_one_file_may_not_be_written_none_is(session: Edits) -> None:
    folder = session.root / "folder"
    folder.mkdir()
    session.put("folder/new.md", b"after")
    folder.chmod(0o500)
    with pytest.raises(CannotRunError, match=r"new\.md cannot be written here"):
        session.write()
    assert (session.root / "first.md").read_bytes() == b"before"


def test_replacing_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(b"before")
    page.chmod(0o640)
    files.replace(page, b"before", b"after")
    assert page.stat().st_mode & 0o777 == 0o640


def test_a_new_file_never_overwrites_another(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(b"there")
    with pytest.raises(CannotRunError, match="is there already"):
        files.create(tmp_path / "page.md", b"new")


def test_a_process_killed_at_any_moment_leaves_the_old_or_the_new_file(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    old, new = b"old" * 100_000, b"new" * 100_000
    program = dedent(f"""
        from pathlib import Path
        from rindoku.editing import files
        page = Path({str(page)!r})
        old, new = b"old" * 100_000, b"new" * 100_000
        print("ready", flush=True)
        while True:
            files.replace(page, old, new)
            files.replace(page, new, old)
        """)
    for attempt in range(8):
        page.write_bytes(old)
        process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
        assert process.stdout is not None
        with process.stdout:
            process.stdout.readline()
            time.sleep(0.003 * attempt)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        assert page.read_bytes() in (old, new)


def test_what_a_killed_run_left_behind_is_taken_away_once_it_is_old(tmp_path: Path) -> None:
    old, young = tmp_path / ".a.rindoku-part", tmp_path / ".b.rindoku-part"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    files.create(tmp_path / "page.md", b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".b.rindoku-part", "page.md"]
