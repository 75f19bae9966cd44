"""Where a folder of ours is a link, nothing behind it is read, written or deleted."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import POSTMORTEM, Repository

POLICY = '[[programs]]\nname = "reading"\nkind = "reading"\nevery = "6 months"\n'
LEFT = ["records-1", "records-2", "records-3", "records-4", "records-5", "told-1", "stamps-1"]
COMMANDS = [
    ("check",),
    ("stale",),
    ("action", "list"),
    ("circle", "due"),
    ("circle", "plan", "reading"),
    ("new", "Search was empty"),
    ("action", "drop", "2026-03-14-checkout-502#A1", "--reason", "gone"),
]


def _outside(path: Path, target: Path) -> None:
    path.symlink_to(target)


def _dangling(path: Path, target: Path) -> None:
    path.symlink_to(target / "nowhere")


def _file(path: Path, target: Path) -> None:
    path.write_text("x")


def _pipe(path: Path, target: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("put", [_outside, _dangling, _file, _pipe])
@pytest.mark.parametrize("what", [".git/rindoku", "docs/circles", "postmortems"])
def test_a_folder_that_is_none_of_ours_is_left_alone(
    repository: Repository,
    tmp_path_factory: pytest.TempPathFactory,
    command: tuple[str, ...],
    put: Callable[[Path, Path], None],
    what: str,
) -> None:
    target = tmp_path_factory.mktemp("outside")
    for name in LEFT:
        (target / name).write_text(name)
    repository.write("rindoku.toml", POLICY)
    repository.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM)
    repository.write("docs/about.md", "# About\n")
    repository.commit("2026-03-15")
    path = repository.path / what
    if path.exists():
        path.rename(repository.path / "moved")
    put(path, target)
    ran = repository.rindoku(*command)
    assert ran.exit_code in (0, 1, 2)
    assert sorted(one.name for one in target.iterdir()) == sorted(LEFT)
    assert [(target / name).read_text() for name in LEFT] == LEFT


@pytest.mark.parametrize("command", [("circle", "plan", "reading"), ("new", "Search was empty")])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_is_in_the_way_is_told_with_a_mend(
    repository: Repository, tmp_path: Path, command: tuple[str, ...], language: str
) -> None:
    repository.write("rindoku.toml", f'language = "{language}"\n{POLICY}')
    outside = tmp_path / "outside"
    outside.mkdir()
    (repository.path / "postmortems").rmdir()
    (repository.path / "docs").mkdir()
    (repository.path / "postmortems").symlink_to(outside)
    (repository.path / "docs/circles").symlink_to(outside)
    ran = repository.rindoku(*command)
    assert ran.exit_code == 2
    assert len(ran.stderr.splitlines()) >= 2
    assert [*outside.iterdir()] == []
