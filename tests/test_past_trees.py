"""A past day's tree may hold anything in a record's place: it is told, and is no error."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Repository
from tests.test_history import FILE, record, stale


def _file(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("---\ntitle: A file\n---\n")


def _link(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to("elsewhere")


def _another_repository(place: Path) -> None:
    place.mkdir(parents=True)
    inside = Repository(place)
    inside.git("init", "--quiet")
    inside.commit("2026-03-14")


def _folder(place: Path) -> None:
    (place / "inside").mkdir(parents=True)
    (place / "inside/2026-03-14-deep.md").write_text(record())


PLACES = (
    "postmortems", "docs", "docs/circles", "docs/skill-map.md", "rindoku.toml", "pyproject.toml",
    FILE, "docs/circles/2026-04-01-c.md", "postmortems/2026",
)  # fmt: skip


@pytest.mark.parametrize("make", [_file, _link, _another_repository, _folder])
@pytest.mark.parametrize("place", PLACES)
def test_whatever_stood_in_a_records_place_on_a_past_day_is_no_error(
    repository: Repository, place: str, make: Callable[[Path], None]
) -> None:
    (repository.path / "postmortems").rmdir()
    make(repository.path / place)
    repository.commit("2026-03-16")
    _empty(repository)
    repository.write(FILE, record())
    repository.commit("2026-03-20")
    then = stale(repository, "2026-03-18")

    holds_a_record = place.startswith("postmortems") and make is _folder
    assert then["figures"]["open"] == holds_a_record
    if place in ("postmortems", "docs/circles") and make is not _folder:
        assert f"`{place}` cannot be looked into" in then["notes"][0]
    assert stale(repository, "2026-03-20")["figures"]["open"] == 1
    assert repository.rindoku("circle", "due", "--as-of", "2026-03-18").exit_code == 0


def test_a_folder_in_the_place_of_a_past_policy_is_told(repository: Repository) -> None:
    repository.write("rindoku.toml/x.md", "no policy")
    repository.commit("2026-03-16")

    assert "this is a folder" in repository.rindoku("stale", "--as-of", "2026-03-16").stderr


def _empty(repository: Repository) -> None:
    repository.git("rm", "-r", "-f", "--quiet", "--cached", ".")
    for place in repository.path.iterdir():
        if place.is_dir() and not place.is_symlink() and place.name != ".git":
            shutil.rmtree(place)
        elif place.name != ".git":
            place.unlink()
