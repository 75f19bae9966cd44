"""The author of a change is who made it, and not who pressed the merge button."""

from __future__ import annotations

import pytest

from tests.conftest import Repository
from tests.test_history import A1, FILE, item, record, shown

OTHER = "postmortems/2026-03-15-other.md"


@pytest.fixture
def branched(repository: Repository) -> Repository:
    """Two records on the main line, and an empty branch `work` that is checked out."""
    repository.write(FILE, record())
    repository.write(OTHER, record(title="Other"))
    repository.commit("2026-03-16", author="Mika")
    repository.git("checkout", "--quiet", "-b", "work")
    return repository


def change(repository: Repository, path: str, due: str, author: str, day: str) -> None:
    """Move a due date in a commit of somebody's own."""
    repository.write(path, record(item(due=due), title=path[-8:-3]))
    repository.commit(day, author=author)


def merge(repository: Repository, *branches: str, author: str = "Ken") -> None:
    """Somebody merges branches into the main line."""
    repository.git("checkout", "--quiet", "main")
    when = "2026-05-01T12:00:00+00:00"
    names = {"GIT_AUTHOR_NAME": author, "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when}
    repository.git("merge", "--quiet", "--no-ff", "-m", "merge", *branches, env=names)


def author(repository: Repository, address: str = A1) -> str:
    """Who made the last change."""
    name: str = shown(repository, address)["life"][-1]["author"]
    return name


def test_of_two_people_on_a_branch_each_is_the_author_of_their_own_file(
    branched: Repository,
) -> None:
    change(branched, FILE, "2026-05-10", "Aoi", "2026-04-01")
    change(branched, OTHER, "2026-05-11", "Ryo", "2026-04-02")
    merge(branched, "work")

    assert author(branched) == "Aoi"
    assert author(branched, "2026-03-15-other#A1") == "Ryo"


def test_of_two_people_who_changed_one_file_the_last_is_the_author(branched: Repository) -> None:
    change(branched, FILE, "2026-05-10", "Aoi", "2026-04-01")
    change(branched, FILE, "2026-05-11", "Ryo", "2026-04-02")
    merge(branched, "work")

    assert author(branched) == "Ryo"


def test_a_main_line_merged_into_the_branch_makes_nobody_an_author(branched: Repository) -> None:
    change(branched, FILE, "2026-05-10", "Aoi", "2026-04-01")
    branched.git("checkout", "--quiet", "main")
    change(branched, OTHER, "2026-05-11", "Ryo", "2026-04-02")
    branched.git("checkout", "--quiet", "work")
    branched.git("merge", "--quiet", "--no-ff", "-m", "update", "main")
    change(branched, "notes.txt", "2026-05-12", "Sara", "2026-04-04")
    merge(branched, "work")

    assert author(branched) == "Aoi"
    assert author(branched, "2026-03-15-other#A1") == "Ryo"


def test_what_nobody_on_the_branch_touched_is_the_mergers_own(branched: Repository) -> None:
    change(branched, OTHER, "2026-05-11", "Aoi", "2026-04-01")
    branched.git("checkout", "--quiet", "main")
    branched.git("merge", "--quiet", "--no-ff", "--no-commit", "work")
    branched.write(FILE, record(item(due="2026-05-10")))
    branched.commit("2026-05-01", author="Ken")

    assert author(branched) == "Ken"
    assert author(branched, "2026-03-15-other#A1") == "Aoi"


def test_a_branch_merged_twice_brings_each_change_once(branched: Repository) -> None:
    change(branched, FILE, "2026-05-10", "Aoi", "2026-04-01")
    merge(branched, "work")
    branched.git("checkout", "--quiet", "work")
    change(branched, OTHER, "2026-05-11", "Ryo", "2026-04-02")
    branched.git("checkout", "--quiet", "main")
    branched.git("merge", "--quiet", "--no-ff", "--no-commit", "work")
    branched.write(FILE, record(item(due="2026-06-10")))
    branched.commit("2026-05-02", author="Sara")

    assert author(branched) == "Sara"
    assert author(branched, "2026-03-15-other#A1") == "Ryo"


def test_a_branch_of_a_branch_counts_too(branched: Repository) -> None:
    branched.git("checkout", "--quiet", "-b", "part")
    change(branched, FILE, "2026-05-10", "Aoi", "2026-04-01")
    branched.git("checkout", "--quiet", "work")
    change(branched, OTHER, "2026-05-11", "Ryo", "2026-04-02")
    branched.git("merge", "--quiet", "--no-ff", "-m", "part", "part")
    merge(branched, "work")

    assert author(branched) == "Aoi"


def test_a_merge_of_three_finds_the_author_on_any_side(branched: Repository) -> None:
    change(branched, FILE, "2026-05-10", "Aoi", "2026-04-01")
    branched.git("checkout", "--quiet", "-b", "second", "main")
    change(branched, OTHER, "2026-05-11", "Ryo", "2026-04-02")
    merge(branched, "work", "second")

    assert author(branched) == "Aoi"
    assert author(branched, "2026-03-15-other#A1") == "Ryo"


def test_a_squashed_branch_has_the_author_that_the_squash_names(branched: Repository) -> None:
    change(branched, FILE, "2026-05-10", "Aoi", "2026-04-01")
    branched.git("checkout", "--quiet", "main")
    branched.git("merge", "--quiet", "--squash", "work")
    branched.commit("2026-05-01", author="Aoi")

    assert author(branched) == "Aoi"


def test_who_renamed_a_record_on_a_branch_is_the_author_of_what_else_changed(
    branched: Repository,
) -> None:
    new = "postmortems/2026-03-14-renamed.md"
    branched.git("mv", FILE, new)
    branched.write(new, record(item(due="2026-05-10")))
    branched.commit("2026-04-01", author="Aoi")
    merge(branched, "work")

    assert author(branched, "2026-03-14-renamed#A1") == "Aoi"


def test_who_deleted_a_record_on_a_branch_took_it_out(branched: Repository) -> None:
    from rindoku.repository import open_repository

    (branched.path / FILE).unlink()
    branched.commit("2026-04-01", author="Aoi")
    merge(branched, "work")
    (life,) = open_repository(branched.path).history.records["2026-03-14-checkout-502"].lives

    assert (life.events[-1].present, life.events[-1].author) == (False, "Aoi")
