"""What is remembered of a history changes how fast it is told, and never what is told."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rindoku import clock
from rindoku.history import incremental, walk
from rindoku.repository import open_repository
from rindoku.source.tree import WorkingTree
from tests.conftest import TODAY, Repository
from tests.killing import Killed
from tests.test_history import FILE, item, merge, record, shown
from tests.test_history_replay import EXAMPLES, HISTORIES, Commit, _scratch, _write_history

OTHER = "postmortems/2026-03-15-other.md"


def told(folder: Path, *, trusting: bool = True) -> Any:
    """Everything that the history says."""
    repository = open_repository(folder, trusting=trusting)
    lives = {
        stem: (
            record.since,
            record.present,
            record.readable,
            [(life.present, life.item, list(map(_event, life.events))) for life in record.lives],
        )
        for stem, record in repository.history.records.items()
    }
    found = lives, repository.history.cut, repository.history.missing
    repository.remember()
    return found


def _event(event: Any) -> Any:
    names = ("day", "latest", "commit", "author", "present")
    return [getattr(event, name) for name in names], list(event.changes.items())


def memories(repository: Repository) -> list[Path]:
    """The files with remembered lives."""
    return sorted((repository.path / ".git/rindoku").glob("*-*" + "?" * 30))


@contextmanager
def walks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many landings each walk meanwhile goes over."""
    lengths: list[int] = []

    def counted(git: Any, line_commits: Any, *arguments: Any) -> None:
        lengths.append(len(line_commits))
        real(git, line_commits, *arguments)

    real = walk.walk
    with monkeypatch.context() as patch:
        patch.setattr(incremental, "walk", counted)
        yield lengths


@pytest.fixture
def shop(repository: Repository) -> Repository:
    """Two records, three commits."""
    repository.write(FILE, record(item("A1"), item("A2")))
    repository.commit("2026-03-16")
    repository.write(OTHER, record(title="Other"))
    repository.commit("2026-03-17")
    repository.write(FILE, record(item("A1", due="2026-05-10"), item("A2", status="done")))
    repository.commit("2026-04-09", author="Aoi")
    return repository


# ------------------------------------------------------------------ what is remembered is used


def test_a_second_run_walks_nowhere(shop: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    with walks(monkeypatch) as lengths:
        first, second = told(shop.path), told(shop.path)

    assert (lengths, first) == ([3], second)


def test_after_a_new_commit_only_that_is_walked(
    shop: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(shop.path)
    shop.write(FILE, record(item("A1", due="2026-06-10"), item("A2", status="done")))
    shop.commit("2026-04-20")
    with walks(monkeypatch) as lengths:
        lives = told(shop.path)

    assert lengths == [1]
    assert lives == told(shop.path, trusting=False)


def test_an_amended_commit_is_told_from_the_commit_before_it(
    shop: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(shop.path)
    shop.write(FILE, record(item("A1", due="2026-06-10")))
    shop.commit("2026-04-20")
    told(shop.path)
    shop.write(FILE, record(item("A1", due="2026-07-10")))
    shop.git("commit", "--quiet", "--all", "--amend", "-m", "again")
    with walks(monkeypatch) as lengths:
        lives = told(shop.path)

    assert lengths == [1]
    assert lives == told(shop.path, trusting=False)


def test_a_history_that_went_back_is_told_as_it_is(shop: Repository) -> None:
    told(shop.path)
    shop.git("reset", "--quiet", "--hard", "HEAD~1")

    assert told(shop.path) == told(shop.path, trusting=False)
    shop.write(OTHER, record(item(status="done"), title="Other"))
    shop.commit("2026-05-01")
    assert told(shop.path) == told(shop.path, trusting=False)


def test_branches_that_take_turns_are_each_remembered(
    shop: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.git("checkout", "--quiet", "-b", "work", "HEAD~1")
    shop.write(OTHER, record(item(status="blocked"), title="Other"))
    shop.commit("2026-04-01")
    on_work = told(shop.path)
    shop.git("checkout", "--quiet", "main")
    on_main = told(shop.path)
    with walks(monkeypatch) as lengths:
        shop.git("checkout", "--quiet", "work")
        assert told(shop.path) == on_work
        shop.git("checkout", "--quiet", "main")
        assert told(shop.path) == on_main

    assert (lengths, on_work == on_main) == ([], False)


def test_a_merged_branch_does_not_pass_for_the_main_line(shop: Repository) -> None:
    shop.git("checkout", "--quiet", "-b", "work", "HEAD~1")
    shop.write(OTHER, record(item(status="blocked"), title="Other"))
    shop.commit("2026-04-01")
    told(shop.path)
    shop.git("checkout", "--quiet", "main")
    merge(shop, "work", "2026-05-01")

    assert told(shop.path) == told(shop.path, trusting=False)


def test_a_past_day_is_told_alike_with_and_without_what_is_remembered(shop: Repository) -> None:
    before = [shown(shop, as_of=day) for day in ("2026-03-16", "2026-04-09", "2026-12-31")]
    told(shop.path)

    assert before == [shown(shop, as_of=day) for day in ("2026-03-16", "2026-04-09", "2026-12-31")]


def test_uncommitted_changes_are_not_remembered(shop: Repository) -> None:
    committed = told(shop.path)
    shop.write(FILE, record(item("A1", due="2026-08-10")))
    shop.write("postmortems/2026-03-16-new.md", record(title="New"))
    (shop.path / OTHER).unlink()
    changed = told(shop.path)
    shop.git("reset", "--quiet", "--hard")
    (shop.path / "postmortems/2026-03-16-new.md").unlink()

    assert told(shop.path) == committed != changed


@pytest.mark.parametrize("size", [0, 1])
def test_a_working_file_that_changes_within_a_tick_of_the_clock_is_seen(
    shop: Repository, size: int
) -> None:
    for day in range(10, 16):
        shop.write(FILE, record(item("A1", due=f"2026-08-{day}"), body="x" * size * day))
        assert told(shop.path)[0]["2026-03-14-checkout-502"][-1][0][1]["due"] == f"2026-08-{day}"


def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let three seconds go by: a stamp younger than two is not trusted."""
    now = clock.file_time() + 3_000_000_000
    monkeypatch.setattr(clock, "file_time", lambda: now)


def test_a_working_file_known_by_its_stamp_is_not_read_again(
    shop: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (FILE, OTHER):
        os.utime(shop.path / path, (1, 1))
    later(monkeypatch)
    told(shop.path)
    reads: list[str] = []
    real = WorkingTree.read

    def read(tree: WorkingTree, path: str) -> bytes | None:
        reads.append(path)
        return real(tree, path)

    monkeypatch.setattr(WorkingTree, "read", read)
    told(shop.path)

    assert [path for path in reads if path.endswith(".md")] == []


def test_a_file_that_may_no_longer_be_read_says_nothing_whatever_its_stamp(
    shop: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    later(monkeypatch)
    told(shop.path)
    (shop.path / FILE).unlink()
    (shop.path / FILE).symlink_to(shop.path / OTHER)

    assert told(shop.path)[0]["2026-03-14-checkout-502"][2] is False


def test_only_a_few_memories_are_kept(shop: Repository) -> None:
    for day in range(10, 20):
        shop.write(FILE, record(item("A1", due=f"2026-08-{day}")))
        shop.commit("2026-05-01")
        told(shop.path)

    assert len(memories(shop)) == 4


# ------------------------------------------------------------ what decides the answer is asked for


def test_another_time_zone_is_another_question(repository: Repository) -> None:
    repository.write("rindoku.toml", 'timezone = "UTC"\n')
    repository.write(FILE, record())
    repository.commit("2026-03-16T20:00:00+00:00")
    days = [shown(repository, as_of=None)["first_seen"] for _ in range(2)]
    repository.write("rindoku.toml", 'timezone = "Asia/Tokyo"\n')
    days.append(shown(repository, as_of=None)["first_seen"])

    assert days == ["2026-03-16", "2026-03-16", "2026-03-17"]


def test_a_shallow_clone_that_gets_the_rest_is_told_anew(
    shop: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("clone")
    shop.git("clone", "--quiet", "--depth=2", f"file://{shop.path}", str(folder))
    clone = Repository(folder)
    cut = told(folder)[1]
    assert told(folder) == told(folder, trusting=False)
    clone.git("fetch", "--quiet", "--unshallow")

    assert (str(cut), told(folder)[1]) == ("2026-03-17", None)
    assert told(folder) == told(folder, trusting=False)


def test_a_folder_inside_the_repository_has_its_own_memory(shop: Repository) -> None:
    shop.write(f"team/{FILE}", record(title="Inside"))
    shop.commit("2026-05-01")
    outside, inside = told(shop.path), told(shop.path / "team")

    assert outside != inside
    assert (told(shop.path), told(shop.path / "team")) == (outside, inside)


def test_a_linked_worktree_shares_what_is_remembered(
    shop: Repository, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("linked") / "tree"
    shop.git("worktree", "add", "--quiet", str(folder))
    here = told(shop.path)
    with walks(monkeypatch) as lengths:
        assert told(folder) == here
    Repository(folder).write(FILE, record(item("A1", due="2026-09-10")))

    assert lengths == []
    assert told(folder) == told(folder, trusting=False) != here


def test_with_a_commit_dated_in_the_future_a_memory_holds_for_a_day(
    shop: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.write(OTHER, record(item(status="done"), title="Other"))
    shop.commit("2099-01-01")
    git, head, today = _opened(shop)
    tomorrow = today.replace(year=today.year + 1)
    with walks(monkeypatch) as lengths:
        days = [
            incremental.histories_at(git, head, UTC, day)[0]
            .records["2026-03-15-other"]
            .lives[0]
            .events[1]
            .day
            for day in (today, today, tomorrow)
        ]

    assert (lengths, days) == ([4, 4], [today, today, tomorrow])


def test_a_clock_that_was_put_back_is_not_told_of_days_to_come(shop: Repository) -> None:
    git, head, today = _opened(shop)
    incremental.histories_at(git, head, UTC, today)
    earlier = today.replace(month=1, day=1)
    histories, checkpoint = incremental.histories_at(git, head, UTC, earlier)

    assert checkpoint.day == earlier
    assert histories.records["2026-03-15-other"].lives[0].events[0].day == earlier


def _opened(repository: Repository) -> tuple[Any, str, Any]:
    from rindoku.git import Git

    git = Git(repository.path)
    return git, str(git.head()), TODAY


# ----------------------------------------------------------- damaged, hostile, half written, locked


@pytest.mark.parametrize(
    "harm",
    [
        lambda raw: b"",
        lambda raw: raw[:-1],
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw + b"x",
        lambda raw: raw.replace(b"2026-04-10", b"2026-04-11"),
        lambda raw: b"\0" * len(raw),
        lambda raw: b"[" * 100_000,
    ],
)
def test_a_damaged_memory_is_not_believed(shop: Repository, harm: Callable[[bytes], bytes]) -> None:
    lives = told(shop.path)
    for file in (shop.path / ".git/rindoku").iterdir():
        file.write_bytes(harm(file.read_bytes()))

    assert told(shop.path) == lives
    assert told(shop.path) == lives


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b'"2026-04-10"', b"20260410000"),
        (b'"open"', b'["op"]'),
        (b"[null,", b"[[[],"),
        (b'"due":', b'"du":,'),
        (b'["2026-03-16"', b'["2026-13-16"'),
        (b'"status":["open","done"]', b'"status":["open","done",1]'),
        (b"{}", b"{{"),
        (b"2026-04-09", b"9999-99-99"),
        (b"\n", b""),
        (b"00", b"99"),
    ],
)
def test_a_memory_with_a_right_seal_and_a_wrong_shape_does_no_harm(
    shop: Repository, good: bytes, bad: bytes
) -> None:
    lives = told(shop.path)
    for file in memories(shop):
        _reseal(file, file.read_bytes()[:-65].replace(good, bad))

    same = told(shop.path)
    assert set(same[0]) == set(lives[0])
    assert [len(record[-1]) for record in same[0].values()] == [2, 1]


@pytest.mark.parametrize(
    "harm",
    [
        lambda body: re.sub(rb'\["2026-03-1', b'["2026-13-1', body),
        lambda body: body.replace(b"[true,{", b"[tru3,{"),
        lambda body: re.sub(rb"\[true,\{[^}]*\}", lambda m: b"[true,{}".ljust(len(m[0])), body),
        lambda body: re.sub(rb'"title":"[^"]', b'"title":"\xff', body),
    ],
)
@pytest.mark.parametrize("news", ["none", "committed", "uncommitted", "renamed"])
def test_sealed_damage_is_told_anew_whatever_happened_since(
    shop: Repository, harm: Callable[[bytes], bytes], news: str
) -> None:
    told(shop.path)
    for file in memories(shop):
        body = file.read_bytes()[:-65]
        assert harm(body) != body
        _reseal(file, harm(body))
    if news == "renamed":
        shop.git("mv", OTHER, "postmortems/2026-03-15-another.md")
    elif news != "none":
        shop.write(OTHER, record(item("A1", due="2026-07-01"), title="Other"))
    if news == "committed":
        shop.commit("2026-04-20")

    assert told(shop.path) == told(shop.path, trusting=False)
    assert shop.rindoku("stale").exit_code == 0


def _reseal(file: Path, body: bytes) -> None:
    from rindoku.memory.sealed import write_sealed

    write_sealed(file, [body])


def test_what_stands_in_the_place_of_a_memory_is_neither_followed_nor_waited_for(
    shop: Repository,
) -> None:
    lives = told(shop.path)
    (file,) = memories(shop)
    file.unlink()
    os.mkfifo(file)
    assert told(shop.path) == lives
    shutil.rmtree(file.parent)
    elsewhere = shop.path / "elsewhere"
    elsewhere.mkdir()
    file.parent.symlink_to(elsewhere)

    assert told(shop.path) == lives
    assert list(elsewhere.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_git_folder_that_may_not_be_written_is_no_hindrance(shop: Repository) -> None:
    (shop.path / ".git").chmod(0o500)
    try:
        assert told(shop.path) == told(shop.path, trusting=False)
    finally:
        (shop.path / ".git").chmod(0o700)


def test_a_file_in_the_place_of_the_folder_is_no_hindrance(shop: Repository) -> None:
    (shop.path / ".git/rindoku").write_text("mine")

    assert told(shop.path) == told(shop.path, trusting=False)
    assert (shop.path / ".git/rindoku").read_text() == "mine"


def test_two_runs_at_once_are_both_right(shop: Repository) -> None:
    lives = told(shop.path, trusting=False)
    shutil.rmtree(shop.path / ".git/rindoku", ignore_errors=True)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda _: told(shop.path), range(24))) == [lives] * 24


def test_a_run_that_is_killed_at_any_moment_harms_nothing(shop: Repository) -> None:
    lives = told(shop.path, trusting=False)
    with Killed(shop.path, "stale") as killed:
        for step in count():
            shutil.rmtree(shop.path / ".git/rindoku", ignore_errors=True)
            is_killed = killed.before_step(step)
            assert told(shop.path) == lives
            if not is_killed:
                break
    assert step > 3  # the folder is made, a file is begun, renamed, and what is left is removed


# ------------------------------------------------------------------------------ random histories


@EXAMPLES
@given(HISTORIES, st.integers(0, 1 << 30))
def test_a_history_told_in_parts_is_the_history_told_at_once(
    history: list[Commit], seed: int
) -> None:
    """HEAD moves about, memories are lost and damaged: the answer is always the cold one."""
    dice = random.Random(seed)  # noqa: S311 (no secret)
    with _scratch() as folder:
        _write_history(folder, history)
        subprocess.run(["git", "reset", "-q", "--hard"], cwd=folder, check=True)
        out = subprocess.check_output(["git", "rev-list", "--reverse", "HEAD"], cwd=folder)
        commits = out.decode().split()
        stops = sorted(dice.sample(range(len(commits)), min(4, len(commits))))
        for stop in [*stops, len(commits) - 1, dice.choice(stops), len(commits) - 1]:
            subprocess.run(["git", "checkout", "-q", commits[stop]], cwd=folder, check=True)
            _lose_or_damage(folder / ".git/rindoku", dice)
            assert told(folder) == told(folder, trusting=False)
            assert told(folder) == told(folder, trusting=False)


def _lose_or_damage(folder: Path, dice: random.Random) -> None:
    files = sorted(folder.iterdir()) if folder.exists() else []
    for file in files:
        chance = dice.random()
        if chance < 0.2:
            file.unlink()
        elif chance < 0.5:
            raw = bytearray(file.read_bytes())
            raw[dice.randrange(len(raw))] ^= 1 << dice.randrange(8)
            file.write_bytes(raw)
