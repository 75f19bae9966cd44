"""The workflows that come with the starter files: their steps run as they are written."""

from __future__ import annotations

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
from tests.test_staleness import STEM, item, say

WORKFLOWS = Path(str(files("rindoku"))) / "scaffold/files/.github/workflows"


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
            **dict.fromkeys(step.get("env", {}), "acme/shop"),
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
    assert issue["body"].startswith("**No promise is open.**")


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

    def text(folder: Path) -> str:
        lines = (folder / name).read_text().replace("path: build/site", "path: site").splitlines()
        return "\n".join(
            line.replace("pip install .", "pip install rindoku")
            for line in lines
            if "in no package index of yours" not in line
        )

    assert text(PROJECT / ".github/workflows") == text(WORKFLOWS)
