"""`--commit`: one file alone, with a message that says what and why."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import POSTMORTEM, Repository

STEM = "2026-03-14-checkout-502"
PAGE = f"postmortems/{STEM}.md"
SECOND = "postmortems/2026-04-01-other.md"
CLOSE = ("action", "done", "A1", "--evidence", "https://example.com/pull/833", "--commit")


@pytest.fixture
def team(repository: Repository) -> Repository:
    repository.write(PAGE, POSTMORTEM)
    other = POSTMORTEM.replace("2026-03-14", "2026-04-01").replace("A1", "B1")
    repository.write(SECOND, other)
    repository.commit("2026-04-02")
    repository.git("config", "user.name", "Ken")
    repository.git("config", "user.email", "ken@example.com")
    repository.environment = {
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "EMAIL": "",
    }  # fmt: skip
    return repository


def refused(team: Repository, *arguments: str) -> str:
    """What a refused commit says; then neither the file nor the main line has changed."""
    before, head = team.read(PAGE), team.git("rev-parse", "HEAD")
    ran = team.rindoku(*(arguments or CLOSE))
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert (team.read(PAGE), team.git("rev-parse", "HEAD")) == (before, head)
    assert "Traceback" not in ran.stderr
    return ran.stderr


def test_the_commit_says_what_and_why(team: Repository) -> None:
    ran = team.rindoku(*CLOSE)
    assert (ran.exit_code, "committed as" in ran.stderr) == (0, True), ran.stderr
    assert team.git("log", "-1", "--format=%an%n%B").split("\n") == [
        "Ken",
        f"Close {STEM}#A1: Alert when the connection pool is ove…",
        "",
        "Evidence: https://example.com/pull/833",
    ]
    assert team.git("status", "--porcelain") == ""


def test_a_why_stands_in_the_message(team: Repository) -> None:
    team.rindoku(
        "action", "reschedule", "A1", "2027-01-29", "--why", "引っ越しのあとで", "--commit"
    )
    message = team.git("log", "-1", "--format=%b")
    assert message == "Due 2027-01-29, before it was 2026-04-10.\n\n引っ越しのあとで"


def test_a_line_that_looks_like_a_comment_stays_in_the_message(team: Repository) -> None:
    team.git("config", "commit.cleanup", "strip")
    ran = team.rindoku("action", "assign", "A1", "@ken2", "--why", "# 812 says so", "--commit")
    assert ran.exit_code == 0, ran.stderr
    assert "# 812 says so" in team.git("log", "-1", "--format=%b")


def test_other_changes_stay_as_they_are_and_stay_staged(team: Repository) -> None:
    team.write("staged.txt", "one\n")
    team.git("add", "staged.txt")
    team.write("staged.txt", "two\n")
    team.write(SECOND, team.read(SECOND) + "more\n")
    team.git("add", SECOND)
    before = team.git("status", "--porcelain"), team.git("diff", "--cached"), team.git("diff")
    assert team.rindoku(*CLOSE).exit_code == 0
    assert team.git("show", "--name-only", "--format=") == PAGE
    after = team.git("status", "--porcelain"), team.git("diff", "--cached"), team.git("diff")
    assert after == before


def test_the_life_knows_the_commit(team: Repository) -> None:
    team.rindoku(*CLOSE)
    head = team.git("rev-parse", "HEAD")
    item = team.rindoku("action", "show", "A1", "--format", "json").json
    assert item["life"][-1]["commit"] == head
    assert item["life"][-1]["author"] == "Ken"


@pytest.mark.parametrize("stage", [False, True], ids=["in the file", "staged"])
def test_a_file_with_changes_is_refused_for_they_would_go_along(
    team: Repository, stage: bool
) -> None:
    team.write(PAGE, team.read(PAGE) + "more\n")
    if stage:
        team.git("add", PAGE)
    assert "would go along" in refused(team)


def test_nothing_to_change_is_no_commit_and_no_error(team: Repository) -> None:
    team.rindoku(*CLOSE[:-1])
    ran = team.rindoku(*CLOSE)
    assert (ran.exit_code, "Nothing changed" in ran.stderr) == (0, True)
    assert team.git("rev-list", "--count", "HEAD") == "1"


def test_a_file_that_git_does_not_know_is_refused(team: Repository) -> None:
    page = POSTMORTEM.replace("2026-03-14", "2026-05-01").replace("A1", "C1")
    team.write("postmortems/2026-05-01-new.md", page)
    told = refused(team, "action", "start", "C1", "--commit")
    assert "does not know it yet" in told
    team.write(".gitignore", "2026-05-*\n")
    assert "git ignores it" in refused(team, "action", "start", "C1", "--commit")


def test_the_middle_of_a_merge_is_refused(team: Repository) -> None:
    team.git("checkout", "--quiet", "-b", "side")
    team.write("side.txt", "x\n")
    team.commit("2026-04-03")
    team.git("checkout", "--quiet", "main")
    team.git("merge", "--no-commit", "--no-ff", "side")
    assert "in the middle of a merge" in refused(team)


def test_the_middle_of_a_rebase_is_refused(team: Repository) -> None:
    team.commit("2026-04-03")
    with pytest.raises(Exception, match="rebase"):
        team.git("rebase", "--quiet", "--exec", "false", "HEAD~1")
    assert "in the middle of a rebase" in refused(team)


def test_somebody_whom_git_does_not_know_is_refused(team: Repository) -> None:
    team.git("config", "--unset", "user.name")
    team.git("config", "--unset", "user.email")
    team.git("config", "user.useConfigOnly", "true")
    assert "git config user.name" in refused(team)


def test_outside_a_git_repository_is_refused(folder: Repository) -> None:
    folder.write(PAGE, POSTMORTEM)
    ran = folder.rindoku(*CLOSE)
    assert (ran.exit_code, "in no git repository" in ran.stderr) == (2, True)
    assert folder.read(PAGE) == POSTMORTEM


def test_a_signature_that_fails_leaves_the_edit_and_says_so(team: Repository) -> None:
    team.git("config", "commit.gpgsign", "true")
    team.git("config", "gpg.program", "false")
    ran = team.rindoku(*CLOSE)
    assert ran.exit_code == 2
    assert f"{PAGE} is changed, but git could not commit it: gpg failed to sign" in ran.stderr
    assert f"git commit {PAGE}" in ran.stderr
    assert "status: done" in team.read(PAGE)
    assert team.git("rev-list", "--count", "HEAD") == "1"


def test_another_git_at_work_leaves_the_edit_and_says_so(team: Repository) -> None:
    team.write(".git/index.lock", "")
    ran = team.rindoku(*CLOSE)
    assert (ran.exit_code, "index.lock" in ran.stderr) == (2, True)
    assert "status: done" in team.read(PAGE)


def test_hooks_are_not_run(team: Repository, tmp_path: Path) -> None:
    for name in ("pre-commit", "commit-msg", "prepare-commit-msg", "post-commit"):
        hook = team.write(f".git/hooks/{name}", f"#!/bin/sh\ntouch {tmp_path}/ran-{name}\nexit 1\n")
        hook.chmod(0o755)
    assert team.rindoku(*CLOSE).exit_code == 0
    assert list(tmp_path.glob("ran-*")) == []
    assert "hooks are not run" in " ".join(team.rindoku("action", "done", "-h").stdout.split())


def test_a_file_whose_name_looks_like_a_pattern_is_committed_alone(team: Repository) -> None:
    odd = POSTMORTEM.replace("2026-03-14", "2026-06-01").replace("A1", "D1")
    team.write("postmortems/2026-06-01-[a]*.md", odd)
    team.write("postmortems/2026-06-01-a.md", odd.replace("D1", "E1"))
    team.commit("2026-06-02")
    team.write("postmortems/2026-06-01-a.md", odd.replace("D1", "E1") + "more\n")
    assert team.rindoku("action", "start", "D1", "--commit").exit_code == 0
    assert team.git("show", "--name-only", "--format=") == "postmortems/2026-06-01-[a]*.md"


def test_a_folder_inside_a_repository_is_committed_too(repository: Repository) -> None:
    repository.write(f"docs/ours/{PAGE}", POSTMORTEM)
    repository.commit("2026-04-02")
    repository.git("config", "user.name", "Ken")
    repository.git("config", "user.email", "ken@example.com")
    ran = repository.rindoku(*CLOSE, cwd=repository.path / "docs/ours")
    assert ran.exit_code == 0, ran.stderr
    assert repository.git("show", "--name-only", "--format=") == f"docs/ours/{PAGE}"


def test_line_ends_that_git_converts_are_committed_without_noise(team: Repository) -> None:
    team.git("config", "core.autocrlf", "true")
    team.write(PAGE, POSTMORTEM.replace("\n", "\r\n"))
    team.git("add", "--renormalize", ".")
    ran = team.rindoku(*CLOSE)
    assert ran.exit_code == 0, ran.stderr
    assert team.git("diff", "--numstat", "HEAD~1", "HEAD") == f"3\t1\t{PAGE}"


@pytest.mark.parametrize(
    "setting", ["filter.x.clean", "filter.x.process", "gpg.program", "core.fsmonitor"]
)
def test_a_program_that_the_repository_itself_brings_is_refused(
    team: Repository, tmp_path: Path, setting: str
) -> None:
    section, _, name = setting.rpartition(".")
    head = section.replace(".x", ' "x"')
    team.write("team.gitconfig", f"[{head}]\n\t{name} = touch {tmp_path}/ran\n")
    team.write(".gitattributes", "*.md filter=x\n")
    team.git("config", "include.path", "../team.gitconfig")
    said = refused(team)
    assert "team.gitconfig of this repository makes git run" in said
    assert "include.path" in said
    assert not (tmp_path / "ran").exists()
