"""What "Time and history" in the design promises, a sentence a test."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rindoku.cli.action import command as action_command
from rindoku.cli.stale import command as stale_command
from tests.conftest import Repository

STEM = "2026-03-14-checkout-502"
FILE = f"postmortems/{STEM}.md"
A1, A2 = f"{STEM}#A1", f"{STEM}#A2"
BROKEN = "---\ntitle: [\n---\n"


def item(identity: str = "A1", **fields: str) -> str:
    """An action item, open and due on 2026-04-10 unless told otherwise."""
    usual = {"title": f"Alert {identity}", "owner": '"@ken"', "status": "open", "due": "2026-04-10"}
    pairs = {"id": identity, **usual, **fields}
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items() if value) + "}"


def record(*items: str, body: str = "## Summary\nIt broke.\n", **fields: str) -> str:
    """A postmortem with these action items."""
    front = {"title": "Checkout answered 502", "date": "2026-03-14", "status": "draft", **fields}
    lines = [f"{key}: {value}" for key, value in front.items()]
    entries = [f"  - {entry}" for entry in items or [item()]]
    return "\n".join(["---", *lines, "action_items:", *entries, "---", body])


def circle(*decisions: str, day: str = "2026-05-20", status: str = "held") -> str:
    """A circle's page with these decisions."""
    entries = [f"  - {{{decision}}}" for decision in decisions]
    head = ["title: 輪読会", "kind: reading", f"date: {day}", f"status: {status}"]
    return "\n".join(["---", *head, "decisions:", *entries, "---", ""])


def stale(repository: Repository, as_of: str | None = None) -> Any:
    """The stale report, by the command itself but in this process."""
    return _json(stale_command, repository, [], as_of)


def listed(repository: Repository, as_of: str | None = None) -> dict[str, Any]:
    """All action items by address."""
    rows = _json(action_command, repository, ["list", "--all"], as_of)["action_items"]
    return {row["action_item"]: row for row in rows}


def shown(repository: Repository, address: str = A1, as_of: str | None = "2026-12-31") -> Any:
    """One action item with its life."""
    return _json(action_command, repository, ["show", address], as_of)


def days(row: Any) -> list[str | None]:
    """The days of an item's life."""
    return [entry["day"] for entry in row["life"]]


def _json(command: Any, repository: Repository, words: list[str], as_of: str | None) -> Any:
    arguments = [*words, *(["--as-of", as_of] if as_of else []), "--format", "json"]
    ran = CliRunner().invoke(command, arguments, obj=repository.path, catch_exceptions=False)
    return json.loads(ran.stdout)


@pytest.fixture
def clone(repository: Repository, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """Clones the repository with git's own options."""

    def make(*options: str) -> Repository:
        folder = tmp_path_factory.mktemp("clone")
        repository.git("clone", "--quiet", *options, f"file://{repository.path}", str(folder))
        return Repository(folder)

    return make


# ---------------------------------------------------- the life is what the main line said, and when


def test_an_action_item_is_first_seen_on_the_day_its_commit_landed(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")

    assert shown(repository)["first_seen"] == "2026-03-16"


def test_a_life_tells_each_change_with_its_day_commit_author_and_fields(
    repository: Repository,
) -> None:
    repository.write(FILE, record(item(due="2026-04-10")))
    repository.commit("2026-03-16")
    repository.write(FILE, record(item(due="2026-05-10", status="blocked")))
    commit = repository.commit("2026-04-09", author="Aoi")

    assert shown(repository)["life"][1] == {
        "day": "2026-04-09",
        "commit": commit,
        "author": "Aoi",
        "circle": None,
        "changes": {"status": ["open", "blocked"], "due": ["2026-04-10", "2026-05-10"]},
    }


def test_a_change_made_on_a_branch_counts_on_the_day_of_the_merge(repository: Repository) -> None:
    repository.commit("2026-03-01")
    repository.git("checkout", "--quiet", "-b", "work")
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.write(FILE, record(item(due="2026-05-10")))
    repository.commit("2026-03-17")
    repository.git("checkout", "--quiet", "main")
    merge(repository, "work", "2026-03-20")

    row = shown(repository)
    assert (row["first_seen"], row["due_moved_later"]) == ("2026-03-20", 0)


def test_a_squashed_branch_is_one_change(repository: Repository) -> None:
    repository.write(FILE, record(item(due="2026-04-10")))
    repository.commit("2026-03-16")
    repository.git("checkout", "--quiet", "-b", "work")
    for day in ("2026-05-10", "2026-06-10"):
        repository.write(FILE, record(item(due=day)))
        repository.commit("2026-04-01")
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--squash", "work")
    repository.commit("2026-04-08")

    assert days(shown(repository)) == ["2026-03-16", "2026-04-08"]
    assert shown(repository)["due_moved_later"] == 1


def test_a_merge_is_its_difference_from_the_main_line_even_if_neither_side_has_it(
    repository: Repository,
) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.git("checkout", "--quiet", "-b", "work")
    repository.write("notes.txt", "work")
    repository.commit("2026-03-17")
    repository.git("checkout", "--quiet", "main")
    repository.write("other.txt", "main")
    repository.commit("2026-03-18")
    repository.git("merge", "--quiet", "--no-ff", "--no-commit", "work")
    repository.write(FILE, record(item(due="2026-05-10")))
    repository.commit("2026-03-20")

    assert days(shown(repository)) == ["2026-03-16", "2026-03-20"]


def test_a_branch_that_was_never_merged_says_nothing(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.git("checkout", "--quiet", "-b", "work")
    repository.write(FILE, record(item(status="done")))
    repository.commit("2026-03-17")
    repository.git("checkout", "--quiet", "main")

    assert shown(repository)["status"] == "open"


def test_a_main_line_merged_into_a_branch_does_not_become_the_main_line(
    repository: Repository,
) -> None:
    repository.commit("2026-03-01")
    repository.git("checkout", "--quiet", "-b", "work")
    repository.write("notes.txt", "work")
    repository.commit("2026-03-02")
    repository.git("checkout", "--quiet", "main")
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.git("checkout", "--quiet", "work")
    merge(repository, "main", "2026-03-18")
    repository.git("checkout", "--quiet", "main")
    merge(repository, "work", "2026-03-25")

    assert days(shown(repository)) == ["2026-03-16"]


def test_the_committers_date_counts_and_not_the_authors(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    later = {"GIT_COMMITTER_DATE": "2026-03-19T12:00:00+00:00"}
    repository.git("commit", "--quiet", "--amend", "--no-edit", env=later)

    assert shown(repository)["first_seen"] == "2026-03-19"


@pytest.mark.parametrize(
    ("zone", "day"),
    [("UTC", "2026-03-16"), ("Asia/Tokyo", "2026-03-17"), ("America/Los_Angeles", "2026-03-16")],
)
def test_a_day_begins_at_midnight_in_the_policys_time_zone(
    repository: Repository, zone: str, day: str
) -> None:
    repository.write("rindoku.toml", f'timezone = "{zone}"')
    repository.write(FILE, record())
    repository.commit("2026-03-17T06:30:00+14:00")  # 16:30 on the 16th in UTC

    assert shown(repository)["first_seen"] == day


def test_a_commit_one_second_before_midnight_counts_on_the_day_that_ends(
    repository: Repository,
) -> None:
    repository.write("rindoku.toml", 'timezone = "Asia/Tokyo"')
    repository.write(FILE, record())
    repository.commit("2026-03-16T23:59:59+09:00")
    repository.write(FILE, record(item(due="2026-05-10")))
    repository.commit("2026-03-17T00:00:00+09:00")

    assert days(shown(repository)) == ["2026-03-16", "2026-03-17"]


def test_a_new_time_zone_in_the_policy_holds_for_all_commits(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16T20:00:00+00:00")
    repository.write("rindoku.toml", 'timezone = "Asia/Tokyo"')
    repository.commit("2026-03-20")

    assert shown(repository)["first_seen"] == "2026-03-17"
    assert shown(repository, as_of="2026-03-18")["first_seen"] == "2026-03-16"


def test_a_commit_dated_before_its_parent_counts_on_its_parents_day(
    repository: Repository,
) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.write(FILE, record(item(due="2026-05-10")))
    repository.commit("2026-03-02")

    assert days(shown(repository)) == ["2026-03-16", "2026-03-16"]
    assert shown(repository, as_of="2026-03-16")["due"] == "2026-05-10"
    assert listed(repository, as_of="2026-03-02") == {}


def test_a_commit_dated_after_today_counts_today(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2090-01-01")

    assert shown(repository, as_of=None)["first_seen"] == stale(repository)["as_of"]


# ------------------------------------------------------------------------ a change is semantic

WRITTEN = """\
---
title: Checkout answered 502
date: 2026-03-14
status: draft
action_items:
  - id: A1
    title: Alert on the pool
    owner: "@ken"
    status: open
    due: 2026-04-10
---
## Summary
It broke.
"""
REWRITTEN = {
    "the order of its keys": WRITTEN.replace("  - id: A1\n", "  - status: open\n").replace(
        "    status: open\n", "    id: A1\n"
    ),
    "brackets instead of lines": record(item(title="Alert on the pool")),
    "other quotation marks": WRITTEN.replace('"@ken"', "'@ken'").replace("A1", '"A1"'),
    "a folded text": WRITTEN.replace(" Alert on the pool", " >-\n      Alert on\n      the pool"),
    "a comment": WRITTEN.replace("    status", "    # soon\n    status"),
    "line ends of Windows": WRITTEN.replace("\n", "\r\n"),
    "a byte order mark": "\ufeff" + WRITTEN,
    "prose": WRITTEN + "And was mended.\n",
    "another field of the record": WRITTEN.replace("status: draft", "status: final"),
    "a key that says null": WRITTEN.replace("    status", "    effort: null\n    status"),
    "a key that says nothing": WRITTEN.replace("    status", "    effort:\n    status"),
}


@pytest.mark.parametrize("rewritten", REWRITTEN.values(), ids=REWRITTEN.keys())
def test_rewriting_an_item_is_no_change(repository: Repository, rewritten: str) -> None:
    repository.write(FILE, WRITTEN.encode())
    repository.commit("2026-03-16")
    repository.write(FILE, rewritten.encode())
    repository.commit("2026-03-20")

    assert days(shown(repository)) == ["2026-03-16"]
    assert shown(repository)["last_changed"] == "2026-03-16"


def test_moving_the_file_is_no_change(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    (repository.path / "postmortems/年/2026").mkdir(parents=True)
    repository.git("mv", FILE, "postmortems/年/2026")
    repository.commit("2026-03-20")

    assert days(shown(repository)) == ["2026-03-16"]


def test_moving_and_rewriting_the_file_beyond_recognition_is_no_change(
    repository: Repository,
) -> None:
    repository.write(FILE, record(body="Long ago.\n" * 99))
    repository.commit("2026-03-16")
    (repository.path / FILE).unlink()
    repository.write(f"postmortems/2026/{STEM}.md", record(body="Written anew.\n" * 99))
    repository.commit("2026-03-20")

    assert days(shown(repository)) == ["2026-03-16"]


def test_null_inside_a_key_of_the_writers_own_is_no_change_either(repository: Repository) -> None:
    repository.write(FILE, record(item(links="{issue: 12, thread: null}")))
    repository.commit("2026-03-16")
    repository.write(FILE, record(item(links="{issue: 12}")))
    repository.commit("2026-03-20")

    assert days(shown(repository)) == ["2026-03-16"]


# ------------------------------------------------------------------------------------ identity


def test_items_in_another_order_stay_who_they_are(repository: Repository) -> None:
    repository.write(FILE, record(item("A1"), item("A2")))
    repository.commit("2026-03-16")
    repository.write(FILE, record(item("A2"), item("A1")))
    repository.commit("2026-03-20")

    assert list(listed(repository, as_of="2026-03-20")) == [A2, A1]
    assert days(shown(repository, A1)) == days(shown(repository, A2)) == ["2026-03-16"]


def test_an_item_with_a_new_title_is_known_by_its_id(repository: Repository) -> None:
    repository.write(FILE, record(item(title="Alert")))
    repository.commit("2026-03-16")
    repository.write(FILE, record(item(title="Page somebody")))
    repository.commit("2026-03-20")

    assert shown(repository)["life"][1]["changes"] == {"title": ["Alert", "Page somebody"]}


def test_an_item_with_a_new_id_is_known_by_its_title(repository: Repository) -> None:
    repository.write(FILE, record(item("A1", title="Alert")))
    repository.commit("2026-03-16")
    repository.write(FILE, record(item("A7", title="Alert")))
    repository.commit("2026-03-20")

    assert shown(repository, f"{STEM}#A7")["first_seen"] == "2026-03-16"


def test_two_items_that_swap_their_ids_stay_with_their_titles(repository: Repository) -> None:
    repository.write(FILE, record(item("A1", title="Alert"), item("A2", title="Roll back")))
    repository.commit("2026-03-16")
    repository.write(FILE, record(item("A2", title="Alert"), item("A1", title="Roll back")))
    repository.commit("2026-03-20")

    assert shown(repository, A2)["life"][1]["changes"] == {"id": ["A1", "A2"]}


def test_a_title_that_stands_twice_identifies_nobody(repository: Repository) -> None:
    repository.write(FILE, record(item("A1", title="Alert"), item("A2", title="Alert")))
    repository.commit("2026-03-16")
    repository.write(FILE, record(item("A9", title="Alert"), item("A2", title="Alert")))
    repository.commit("2026-03-20")

    assert shown(repository, f"{STEM}#A9")["first_seen"] == "2026-03-20"
    assert shown(repository, A2)["first_seen"] == "2026-03-16"


def test_a_title_that_stands_twice_from_now_on_identifies_nobody(repository: Repository) -> None:
    repository.write(FILE, record(item("A1", title="Alert")))
    repository.commit("2026-03-16")
    repository.write(FILE, record(item("A8", title="Alert"), item("A9", title="Alert")))
    repository.commit("2026-03-20")

    assert shown(repository, f"{STEM}#A8")["first_seen"] == "2026-03-20"
    assert [row["action_item"] for row in stale(repository, "2026-03-20")["taken_out"]] == [A1]


def test_an_item_without_an_id_is_known_by_its_title(repository: Repository) -> None:
    repository.write(FILE, record(item("", title="Alert")))
    repository.commit("2026-03-16")
    repository.write(FILE, record(item("A1", title="Alert")))
    repository.commit("2026-03-20")

    assert shown(repository)["first_seen"] == "2026-03-16"


def test_a_renamed_record_continues_its_lives(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.git("mv", FILE, "postmortems/2026-03-14-決済エラー.md")
    repository.write("postmortems/2026-03-14-決済エラー.md", record(item(due="2026-05-10")))
    repository.commit("2026-03-20")

    row = shown(repository, "2026-03-14-決済エラー#A1")
    assert (row["first_seen"], row["due_moved_later"]) == ("2026-03-16", 1)
    assert list(listed(repository)) == ["2026-03-14-決済エラー#A1"]
    assert stale(repository)["taken_out"] == []


def test_a_copied_record_starts_new_lives(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.write("postmortems/2026-03-20-again.md", record())
    repository.commit("2026-03-20")

    assert shown(repository, "2026-03-20-again#A1")["first_seen"] == "2026-03-20"
    assert shown(repository, A1)["first_seen"] == "2026-03-16"


def test_a_record_that_only_moves_while_it_is_copied_stays_itself(repository: Repository) -> None:
    repository.write(FILE, record(body="Long ago.\n" * 99))
    repository.commit("2026-03-16")
    repository.git("mv", FILE, "postmortems/2026-03-14-copy.md")
    repository.write(f"postmortems/2026/{STEM}.md", record(body="Written anew.\n" * 99))
    repository.commit("2026-03-20")

    assert shown(repository, A1)["first_seen"] == "2026-03-16"
    assert shown(repository, "2026-03-14-copy#A1")["first_seen"] == "2026-03-20"


def test_a_record_that_takes_the_name_of_a_deleted_one_does_not_hide_what_was_taken_out(
    repository: Repository,
) -> None:
    repository.write(FILE, record(item(title="Alert")))
    repository.commit("2026-03-16")
    (repository.path / FILE).unlink()
    repository.write("postmortems/2026-03-17-other.md", record(item("B1"), body="Another.\n" * 99))
    repository.commit("2026-03-18")
    repository.git("mv", "postmortems/2026-03-17-other.md", FILE)
    repository.commit("2026-03-20")

    assert shown(repository, f"{STEM}#B1")["first_seen"] == "2026-03-18"
    assert [row["title"] for row in stale(repository, "2026-03-20")["taken_out"]] == ["Alert"]


def test_a_name_that_a_renamed_record_left_behind_can_be_used_anew(
    repository: Repository,
) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.git("mv", FILE, "postmortems/2026-03-14-other.md")
    repository.commit("2026-03-18")
    repository.write(FILE, record(item(title="Something else")))
    repository.commit("2026-03-20")

    assert shown(repository, A1)["first_seen"] == "2026-03-20"
    assert shown(repository, "2026-03-14-other#A1")["first_seen"] == "2026-03-16"


def test_an_item_that_was_taken_out_and_brought_back_continues(repository: Repository) -> None:
    repository.write(FILE, record(item("A1"), item("A2")))
    repository.commit("2026-03-16")
    repository.write(FILE, record(item("A2")))
    repository.commit("2026-03-18")
    repository.write(FILE, record(item("A2"), item("A1", due="2026-05-10")))
    repository.commit("2026-03-20")

    row = shown(repository, A1)
    assert (row["first_seen"], row["due_moved_later"]) == ("2026-03-16", 1)


def test_of_two_items_taken_out_under_one_id_the_one_with_the_title_comes_back(
    repository: Repository,
) -> None:
    alert, keep = item("A1", title="Alert"), item("A9")
    repository.write(FILE, record(alert, item("A2", title="Roll back"), keep))
    repository.commit("2026-03-16")
    repository.write(FILE, record(item("A1", title="Roll back"), keep))
    repository.commit("2026-03-17")
    repository.write(FILE, record(keep))
    repository.commit("2026-03-18")
    repository.write(FILE, record(alert, keep))
    repository.commit("2026-03-20")

    assert days(shown(repository, A1)) == ["2026-03-16"]
    titles = [row["title"] for row in stale(repository, "2026-03-20")["taken_out"]]
    assert titles == ["Roll back"]


@pytest.mark.parametrize("path", [FILE, f"postmortems/2026/{STEM}.md"])
def test_a_file_that_was_taken_out_and_brought_back_continues(
    repository: Repository, path: str
) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    (repository.path / FILE).unlink()
    repository.commit("2026-03-18")
    repository.write(path, record())
    repository.commit("2026-03-20")

    row = shown(repository)
    assert (row["first_seen"], row["last_changed"]) == ("2026-03-16", "2026-03-16")
    assert stale(repository, "2026-03-20")["taken_out"] == []


def test_a_second_file_of_one_name_does_not_take_the_items_with_it_when_it_goes(
    repository: Repository,
) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.write(f"postmortems/2026/{STEM}.md", record())
    repository.commit("2026-03-18")
    (repository.path / f"postmortems/2026/{STEM}.md").unlink()
    repository.commit("2026-03-20")

    assert shown(repository)["first_seen"] == "2026-03-16"
    assert stale(repository, "2026-03-20")["taken_out"] == []


# -------------------------------------------------------------------- versions that say nothing


def test_the_items_of_an_unreadable_record_stand_as_last_readable(repository: Repository) -> None:
    repository.write(FILE, record(item(due="2026-04-10")))
    repository.commit("2026-03-16")
    repository.write(FILE, BROKEN)
    repository.commit("2026-03-20")

    row = shown(repository)
    assert (row["due"], row["last_changed"]) == ("2026-04-10", "2026-03-16")


def test_the_report_names_unreadable_records(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.write(FILE, BROKEN)
    repository.commit("2026-03-20")

    assert stale(repository, "2026-03-19")["unreadable"] == []
    assert stale(repository, "2026-03-20")["unreadable"] == [STEM]


def test_an_unreadable_record_that_was_deleted_is_no_longer_named(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.write(FILE, BROKEN)
    repository.commit("2026-03-20")
    (repository.path / FILE).unlink()
    repository.commit("2026-03-21")

    assert stale(repository, "2026-03-21")["unreadable"] == []
    assert [row["action_item"] for row in stale(repository, "2026-03-21")["taken_out"]] == [A1]


def test_a_mended_record_has_changed_only_where_it_differs_from_the_last_readable(
    repository: Repository,
) -> None:
    repository.write(FILE, record(item("A1"), item("A2")))
    repository.commit("2026-03-16")
    repository.write(FILE, BROKEN)
    repository.commit("2026-03-18")
    repository.write(FILE, record(item("A1"), item("A2", due="2026-05-10")))
    repository.commit("2026-03-20")

    assert days(shown(repository, A1)) == ["2026-03-16"]
    assert days(shown(repository, A2)) == ["2026-03-16", "2026-03-20"]
    assert stale(repository, "2026-03-20")["unreadable"] == []


def test_a_record_saved_in_shift_jis_is_read_once_it_is_saved_in_utf_8(
    repository: Repository,
) -> None:
    text = record(body="## Summary\n決済が止まった。\n")
    repository.write(FILE, text.encode("cp932"))
    repository.commit("2026-03-16")
    repository.write(FILE, text)
    repository.commit("2026-03-20")

    assert stale(repository, "2026-03-18")["unreadable"] == [STEM]
    assert listed(repository, "2026-03-20")[A1]["first_seen"] == "2026-03-20"
    assert stale(repository, "2026-03-20")["unreadable"] == []


def test_a_record_whose_body_is_no_longer_utf_8_is_named_as_unreadable(
    repository: Repository,
) -> None:
    text = record(body="## Summary\n決済が止まった。\n")
    repository.write(FILE, text)
    repository.commit("2026-03-16")
    repository.write(FILE, text.encode("cp932"))
    repository.commit("2026-03-20")

    assert list(listed(repository, "2026-03-20")) == [A1]
    assert stale(repository, "2026-03-20")["unreadable"] == [STEM]


def test_a_version_that_is_merely_invalid_counts_as_written(repository: Repository) -> None:
    repository.write(FILE, record(item(due="2026-04-10"), status="unheard-of", date="tomorrow"))
    repository.commit("2026-03-16")
    repository.write(FILE, record(item(due="soon", priority="urgent"), status="unheard-of"))
    repository.commit("2026-03-20")

    row = shown(repository)
    assert (row["due"], row["priority"], row["last_changed"]) == (None, None, "2026-03-20")


@pytest.mark.parametrize("status", ["later", "Done", "[done]", ""])
def test_an_item_with_an_unknown_status_counts_as_open(repository: Repository, status: str) -> None:
    repository.write(FILE, record(item(status=status)))
    repository.commit("2026-03-16")

    assert shown(repository)["status"] == "open"
    assert stale(repository, "2026-03-16")["figures"]["open"] == 1


def test_a_date_that_the_record_refuses_is_no_due_date_that_moved(repository: Repository) -> None:
    for day, due in (("2026-03-16", "20260410"), ("2026-03-20", "20260510")):
        repository.write(FILE, record(item(due=due)))
        repository.commit(day)

    row = shown(repository)
    assert (row["due"], row["due_moved_later"]) == (None, 0)


# ------------------------------------------------------------------------- decisions of circles


def test_a_decision_of_a_held_circle_stands_in_the_life_on_the_circles_day(
    repository: Repository,
) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.write(
        "docs/circles/2026-05-20-reading.md", circle(f"action_item: {A1}, outcome: keep, note: ok")
    )
    repository.commit("2026-05-28")

    assert shown(repository)["life"][1] == {
        "day": "2026-05-20",
        "commit": None,
        "author": None,
        "circle": "2026-05-20-reading",
        "changes": {},
        "decision": {"outcome": "keep", "note": "ok"},
    }
    assert shown(repository)["last_changed"] == "2026-05-20"


@pytest.mark.parametrize("outcome", ["reschedule, due: 2026-12-01", "drop", "done"])
def test_a_decision_changes_neither_state_nor_due_date(
    repository: Repository, outcome: str
) -> None:
    repository.write(FILE, record(item(due="2026-04-10")))
    repository.write(
        "docs/circles/2026-05-20-reading.md", circle(f"action_item: {A1}, outcome: {outcome}")
    )
    repository.commit("2026-05-28")

    row = shown(repository)
    assert (row["status"], row["due"], row["due_moved_later"]) == ("open", "2026-04-10", 0)


@pytest.mark.parametrize("status", ["planned", "cancelled"])
def test_a_circle_that_was_not_held_decides_nothing(repository: Repository, status: str) -> None:
    repository.write(FILE, record())
    repository.write(
        "docs/circles/2026-05-20-reading.md",
        circle(f"action_item: {A1}, outcome: keep", status=status),
    )
    repository.commit("2026-03-16")

    assert days(shown(repository)) == ["2026-03-16"]


def test_a_circle_decides_nothing_before_its_day(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.write("docs/circles/2026-05-20-c.md", circle(f"action_item: {A1}, outcome: keep"))
    repository.commit("2026-03-16")

    assert days(shown(repository, as_of="2026-05-19")) == ["2026-03-16"]
    assert days(shown(repository, as_of="2026-05-20")) == ["2026-03-16", "2026-05-20"]


def test_a_circle_can_hold_action_items_too(repository: Repository) -> None:
    page = circle(day="2026-05-20").replace("decisions:", f"action_items:\n  - {item('A1')}")
    repository.write("docs/circles/2026-05-20-metrics.md", page)
    repository.commit("2026-05-21")

    assert shown(repository, "2026-05-20-metrics#A1")["first_seen"] == "2026-05-21"


# ------------------------------------------------------------------------ taken out while open


def test_an_item_deleted_while_open_is_in_no_list_and_no_figure_but_the_report_names_it(
    repository: Repository,
) -> None:
    repository.write(FILE, record(item("A1"), item("A2")))
    repository.commit("2026-03-16")
    repository.write(FILE, record(item("A2")))
    repository.commit("2026-06-20")
    report = stale(repository, "2026-06-30")

    assert list(listed(repository, "2026-06-30")) == [A2]
    assert report["figures"]["open"] == 1
    assert [row["action_item"] for row in report["taken_out"]] == [A1]


def test_the_items_of_a_deleted_file_were_taken_out_while_open(repository: Repository) -> None:
    repository.write(FILE, record(item("A1", status="blocked"), item("A2")))
    repository.commit("2026-03-16")
    (repository.path / FILE).unlink()
    repository.commit("2026-06-20")
    report = stale(repository, "2026-06-30")

    assert listed(repository, "2026-06-30") == {}
    assert [row["action_item"] for row in report["taken_out"]] == [A1, A2]


@pytest.mark.parametrize("status", ["proposed", "done", "dropped"])
def test_an_item_deleted_when_it_was_no_open_promise_is_not_missed(
    repository: Repository, status: str
) -> None:
    repository.write(FILE, record(item("A1", status=status), item("A2")))
    repository.commit("2026-03-16")
    repository.write(FILE, record(item("A2")))
    repository.commit("2026-06-20")

    assert stale(repository, "2026-06-30")["taken_out"] == []


def test_an_item_taken_out_does_not_take_the_reasons_of_the_one_that_got_its_id(
    repository: Repository,
) -> None:
    one, two = item("A1", title="Alert", due="2027-01-01"), item("A2", title="Roll back")
    repository.write(FILE, record(one, two))
    repository.commit("2026-03-16")
    repository.write(FILE, record(item("A1", title="Roll back", due="2026-04-10")))
    repository.commit("2026-03-20")
    taken_out = stale(repository, "2026-04-20")["taken_out"]

    assert [(row["title"], row["reasons"]) for row in taken_out] == [("Alert", [])]


# -------------------------------------------------------------------------------- which tree


def test_a_past_day_is_told_with_the_titles_owners_and_addresses_of_that_day(
    repository: Repository,
) -> None:
    repository.write(FILE, record(item("A1", title="Alert", owner='"@ken"')))
    repository.commit("2026-03-16")
    repository.git("mv", FILE, "postmortems/2026-03-14-other.md")
    repository.write(
        "postmortems/2026-03-14-other.md", record(item("B1", title="Alert", owner='"@aoi"'))
    )
    repository.commit("2026-03-20")

    assert listed(repository, "2026-03-19")[A1]["owner"] == "@ken"
    assert listed(repository, "2026-03-20")["2026-03-14-other#B1"]["owner"] == "@aoi"


def test_a_past_day_is_told_with_the_policy_of_that_day(repository: Repository) -> None:
    repository.write(FILE, record(item(due="")))
    repository.write("rindoku.toml", 'people = { "@ken" = {} }')
    repository.commit("2026-03-16")
    repository.write("rindoku.toml", 'people = { "@aoi" = {} }')
    repository.commit("2026-03-20")

    assert listed(repository, "2026-03-19")[A1]["reasons"] == []
    assert [r["why"] for r in listed(repository, "2026-03-20")[A1]["reasons"]] == ["unknown"]


def test_a_past_day_begins_with_the_commits_of_that_day(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16T23:59:59+00:00")

    assert listed(repository, "2026-03-15") == {}
    assert list(listed(repository, "2026-03-16")) == [A1]


def test_before_the_first_commit_there_is_nothing_and_that_is_no_error(
    repository: Repository,
) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    ran = repository.rindoku("stale", "--as-of", "2026-03-15", "--format", "json")

    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.json["figures"] == dict.fromkeys(("open", "stale", "done", "dropped", "proposed"), 0)
    assert ran.json["notes"] == []


def test_a_past_report_does_not_change_when_the_policys_time_zone_does(
    repository: Repository, clone: Callable[..., Repository]
) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16T20:00:00+00:00")
    repository.write(FILE, record(item(due="2026-05-10")))
    repository.commit("2026-03-18T14:00:00+00:00")
    then = clone()
    repository.write("rindoku.toml", 'timezone = "Asia/Tokyo"')
    repository.commit("2026-03-20")

    assert stale(repository, "2026-03-18") == stale(then, "2026-03-18")
    assert shown(repository, as_of="2026-03-18") == shown(then, as_of="2026-03-18")


def test_a_past_day_does_not_see_the_working_tree(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.write(FILE, record(item(due="2026-05-10")))
    repository.write("rindoku.toml", 'people = { "@aoi" = {} }')

    assert listed(repository, "2026-12-31")[A1]["due"] == "2026-04-10"
    assert "unowned" not in str(listed(repository, "2026-12-31"))


def test_what_is_not_committed_counts_as_a_change_made_today(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.write(FILE, record(item("A1", due="2026-05-10"), item("A2")))
    today = stale(repository)["as_of"]
    change = shown(repository, as_of=None)["life"][1]

    assert (change["day"], change["commit"], change["author"]) == (today, None, None)
    assert shown(repository, A2, as_of=None)["first_seen"] == today


def test_an_uncommitted_file_is_first_seen_today(repository: Repository) -> None:
    repository.write(FILE, record())

    assert shown(repository, as_of=None)["first_seen"] == stale(repository)["as_of"]


def test_an_uncommitted_rename_continues_its_lives(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    (repository.path / FILE).rename(repository.path / "postmortems/2026-03-14-other.md")

    assert shown(repository, "2026-03-14-other#A1", as_of=None)["first_seen"] == "2026-03-16"
    assert stale(repository)["taken_out"] == []


def test_an_uncommitted_deletion_is_a_promise_taken_out(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    (repository.path / FILE).unlink()

    assert [row["action_item"] for row in stale(repository)["taken_out"]] == [A1]


def test_what_a_sparse_checkout_leaves_out_was_not_taken_out(repository: Repository) -> None:
    other = "postmortems/2025/2025-03-14-other.md"
    repository.write(FILE, record())
    repository.write(other, record(title="Other"))
    repository.commit("2026-03-16")
    repository.git("sparse-checkout", "set", "--no-cone", "/*", "!/postmortems/2025/")

    assert not (repository.path / other).exists()
    assert sorted(listed(repository)) == ["2025-03-14-other#A1", A1]
    assert stale(repository)["taken_out"] == []


def test_an_uncommitted_reformatting_is_no_change(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.write(FILE, record().replace("\n", "\r\n"))

    assert days(shown(repository, as_of=None)) == ["2026-03-16"]


def test_a_checkout_with_other_line_ends_has_no_change(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.git("config", "core.autocrlf", "true")
    (repository.path / FILE).unlink()
    repository.git("checkout", "--", ".")

    assert "\r\n" in repository.read(FILE)
    assert days(shown(repository, as_of=None)) == ["2026-03-16"]


@pytest.mark.parametrize("setting", ["core.splitIndex=true", "core.untrackedCache=true", ""])
def test_looking_at_uncommitted_changes_writes_nothing_into_the_repository(
    repository: Repository, setting: str
) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.git("config", *(setting or "core.bare=false").split("="))
    repository.write(FILE, record(item(due="2026-05-10")))
    before = _files(repository.path)
    stale(repository)

    assert _files(repository.path) == before


def test_uncommitted_changes_are_seen_in_a_linked_worktree(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    folder = tmp_path_factory.mktemp("linked") / "tree"
    repository.git("worktree", "add", "--quiet", str(folder))
    linked = Repository(folder)
    linked.write(FILE, record(item(due="2026-05-10")))

    assert shown(linked, as_of=None)["due_moved_later"] == 1
    assert shown(linked, as_of=None)["first_seen"] == "2026-03-16"


def test_a_repository_without_commits_has_only_what_is_written_today(
    repository: Repository,
) -> None:
    repository.write(FILE, record())

    assert listed(repository)[A1]["first_seen"] == stale(repository)["as_of"]
    assert stale(repository)["notes"] == []
    assert listed(repository, "2026-03-16") == {}


# ------------------------------------------------------------------- no history, or a cut one


def test_without_git_no_date_is_known_and_that_is_said_once(folder: Repository) -> None:
    folder.write(FILE, record(item(priority="P0")))
    row = shown(folder, as_of="2026-12-31")

    assert (row["first_seen"], row["last_changed"]) == (None, None)
    assert [reason["reason"] for reason in row["reasons"]] == ["overdue"]
    assert len(stale(folder)["notes"]) == 1


def test_without_git_nothing_is_called_uncommitted(folder: Repository) -> None:
    folder.write(FILE, record())

    assert "not committed" not in folder.rindoku("action", "show", A1).stdout


def test_without_git_a_circles_decision_is_not_taken_for_the_last_change(
    folder: Repository,
) -> None:
    folder.write(FILE, record())
    folder.write("docs/circles/2026-05-20-c.md", circle(f"action_item: {A1}, outcome: keep"))
    row = shown(folder, as_of="2027-12-31")

    assert row["last_changed"] is None
    assert [reason["reason"] for reason in row["reasons"]] == ["overdue"]


def test_without_git_the_first_of_two_files_with_one_id_counts_and_nothing_was_taken_out(
    folder: Repository,
) -> None:
    folder.write(FILE, record(item("A1", title="First")))
    folder.write(f"postmortems/archive/{STEM}.md", record(item("A2", title="Second")))
    found = {address: row["title"] for address, row in listed(folder).items()}

    assert found == {A1: "First"}
    assert stale(folder)["taken_out"] == []


def test_with_git_missing_the_records_are_still_told(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.environment["PATH"] = "/nowhere"
    ran = repository.process("stale", "--format", "json")

    assert ran.exit_code == 0
    assert ran.json["figures"]["open"] == 1
    assert ran.json["stale"][0]["first_seen"] is None
    assert "git" in ran.json["notes"][0]


def test_a_shallow_clone_gives_no_date_that_the_cut_made_up(
    repository: Repository, clone: Callable[..., Repository]
) -> None:
    repository.write(FILE, record(item("A1"), item("A2")))
    repository.commit("2026-03-16")
    repository.write("notes.txt", "more")
    repository.commit("2026-04-20")
    repository.write(FILE, record(item("A1"), item("A2", due="2026-05-10")))
    repository.commit("2026-04-25")
    shallow = clone("--depth", "2")

    untouched, moved = shown(shallow, A1), shown(shallow, A2)
    assert (untouched["first_seen"], untouched["last_changed"]) == (None, None)
    assert (moved["first_seen"], moved["last_changed"]) == (None, "2026-04-25")
    assert len(stale(shallow, "2026-12-31")["notes"]) == 1


def test_in_a_shallow_clone_an_age_is_at_least_so_many_days_and_nothing_is_an_import(
    repository: Repository, clone: Callable[..., Repository]
) -> None:
    repository.write(FILE, record(item(priority="P1", due="")))
    repository.commit("2026-03-16")
    repository.write("notes.txt", "more")
    repository.commit("2026-06-01")
    reasons = shown(clone("--depth", "1"), as_of="2026-07-02")["reasons"]

    assert reasons == [
        {"reason": "aged", "days": 31, "promised": None, "limit": 30, "at_least": True}
    ]


def test_in_a_shallow_clone_a_decision_before_the_cut_is_not_taken_for_the_last_change(
    repository: Repository, clone: Callable[..., Repository]
) -> None:
    repository.write(FILE, record())
    repository.write("docs/circles/2026-03-18-c.md", circle(day="2026-03-18"))
    repository.commit("2026-03-16")
    repository.write(
        "docs/circles/2026-03-18-c.md",
        circle(f"action_item: {A1}, outcome: keep", day="2026-03-18"),
    )
    repository.write(FILE, record(item(due="2026-05-10")))
    repository.commit("2026-04-01")
    shallow = clone("--depth", "1")

    assert shown(repository)["last_changed"] == "2026-04-01"
    assert shown(shallow)["last_changed"] is None


def test_in_a_shallow_clone_a_decision_on_the_day_of_the_cut_is_named_with_its_circle(
    repository: Repository, clone: Callable[..., Repository]
) -> None:
    repository.write(FILE, record(item(due="")))
    repository.commit("2026-03-16")
    page = circle(f"action_item: {A1}, outcome: keep", day="2026-04-01")
    repository.write("docs/circles/2026-04-01-c.md", page)
    repository.commit("2026-04-01")
    reason = shown(clone("--depth", "1"))["reasons"][0]

    assert (reason["last_changed"], reason["circle"]) == ("2026-04-01", "2026-04-01-c")


def test_in_a_shallow_clone_what_was_there_before_the_cut_is_nobodys_doing(
    repository: Repository, clone: Callable[..., Repository]
) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16", author="Mika")
    repository.write("notes.txt", "more")
    repository.commit("2026-04-20", author="Aoi")
    life = shown(clone("--depth", "1"))["life"]

    assert [(entry["day"], entry["commit"], entry["author"]) for entry in life] == [
        (None, None, None)
    ]


def test_a_day_before_the_cut_of_a_shallow_clone_is_not_told_as_if_there_had_been_nothing(
    repository: Repository, clone: Callable[..., Repository]
) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.write("notes.txt", "more")
    repository.commit("2026-04-20")

    assert len(stale(clone("--depth", "1"), "2026-04-01")["notes"]) == 1


def test_a_shallow_clone_that_reaches_the_first_commit_is_not_cut(
    repository: Repository, clone: Callable[..., Repository]
) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    shallow = clone("--depth", "5")

    assert shown(shallow)["first_seen"] == "2026-03-16"
    assert stale(shallow)["notes"] == []


@pytest.mark.parametrize("kind", ["blob:none", "tree:0"])
def test_a_clone_without_old_contents_says_so_and_makes_no_dates_up(
    repository: Repository, clone: Callable[..., Repository], kind: str
) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.write(FILE, record(item(due="2026-05-10")))
    repository.commit("2026-04-20")
    ran = clone(f"--filter={kind}").rindoku("stale", "--format", "json")

    assert ran.exit_code == 0
    assert ran.json["stale"][0]["first_seen"] is None
    assert len(ran.json["notes"]) == 1
    assert "warning:" not in ran.json["notes"][0]


# --------------------------------------------------------------------- strange repositories


def test_nothing_that_the_repository_configures_is_run(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.write(".gitattributes", "*.md diff=tattle filter=tattle\n")
    repository.commit("2026-03-16")
    repository.write(FILE, record(item(due="2026-05-10")))
    repository.commit("2026-03-20")
    marker = repository.path / ".git" / "was-run"
    script = repository.write(".git/tattle", f"#!/bin/sh\ntouch '{marker}'\ncat\n")
    script.chmod(0o755)
    for name in (
        "diff.external", "diff.tattle.command", "diff.tattle.textconv", "filter.tattle.clean",
        "filter.tattle.smudge", "filter.tattle.process", "core.fsmonitor", "core.pager",
        "core.sshCommand", "core.editor", "gpg.program", "core.askPass", "credential.helper",
    ):  # fmt: skip
        repository.git("config", name, str(script))
    for hook in ("post-index-change", "pre-commit", "post-commit", "reference-transaction"):
        shutil.copy(script, repository.path / ".git/hooks" / hook)
    (repository.path / FILE).rename(repository.path / "postmortems/2026-03-14-other.md")
    marker.unlink(missing_ok=True)

    assert shown(repository, "2026-03-14-other#A1", as_of=None)["due_moved_later"] == 1
    assert shown(repository, A1)["due_moved_later"] == 1
    assert not marker.exists()


def test_replacement_objects_do_not_change_a_report(repository: Repository) -> None:
    repository.write(FILE, record(item(due="2026-04-10")))
    repository.commit("2026-03-16")
    other = repository.write("other", record(item(due="2026-05-10")))
    name = repository.git("hash-object", "-w", str(other))
    repository.git("replace", repository.git("rev-parse", f"HEAD:{FILE}"), name)

    assert shown(repository)["due"] == "2026-04-10"


def test_the_root_can_be_a_folder_inside_a_git_repository(repository: Repository) -> None:
    team = Repository(repository.path / "チーム")
    repository.write(FILE, record(item("Z1")))
    team.write(FILE, record())
    repository.commit("2026-03-16")
    team.write("postmortems/2026-03-14-other.md", record(item(due="2026-05-10")))
    (team.path / FILE).unlink()
    repository.commit("2026-03-20")
    team.write("postmortems/2026-03-14-other.md", record(item(due="2026-06-10")))

    assert list(listed(team, "2026-03-16")) == [A1]
    row = shown(team, "2026-03-14-other#A1", as_of=None)
    assert (row["first_seen"], row["due_moved_later"]) == ("2026-03-16", 2)


@pytest.mark.parametrize("name", ["theirs", "2026-01-05-theirs.md"])
def test_a_submodule_in_the_folder_belongs_to_another_repository(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    other = Repository(tmp_path_factory.mktemp("other"))
    other.git("init", "--quiet")
    other.write("2026-01-05-theirs.md", record())
    other.commit("2026-01-06")
    repository.write(FILE, record())
    allowed = ("-c", "protocol.file.allow=always")
    added = (str(other.path), f"postmortems/{name}")
    repository.git(*allowed, "submodule", "--quiet", "add", *added)
    repository.commit("2026-03-16")

    for as_of in ("2026-03-16", None):
        assert list(listed(repository, as_of)) == [A1]
        assert shown(repository, as_of=as_of)["first_seen"] == "2026-03-16"


def test_a_symbolic_link_says_nothing_and_is_not_followed(repository: Repository) -> None:
    repository.write(FILE, record())
    (repository.path / "postmortems/2026-03-15-link.md").symlink_to(f"{STEM}.md")
    (repository.path / "postmortems/loop").symlink_to(".")
    repository.commit("2026-03-16")

    for as_of in ("2026-03-16", None):
        assert list(listed(repository, as_of)) == [A1]
        assert stale(repository, as_of)["unreadable"] == ["2026-03-15-link"]


def test_a_record_replaced_by_a_symbolic_link_stands_as_last_readable(
    repository: Repository,
) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    (repository.path / FILE).unlink()
    (repository.path / FILE).symlink_to("/etc/passwd")
    repository.commit("2026-03-20")

    assert shown(repository)["last_changed"] == "2026-03-16"
    assert stale(repository, "2026-03-20")["unreadable"] == [STEM]


@pytest.mark.parametrize(
    ("encoding", "author"), [("iso-8859-1", "José"), ("Shift_JIS", "森 美加"), (None, "Jos\ufffd")]
)
def test_an_author_is_told_in_whatever_encoding_the_commit_says(
    repository: Repository, encoding: str | None, author: str
) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    name = author.encode(encoding) if encoding else b"Jos\xe9"
    raw = subprocess.run(
        ["git", "cat-file", "commit", "HEAD"], cwd=repository.path, capture_output=True, check=True
    ).stdout.replace(b"author Mika", b"author " + name)
    if encoding:
        raw = raw.replace(b"\n\n", f"\nencoding {encoding}\n\n".encode(), 1)
    (repository.path / ".git/raw").write_bytes(raw)
    made = repository.git("hash-object", "-t", "commit", "-w", ".git/raw")
    repository.git("reset", "--quiet", "--soft", made)

    assert shown(repository)["life"][0]["author"] == author


@pytest.mark.parametrize(
    "stem", ["2026-03-14-が'q\"", "2026-03-14-a b", "2026-03-14-絵文字😀", "2026-03-14-\\back"]
)
def test_a_record_may_have_any_name(repository: Repository, stem: str) -> None:
    repository.write(f"postmortems/{stem}.md", record())
    repository.commit("2026-03-16")
    repository.write(f"postmortems/{stem}.md", record(item(due="2026-05-10")))

    assert shown(repository, f"{stem}#A1")["first_seen"] == "2026-03-16"
    assert shown(repository, f"{stem}#A1", as_of=None)["due_moved_later"] == 1


def test_a_name_in_decomposed_unicode_is_the_same_name(repository: Repository) -> None:
    composed = "postmortems/2026-03-14-ガ.md"
    repository.write(unicodedata.normalize("NFD", composed), record())
    repository.commit("2026-03-16")
    repository.git("mv", unicodedata.normalize("NFD", composed), composed)
    repository.commit("2026-03-20")

    for as_of in ("2026-03-16", "2026-03-20"):
        assert shown(repository, "2026-03-14-ガ#A1", as_of)["first_seen"] == "2026-03-16"


def test_what_others_refer_to_in_decomposed_unicode_is_found(repository: Repository) -> None:
    stem, identity = "2026-03-14-データ", "が1"
    repository.write(f"postmortems/{stem}.md", record(item(unicodedata.normalize("NFC", identity))))
    typed = unicodedata.normalize("NFD", f"{stem}#{identity}")
    again = record(item("B1"), date="2026-05-01", recurrence_of=f'["{typed.partition("#")[0]}"]')
    repository.write("postmortems/2026-05-01-again.md", again)
    page = circle(f'action_item: "{typed}", outcome: keep')
    repository.write("docs/circles/2026-05-20-c.md", page)
    repository.commit("2026-03-16")
    row = shown(repository, f"{stem}#{identity}")

    assert [entry["postmortem"] for entry in row["again"]] == ["2026-05-01-again"]
    assert days(row) == ["2026-03-16", "2026-05-20"]


def test_an_id_in_decomposed_unicode_is_found_by_the_one_that_others_type(
    repository: Repository,
) -> None:
    repository.write(FILE, record(item(unicodedata.normalize("NFD", "が1"))))
    page = circle(f'action_item: "{STEM}#が1", outcome: keep')
    repository.write("docs/circles/2026-05-20-c.md", page)
    repository.commit("2026-03-16")

    assert days(shown(repository, f"{STEM}#が1")) == ["2026-03-16", "2026-05-20"]


def test_git_may_name_its_objects_by_sha_256(folder: Repository) -> None:
    folder.git("init", "--quiet", "--object-format=sha256")
    folder.write(FILE, record())
    folder.write("postmortems/2026-03-15-other.md", record(item(title="Other")))
    folder.commit("2026-03-16")
    folder.write(FILE, record(item(due="2026-05-10")))
    (folder.path / "postmortems/2026-03-15-other.md").unlink()

    assert shown(folder, as_of=None)["first_seen"] == "2026-03-16"
    assert stale(folder)["notes"] == []


def test_the_path_to_the_repository_may_hold_a_colon(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "team: shop")
    repository.write(FILE, record())
    repository.git("init", "--quiet")
    repository.commit("2026-03-16")
    repository.write(FILE, record(item(due="2026-05-10")))

    assert shown(repository, as_of=None)["first_seen"] == "2026-03-16"


def test_a_hook_of_another_repository_can_look_at_this_one(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Repository(tmp_path_factory.mktemp("other"))
    other.git("init", "--quiet")
    other.commit("2020-01-01")
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    repository.environment |= {"GIT_DIR": str(other.path / ".git")}  # as git sets it for hooks

    ran = repository.rindoku("action", "show", A1, "--format", "json")
    assert ran.json["first_seen"] == "2026-03-16"


def test_a_damaged_object_is_said_and_makes_no_dates_up(repository: Repository) -> None:
    repository.write(FILE, record())
    repository.commit("2026-03-16")
    damaged = repository.git("rev-parse", f"HEAD:{FILE}")
    repository.write(FILE, record(item(due="2026-05-10")))
    repository.commit("2026-03-20")
    (repository.path / ".git/objects" / damaged[:2] / damaged[2:]).unlink()
    ran = repository.rindoku("stale", "--format", "json")

    assert ran.exit_code == 0
    assert ran.json["stale"][0]["first_seen"] is None
    assert len(ran.json["notes"]) == 1


def merge(repository: Repository, branch: str, day: str) -> None:
    """A true merge into the branch that is checked out, on a day."""
    when = {"GIT_COMMITTER_DATE": f"{day}T12:00:00+00:00"}
    repository.git("merge", "--quiet", "--no-ff", "-m", "merge", branch, env=when)


def _files(folder: Path) -> dict[str, int]:
    """Everything below a folder but our own memory, with when it was written."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != "rindoku")
    return {str(path): path.stat().st_mtime_ns for path in files}
