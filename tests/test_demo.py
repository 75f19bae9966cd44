"""The sample repository: valid at every step, alive, and the same wherever it is made."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rindoku.scaffold.demo import write_demo
from tests.conftest import Repository


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    folder = tmp_path_factory.mktemp("shop")
    write_demo(folder, date(2026, 11, 24))
    return Repository(folder)


def test_the_sample_has_no_mistakes(shop: Repository) -> None:
    assert [f for f in shop.findings() if f["severity"] == "error"] == []


def test_it_has_three_years_of_direct_squashed_and_merged_changes(shop: Repository) -> None:
    days = shop.git("log", "--first-parent", "--format=%cs").split()
    assert (days[-1], days[0]) == ("2023-12-06", "2026-11-20")
    merges = shop.git("rev-list", "--count", "--merges", "HEAD")
    assert int(merges) > 30


def test_it_is_large_enough_to_look_around_in(shop: Repository) -> None:
    items = shop.rindoku("action", "list", "--all", "--format", "json").json["action_items"]
    assert len(list(shop.path.rglob("postmortems/**/*.md"))) >= 30
    assert len(items) >= 100
    assert {"proposed", "open", "in-progress", "blocked", "done", "dropped"} <= {
        item["status"] for item in items
    }


def test_its_stale_items_show_every_reason(shop: Repository) -> None:
    report = shop.stale("2026-11-24")
    reasons = {reason["reason"] for item in report["stale"] for reason in item["reasons"]}
    assert reasons == {"overdue", "aged", "untouched", "slipped", "unowned", "recurred"}
    assert len(report["taken_out"]) == 2


def test_a_renamed_record_keeps_the_lives_of_its_items(shop: Repository) -> None:
    item = shop.item("2024-02-27-search-index-full#A1", "2026-11-24")
    assert item["first_seen"] == "2024-03-01"


def test_a_past_report_is_the_report_of_a_clone_that_ends_there(
    shop: Repository, tmp_path: Path
) -> None:
    day = "2025-06-30"
    commit = shop.git("rev-list", "-1", "--first-parent", f"--before={day}T23:59:59+09:00", "HEAD")
    shop.git("clone", "--quiet", str(shop.path), str(tmp_path / "clone"))
    clone = Repository(tmp_path / "clone")
    clone.git("checkout", "--quiet", commit)
    assert clone.stale(day) == shop.stale(day)


def test_its_dates_follow_the_day_it_is_made_on(tmp_path: Path) -> None:
    write_demo(tmp_path, date(2025, 11, 25))
    earlier = Repository(tmp_path)
    assert earlier.git("log", "-1", "--format=%cs") == "2025-11-21"
    assert [f for f in earlier.findings() if f["severity"] == "error"] == []
    assert len(earlier.stale("2025-11-25")["stale"]) == 15


def test_it_is_not_written_over_something_else(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    ran = Repository(tmp_path).rindoku("demo", ".")
    assert (ran.exit_code, (tmp_path / "mine.txt").read_text()) == (2, "mine")
