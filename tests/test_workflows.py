"""The workflows that come with the starter files: their steps run as they are written."""

from __future__ import annotations

import email
import json
import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import PROJECT, Repository
from tests.guides import blocks_of
from tests.test_staleness import STEM, item, say

WORKFLOWS = Path(str(files("rindoku"))) / "scaffold/files/.github/workflows"


@pytest.mark.parametrize("folder", [WORKFLOWS, PROJECT / ".github/workflows"], ids=["team", "own"])
def test_no_workflow_does_more_than_it_has_to(folder: Path) -> None:
    ran = subprocess.run(
        [Path(sys.executable).with_name("zizmor"), "--offline", "--quiet", "--pedantic", folder],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("path", [*WORKFLOWS.glob("*.yml")], ids=lambda path: path.name)
def test_rindoku_is_installed_from_where_the_team_says_and_from_nowhere_else(path: Path) -> None:
    (job, *_) = yaml.safe_load(path.read_text())["jobs"].values()
    installs = [step["run"] for step in job["steps"] if "pip install" in step.get("run", "")]
    assert "--require-hashes" in installs[0]
    assert 'pip install --no-deps "$RINDOKU"' in installs[1]
    assert len(installs) == 2


def test_what_a_workflow_installs_is_what_we_are_tested_with() -> None:
    ours = (PROJECT / "requirements.lock").read_text()
    theirs = (WORKFLOWS.parent / "rindoku.lock").read_text()
    assert {*theirs.splitlines()} <= {*ours.splitlines()}
    assert "://" not in theirs


@pytest.fixture
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the PATH: our own command, and stand-ins for `gh` and `pip`."""
    folder = tmp_path_factory.mktemp("tools")
    shutil.copy(PROJECT / "tests/gh_stand_in.py", folder / "gh")
    (folder / "pip").write_text("#!/bin/sh\nexit 0\n")
    (folder / "rindoku").write_text(f'#!/bin/sh\nexec {sys.executable} -m rindoku "$@"\n')
    for tool in folder.iterdir():
        tool.chmod(0o755)
    return folder


def run_steps(repository: Repository, name: str, tools: Path) -> list[dict[str, Any]]:
    """Run every `run:` of a workflow as GitHub does; the issues there are afterwards."""
    workflow = yaml.safe_load((WORKFLOWS / name).read_text())
    (job,) = workflow["jobs"].values()
    store = tools / "issues.json"
    for step in job["steps"]:
        if "run" not in step:
            continue
        environment = {
            **os.environ,
            **dict.fromkeys(step.get("env", {}), "acme/shop@1"),
            "PATH": f"{tools}:{os.environ['PATH']}",
            "GH_STORE": str(store),
        }
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=repository.path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
    issues: list[dict[str, Any]] = json.loads(store.read_text())["issues"]
    return issues


def test_the_report_becomes_an_issue(repository: Repository, tools: Path) -> None:
    say(repository, "2026-01-06", item(due="2026-01-20"))
    (issue,) = run_steps(repository, "stale-report.yml", tools)
    assert issue["title"].startswith("Stale action items, ")
    assert issue["body"].startswith("**1 of 1 open action items is stale.**")
    assert f"- [ ] **{STEM}\\#A1**" in issue["body"]


def test_an_open_report_is_brought_up_to_date(repository: Repository, tools: Path) -> None:
    say(repository, "2026-01-06", item(due="2026-01-20"))
    run_steps(repository, "stale-report.yml", tools)
    say(repository, "2026-02-06", item(status="done"))
    (issue,) = run_steps(repository, "stale-report.yml", tools)
    assert issue["body"].startswith("**No action item is open.**")


def test_after_a_report_was_closed_the_next_one_is_new(repository: Repository, tools: Path) -> None:
    say(repository, "2026-01-06", item(due="2026-01-20"))
    run_steps(repository, "stale-report.yml", tools)
    store = tools / "issues.json"
    store.write_text(store.read_text().replace('"open"', '"closed"'))
    assert [issue["state"] for issue in run_steps(repository, "stale-report.yml", tools)] == [
        "closed", "open",
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(path.name for path in WORKFLOWS.iterdir()))
def test_our_own_workflows_are_the_ones_we_give_away(name: str) -> None:
    """But for how Rindoku is installed, and where this repository builds its site."""

    def without_installs(folder: Path) -> Any:
        workflow = yaml.safe_load(
            (folder / name).read_text().replace("path: build/site", "path: site")
        )
        for job in workflow["jobs"].values():
            job["steps"] = [one for one in job["steps"] if "pip install" not in one.get("run", "")]
        return workflow

    assert without_installs(PROJECT / ".github/workflows") == without_installs(WORKFLOWS)


SCHEDULE = PROJECT / "docs/guides/schedule.md"
GITLAB = WORKFLOWS.parent.parent / "gitlab/stale-report.gitlab-ci.yml"


@pytest.fixture
def curl(tools: Path) -> dict[str, str]:
    """The environment of a script that talks to stand-ins; their store is `curl.json`."""
    shutil.copy(PROJECT / "tests/curl_stand_in.py", tools / "curl")
    (tools / "sendmail").write_text('#!/bin/sh\ntest "$1" = -t && cat > "$MAIL_STORE"\n')
    (tools / "python").symlink_to(sys.executable)
    for tool in tools.iterdir():
        tool.chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{tools}:{os.environ['PATH']}",
        "CURL_STORE": str(tools / "curl.json"),
        "CURL_SECRET": "a-secret",
        "MAIL_STORE": str(tools / "mail"),
    }


def run_gitlab_job(
    repository: Repository, environment: dict[str, str], *, has_token: bool = True
) -> list[dict[str, Any]]:
    """Run the job's script as GitLab does, all lines in one shell; the issues there are then."""
    job = yaml.safe_load(GITLAB.read_text())["stale-report"]
    given = {"CI_API_V4_URL": "https://gitlab.example.com/api/v4", "CI_PROJECT_ID": "7"}
    given["RINDOKU"] = "git+https://git.example.com/rindoku@1"
    if has_token:
        given["STALE_REPORT_TOKEN"] = environment["CURL_SECRET"]
    ran = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(job["script"])],
        cwd=repository.path, env=environment | given,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "a-secret" not in ran.stdout
    store = Path(environment["CURL_STORE"])
    issues: list[dict[str, Any]] = json.loads(store.read_text())["issues"] if store.exists() else []
    return issues


def test_on_gitlab_the_report_becomes_an_issue_and_is_brought_up_to_date(
    repository: Repository, curl: dict[str, str]
) -> None:
    say(repository, "2026-01-06", item(due="2026-01-20"))
    (issue,) = run_gitlab_job(repository, curl)
    assert issue["title"].startswith("Stale action items, ")
    assert issue["labels"] == "stale-report"
    say(repository, "2026-02-06", item(status="done"))
    (issue,) = run_gitlab_job(repository, curl)
    assert issue["description"].startswith("**No action item is open.**")


def test_on_gitlab_a_closed_report_is_followed_by_a_new_one(
    repository: Repository, curl: dict[str, str]
) -> None:
    say(repository, "2026-01-06", item(due="2026-01-20"))
    run_gitlab_job(repository, curl)
    store = Path(curl["CURL_STORE"])
    store.write_text(store.read_text().replace('"opened"', '"closed"'))
    issues = run_gitlab_job(repository, curl)
    assert [issue["state"] for issue in issues] == ["closed", "opened"]


def test_on_gitlab_without_a_token_the_report_is_an_artifact(
    repository: Repository, curl: dict[str, str]
) -> None:
    say(repository, "2026-01-06", item(due="2026-01-20"))
    assert run_gitlab_job(repository, curl, has_token=False) == []
    assert "1 of 1 open action items is stale" in repository.read("report.md")
    assert yaml.safe_load(GITLAB.read_text())["stale-report"]["artifacts"]["paths"] == ["report.md"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_guide_shows_the_gitlab_job_as_it_is(language: str) -> None:
    guide = SCHEDULE if language == "en" else SCHEDULE.parent / "ja" / SCHEDULE.name
    assert GITLAB.read_text() in blocks_of(guide, "yaml")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_script_for_cron_sends_the_report_by_mail_and_to_slack(
    repository: Repository, curl: dict[str, str], tmp_path_factory: pytest.TempPathFactory,
    language: str,
) -> None:  # fmt: skip
    guide = SCHEDULE if language == "en" else SCHEDULE.parent / "ja" / SCHEDULE.name
    (script,) = blocks_of(guide, "sh")
    say(repository, "2026-01-06", item(due="2026-01-20"))
    home = Repository(tmp_path_factory.mktemp("home"))
    home.git("clone", "--quiet", str(repository.path), "postmortems")
    home.write(".config/stale-report", "MAIL_TO=sre@example.com\nSLACK_WEBHOOK_URL=a-secret\n")
    ran = subprocess.run(
        ["sh", "-c", script], env=curl | {"HOME": str(home.path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    (message,) = json.loads(Path(curl["CURL_STORE"]).read_text())["slack"]
    assert message["text"].startswith("1 of 1 open action items is stale.")
    mail = email.message_from_bytes(Path(curl["MAIL_STORE"]).read_bytes())
    assert (mail["To"], mail.get_content_type()) == ("sre@example.com", "text/html")
    assert b"1 of 1 open action items is stale" in mail.get_payload(decode=True)
