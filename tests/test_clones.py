"""A clone that is not whole is told once, with the command that mends it, and stops nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.commands import build_site
from tests.conftest import POSTMORTEM, Repository

MKDOCS = (Path(__file__).parent.parent / "tooling/rindoku/scaffold/files/mkdocs.yml").read_text()
CIRCLE = "---\ntitle: C\nkind: reading\ndate: 2026-06-10\nstatus: planned\n---\n"


@pytest.fixture
def origin(repository: Repository) -> Repository:
    repository.write("mkdocs.yml", MKDOCS)
    repository.write("rindoku.toml", "")
    repository.write("docs/about.md", "# About\n")
    repository.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM)
    repository.write("docs/circles/2026-06-10-c.md", CIRCLE)
    repository.commit("2026-03-15")
    moved = POSTMORTEM.replace("due: 2026-04-10", "due: 2026-05-10")
    repository.write("postmortems/2026-03-14-checkout-502.md", moved)
    repository.write("docs/circles/2026-06-10-c.md", CIRCLE.replace("title: C", "title: D"))
    repository.commit("2026-03-20")
    repository.git("config", "uploadpack.allowFilter", "true")
    return repository


def clone(origin: Repository, folder: Path, *options: str) -> Repository:
    source = origin.path.as_uri()
    subprocess.run(["git", "clone", "--quiet", *options, source, folder], check=True)
    return Repository(folder)


CLONES = {
    "without contents": (("--filter=blob:none",), "git fetch --refetch --no-filter"),
    "shallow": (("--depth=1",), "git fetch --unshallow"),
    "sparse": (("--sparse",), "git sparse-checkout disable"),
}


@pytest.mark.parametrize(("options", "mend"), CLONES.values(), ids=CLONES)
def test_what_is_missing_is_told_with_a_mend_that_mends(
    origin: Repository, tmp_path: Path, options: tuple[str, ...], mend: str
) -> None:
    part = clone(origin, tmp_path / "part", *options)
    past = part.rindoku("stale", "--as-of", "2026-04-01")
    assert past.exit_code in (0, 2)
    assert " ".join(f"{past.stdout} {past.stderr}".split()).count(mend) <= 1
    told = " ".join(part.rindoku("stale").stdout.split())
    assert told.count(mend) == 1
    subprocess.run(mend.split(), cwd=part.path, check=True, capture_output=True)
    assert mend not in " ".join(part.rindoku("stale").stdout.split())


@pytest.mark.parametrize(
    ("options", "mend"), [CLONES[name] for name in ("without contents", "shallow")]
)
def test_its_site_is_built_and_says_so(
    origin: Repository, tmp_path: Path, options: tuple[str, ...], mend: str
) -> None:
    part = clone(origin, tmp_path / "part", *options)
    assert mend in build_site(part.path, "--quiet")
    assert mend in (part.path / "site/action-items/stale/index.html").read_text()


def test_a_folder_of_somebody_elses_is_told_with_a_mend(origin: Repository) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    shutil.chown(origin.path, "nobody")
    shutil.chown(origin.path / ".git", "nobody")
    told = " ".join(origin.rindoku("stale").stdout.split())
    assert f"git config --global --add safe.directory {origin.path}" in told
    assert origin.rindoku("check").exit_code == 0
