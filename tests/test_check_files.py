"""Whatever lies where a record should be is told, and never opened when it must not be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rindoku.reading.catalog import read_catalog
from rindoku.rules.check import check
from rindoku.source.tree import WorkingTree
from tests.conftest import POSTMORTEM, Repository
from tests.hanging import within

PATH = "postmortems/2026-03-14-checkout-502.md"
SOUND = POSTMORTEM.encode()


def told(folder: Repository) -> list[tuple[str, str]]:
    """The file and the code of each finding."""
    with within():
        found = check(read_catalog(WorkingTree(folder.path)))
    return [(finding.path.rstrip("/"), finding.code) for finding in found]


def link(folder: Repository, path: str, target: str) -> None:
    """A symbolic link to a place beside the repository's root."""
    place = folder.path / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(folder.path / target)


# Links


@pytest.mark.parametrize("target", ["notes.md", "nowhere", PATH, "/dev/zero"])
def test_a_link_in_the_place_of_a_record_is_not_opened(folder: Repository, target: str) -> None:
    folder.write("notes.md", SOUND)
    link(folder, PATH, target)
    assert told(folder) == [(PATH, "RK001")]


def test_a_linked_folder_of_records_is_told(folder: Repository) -> None:
    folder.write("elsewhere/2026-03-14-checkout-502.md", b"broken")
    link(folder, "postmortems/2025", "elsewhere")
    assert told(folder) == [("postmortems/2025", "RK001")]


def test_linked_postmortems_are_told(folder: Repository) -> None:
    folder.write("elsewhere/2026-03-14-checkout-502.md", b"broken")
    (folder.path / "postmortems").rmdir()
    link(folder, "postmortems", "elsewhere")
    assert told(folder) == [("postmortems", "RK001")]


def test_linked_circles_are_told(folder: Repository) -> None:
    folder.write("elsewhere/2026-06-10-circle.md", b"broken")
    link(folder, "docs/circles", "elsewhere")
    assert told(folder) == [("docs/circles", "RK001")]


def test_nothing_is_read_through_a_linked_folder_above(folder: Repository) -> None:
    folder.write("elsewhere/circles/2026-06-10-circle.md", b"a secret")
    folder.write("elsewhere/skill-map.md", b"a secret")
    link(folder, "docs", "elsewhere")
    found = check(read_catalog(WorkingTree(folder.path)))
    assert {finding.code for finding in found} == {"RK001"}
    assert not any("secret" in finding.source_line for finding in found)


@pytest.mark.parametrize("path", ["docs/skill-map.md", "rindoku.toml", "pyproject.toml"])
def test_a_linked_skill_map_or_policy_is_told(folder: Repository, path: str) -> None:
    folder.write("elsewhere", b"")
    link(folder, path, "elsewhere")
    assert told(folder) == [(path, "RK001")]


def test_a_link_to_a_picture_is_nobodys_business(folder: Repository) -> None:
    folder.write("pool.svg", b"<svg/>")
    link(folder, "postmortems/images/pool.svg", "pool.svg")
    assert told(folder) == []


# Other things that are no files


@pytest.mark.parametrize("path", [PATH, "rindoku.toml", "docs/skill-map.md"])
def test_a_pipe_is_not_waited_for(folder: Repository, path: str) -> None:
    (folder.path / path).parent.mkdir(exist_ok=True)
    os.mkfifo(folder.path / path)
    assert told(folder) == [(path, "RK001")]


@pytest.mark.parametrize("path", ["rindoku.toml", "pyproject.toml"])
def test_a_folder_in_the_place_of_a_policy_is_called_a_folder(
    folder: Repository, path: str
) -> None:
    (folder.path / path).mkdir()
    (finding,) = check(read_catalog(WorkingTree(folder.path)))
    assert (finding.path, finding.code) == (path, "RK001")
    assert "folder" in finding.message
    assert "permission" not in finding.hint


def test_a_folder_called_like_a_record_is_only_a_folder(folder: Repository) -> None:
    folder.write("postmortems/2025.md/2026-03-14-checkout-502.md", SOUND)
    assert told(folder) == []


def test_a_file_in_the_place_of_the_postmortems_is_told(folder: Repository) -> None:
    (folder.path / "postmortems").rmdir()
    folder.write("postmortems", b"see the wiki")
    assert told(folder) == [("postmortems", "RK005")]


def test_no_postmortems_at_all_are_no_mistake(tmp_path: Path) -> None:
    assert check(read_catalog(WorkingTree(tmp_path))) == []


@pytest.mark.parametrize("path", [PATH, "rindoku.toml", "postmortems", "postmortems/2025"])
def test_what_may_not_be_read_is_told(folder: Repository, path: str) -> None:
    folder.write(PATH, SOUND)
    folder.write("rindoku.toml", b"")
    folder.write("postmortems/2025/2025-01-01-a.md", SOUND)
    place = folder.path / path
    mode = place.stat().st_mode
    place.chmod(0)
    try:
        if os.access(place, os.R_OK):
            pytest.skip("root may read everything")
        assert (path, "RK001") in told(folder)
    finally:
        place.chmod(mode)


# Size and encoding


def test_a_log_of_many_megabytes_is_not_read(folder: Repository) -> None:
    place = folder.write(PATH, SOUND)
    os.truncate(place, 50_000_000)
    assert told(folder) == [(PATH, "RK002")]


@pytest.mark.parametrize("encoding", ["utf-16", "shift_jis", "euc_jp", "iso2022_jp", "cp932"])
@pytest.mark.parametrize("path", [PATH, "docs/skill-map.md"])
def test_another_encoding_is_told(folder: Repository, path: str, encoding: str) -> None:
    folder.write(path, "---\ntitle: 決済が失敗した\n---\nあ\n".encode(encoding))
    assert told(folder) == [(path, "RK003")]


@pytest.mark.parametrize("encoding", ["utf-16", "shift_jis", "euc_jp", "cp932"])
def test_a_policy_in_another_encoding_is_told(folder: Repository, encoding: str) -> None:
    folder.write("rindoku.toml", 'language = "ja" # 日本語です\n'.encode(encoding))
    assert told(folder) == [("rindoku.toml", "RK003")]


# Names


@pytest.mark.parametrize(
    "name",
    [
        "x",
        "checkout-502",
        "2026-03-14",
        "2026-03-14-",
        "2026-02-30-x",
        "2026-3-14-x",
        "２０２６-03-14-x",
    ],
)
def test_a_name_without_a_day_and_a_slug_is_told(folder: Repository, name: str) -> None:
    folder.write(f"postmortems/{name}.md", SOUND)
    assert told(folder) == [(f"postmortems/{name}.md", "RK201")]


@pytest.mark.parametrize(
    "slug",
    [
        "決済",
        "か\u3099",
        "a b",
        "a:1:2: b",
        "a%0Ab,c",
        "a\nb",
        "\x1b[31mred",
        "\u202eright",
        "長" * 70,
    ],
)
def test_a_slug_may_hold_any_character(folder: Repository, slug: str) -> None:
    folder.write(f"postmortems/2026-03-14-{slug}.md", SOUND)
    assert {code for _, code in told(folder)} <= {"RK802"}  # which Windows has no names for


def test_a_name_that_is_no_unicode_does_no_harm(folder: Repository) -> None:
    place = os.path.join(os.fsencode(folder.path), b"postmortems", b"2026-03-14-\x80.md")  # noqa: PTH118
    with open(place, "wb") as file:  # noqa: PTH123
        file.write(b"broken")
    assert [code for _, code in told(folder)] == ["RK005"]


def test_records_in_folders_are_found_but_hidden_ones_are_not(folder: Repository) -> None:
    folder.write("postmortems/2025/q3/x.md", b"broken")
    folder.write("postmortems/.trash/y.md", b"broken")
    folder.write("postmortems/_templates/z.md", b"broken")
    assert told(folder) == [("postmortems/2025/q3/x.md", "RK005")]
