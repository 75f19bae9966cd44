"""Real repositories in scratch folders, and the real command line."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from rindoku import clock
from tests.commands import Ran, run_here, run_process
from tests.github_api.stand_in import StandIn, running

PROJECT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 24, 14, 50, tzinfo=UTC)
"""When every test runs: ten minutes before midnight in Tokyo, and in the east already tomorrow."""
TODAY = NOW.date()

POSTMORTEM = """\
---
title: Checkout answered 502 for 38 minutes
date: 2026-03-14
status: draft
severity: SEV2
action_items:
  - id: A1
    title: Alert when the connection pool is over 80%
    type: detect
    priority: P1
    owner: "@ken"
    status: open
    due: 2026-04-10
---
## Summary
Checkout answered 502.
"""


@dataclass
class Repository:
    """A scratch repository. Commits are made by real git, on the day they are told."""

    path: Path
    environment: dict[str, str] = field(default_factory=dict)

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
        return file

    def read(self, path: str) -> str:
        return (self.path / path).read_bytes().decode()

    def git(self, *arguments: str, env: Mapping[str, str] | None = None) -> str:
        ran = subprocess.run(
            ["git", *arguments],
            cwd=self.path,
            env={**os.environ, **_GIT, **(env or {})},
            capture_output=True,
            check=True,
        )
        return ran.stdout.decode().strip()

    def commit(self, day: str, message: str = "change", author: str = "Mika") -> str:
        """Commit everything there is at noon UTC of a day (or at a full timestamp)."""
        when = day if "T" in day else f"{day}T12:00:00+00:00"
        self.git("add", "--all")
        env = {
            "GIT_AUTHOR_DATE": when,
            "GIT_COMMITTER_DATE": when,
            "GIT_AUTHOR_NAME": author,
            "GIT_AUTHOR_EMAIL": f"{author.lower()}@example.com",
        }
        self.git("commit", "--quiet", "--allow-empty", "-m", message, env=env)
        return self.git("rev-parse", "HEAD")

    def rindoku(
        self, *arguments: str, stdin: str | bytes | None = None, cwd: Path | None = None
    ) -> Ran:
        """Run the command line in this repository, inside this process."""
        return run_here(*arguments, cwd=cwd or self.path, environment=self.environment, stdin=stdin)

    def process(
        self, *arguments: str, stdin: str | bytes | None = None, cwd: Path | None = None
    ) -> Ran:
        """Run the command line in this repository as a process of its own, where that matters."""
        return run_process(
            *arguments, cwd=cwd or self.path, environment=self.environment, stdin=stdin
        )

    def findings(self, *arguments: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.rindoku("check", "--format", "json", *arguments).json[
            "findings"
        ]
        return found

    def stale(self, as_of: str) -> Any:
        return self.rindoku("stale", "--as-of", as_of, "--format", "json").json

    def item(self, address: str, as_of: str) -> Any:
        return self.rindoku("action", "show", address, "--as-of", as_of, "--format", "json").json


_GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_COMMITTER_NAME": "Mika",
    "GIT_COMMITTER_EMAIL": "mika@example.com",
    "GIT_AUTHOR_NAME": "Mika",
    "GIT_AUTHOR_EMAIL": "mika@example.com",
}


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Let it be some moment for all that runs in this process. A process has the machine's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: moment)
        yield


@pytest.fixture(scope="session", autouse=True)
def time_stands_still() -> Iterator[None]:
    with clock_at(NOW):
        yield


@pytest.fixture(scope="session", autouse=True)
def no_language_is_spoken_here() -> Iterator[None]:
    """Let nobody's environment decide in which language commands answer."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
            patch.delenv(name, raising=False)
        patch.setenv("LANG", "C.UTF-8")
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Repository:
    """A folder with a `postmortems/` in it, in no git repository."""
    (tmp_path / "postmortems").mkdir()
    return Repository(tmp_path)


@pytest.fixture
def repository(folder: Repository) -> Repository:
    """An empty git repository with a `postmortems/` folder."""
    folder.git("init", "--quiet", "--initial-branch=main")
    return folder


@pytest.fixture
def github(folder: Repository) -> Iterator[StandIn]:
    """GitHub's stand-in on this machine; commands run in `folder` ask it, and no other."""
    with running() as stand_in:
        folder.environment |= dict.fromkeys(
            ("GH_TOKEN", "GH_HOST", "GITHUB_SERVER_URL", "GH_ENTERPRISE_TOKEN"), ""
        )
        folder.environment |= {
            "GITHUB_API_URL": stand_in.url,
            "GITHUB_TOKEN": "secret-of-mika",
            "NO_PROXY": "127.0.0.1",
        }
        yield stand_in
