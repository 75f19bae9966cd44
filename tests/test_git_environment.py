"""What surrounds a run, git's own variables and a graft, changes nothing of what is told."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from rindoku.repository import open_repository
from tests.conftest import Repository
from tests.test_history import item, record

FILE = "team/postmortems/2026-03-14-checkout-502.md"
RENAMED = "team/postmortems/2026-03-14-pool-empty.md"
OTHER = "team/postmortems/2026-03-15-other.md"
HOSTILE = {
    "core.attributesFile": "{other}/attributes",
    "core.bare": "true",
    "core.ignoreCase": "true",
    "core.quotePath": "true",
    "core.replaceRefBase": "refs/heads",
    "core.worktree": "{other}",
    "diff.external": "false",
    "diff.ignoreSubmodules": "all",
    "diff.noPrefix": "true",
    "diff.orderFile": "{other}/order",
    "diff.relative": "false",
    "diff.renameLimit": "1",
    "diff.renames": "false",
    "i18n.logOutputEncoding": "UTF-16",
    "log.showRoot": "false",
    "log.showSignature": "true",
}
VARIABLES = {
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "{other}/.git/objects",
    "GIT_ATTR_SOURCE": "HEAD~1",
    "GIT_CEILING_DIRECTORIES": "{here}",
    "GIT_COMMON_DIR": "{other}/.git",
    "GIT_CONFIG": "{other}/.git/config",
    "GIT_CONFIG_PARAMETERS": " ".join(f"'{name}'='{value}'" for name, value in HOSTILE.items()),
    "GIT_DEFAULT_HASH": "sha256",
    "GIT_DIFF_OPTS": "-u0",
    "GIT_DIR": "{other}/.git",
    "GIT_EXEC_PATH": "{other}",
    "GIT_EXTERNAL_DIFF": "false",
    "GIT_GLOB_PATHSPECS": "1",
    "GIT_GRAFT_FILE": "{graft}",
    "GIT_ICASE_PATHSPECS": "1",
    "GIT_IMPLICIT_WORK_TREE": "0",
    "GIT_INDEX_FILE": "{other}/.git/index",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NAMESPACE": "elsewhere",
    "GIT_NOGLOB_PATHSPECS": "1",
    "GIT_OBJECT_DIRECTORY": "{other}/.git/objects",
    "GIT_OPTIONAL_LOCKS": "1",
    "GIT_PREFIX": "postmortems/",
    "GIT_QUARANTINE_PATH": "{other}/.git/objects",
    "GIT_REF_PARANOIA": "0",
    "GIT_REPLACE_REF_BASE": "refs/heads",
    "GIT_SHALLOW_FILE": "{shallow}",
    "GIT_TRACE": "2",
    "GIT_TRACE2": "2",
    "GIT_TRACE_PACKET": "2",
    "GIT_TRACE_SETUP": "2",
    "GIT_WORK_TREE": "{other}",
}


@pytest.fixture
def team(repository: Repository) -> Repository:
    """A team's folder inside a repository: a record renamed, an edit that is not committed."""
    repository.write(FILE, record(item("A1"), item("A2")))
    repository.write(OTHER, record(title="Other"))
    repository.commit("2026-03-16")
    (repository.path / FILE).rename(repository.path / RENAMED)
    repository.write(RENAMED, record(item("A1", due="2026-05-10"), item("A2")))
    repository.commit("2026-03-20", author="Mïka")
    repository.git("checkout", "--quiet", "-b", "side")
    repository.write(OTHER, record(item(status="done"), title="Other"))
    repository.commit("2026-04-01", author="Aoi")
    repository.git("checkout", "--quiet", "main")
    repository.write("notes.txt", "a change of our own")
    repository.commit("2026-04-02")
    repository.git("merge", "--quiet", "--no-ff", "-m", "merge", "side", env=_ON)
    repository.write(RENAMED, record(item("A1", due="2026-06-10"), item("A2")))
    return repository


_ON = {"GIT_COMMITTER_DATE": "2026-04-03T12:00:00Z", "GIT_AUTHOR_DATE": "2026-04-03T12:00:00Z"}


def told(repository: Repository) -> Any:
    """Everything that git says about the team's folder, told anew."""
    opened = open_repository(repository.path / "team", trusting=False)
    return opened.history.missing, opened.history.cut, opened.history.records


@pytest.mark.parametrize("name", VARIABLES)
def test_a_variable_of_git_around_us_changes_nothing(
    team: Repository, tmp_path_factory: pytest.TempPathFactory, name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    before = told(team)
    monkeypatch.setenv(name, VARIABLES[name].format(**_places(team, tmp_path_factory)))

    assert told(team) == before
    assert name in os.environ


def test_settings_given_by_variables_are_a_persons_own_and_change_nothing(
    team: Repository, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, places = told(team), _places(team, tmp_path_factory)
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(HOSTILE)))
    for number, (name, value) in enumerate(HOSTILE.items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", name)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value.format(**places))

    assert told(team) == before


def test_a_graft_in_the_repository_moves_no_day(team: Repository) -> None:
    before = told(team)
    team.write(".git/info/grafts", team.git("rev-parse", "HEAD") + "\n")

    assert told(team) == before


def _places(team: Repository, elsewhere: pytest.TempPathFactory) -> dict[str, Path]:
    """Another repository and files in it for git to be led astray by."""
    other = Repository(elsewhere.mktemp("other"))
    other.git("init", "--quiet", "--initial-branch=main")
    other.write("team/postmortems/2026-03-14-elsewhere.md", record())
    other.write("order", "*.txt\n")
    other.write("attributes", "*.md binary\n")
    other.commit("2020-01-01")
    head = team.git("rev-parse", "HEAD") + "\n"
    return {
        "here": team.path,
        "other": other.path,
        "graft": other.write("graft", head),
        "shallow": other.write("shallow", head),
    }
