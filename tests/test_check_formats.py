"""What a CI, an editor or a person is told of findings, each in its own form."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element, fromstring

import pytest

from rindoku.rules.registry import all_rules
from tests.conftest import Repository

PATH = "postmortems/2026-03-14-障害.md"
BROKEN = """\
---
title: 障害 <b>&amp;</b>
date: 2026-03-14
status: draft
severity: SEV9
action_items:
  - {id: A1, title: a, status: open, owner: "@ken", due: 2026-04-01}
---
"""


@pytest.fixture
def broken(repository: Repository) -> Repository:
    """One error (line 5), and a warning (line 7)."""
    repository.write(PATH, BROKEN)
    return repository


def elements(text: str) -> Element:
    return fromstring(text)  # noqa: S314 (our own)


# SARIF


def test_sarif_tells_every_rule_and_where_each_finding_is(broken: Repository) -> None:
    log = broken.rindoku("check", "--format", "sarif").json
    (run,) = log["runs"]
    error, warning = run["results"]
    assert log["version"] == "2.1.0"
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in all_rules()]
    assert (error["ruleId"], error["level"]) == ("RK205", "error")
    assert rules[error["ruleIndex"]]["id"] == "RK205"
    assert (warning["ruleId"], warning["level"]) == ("RK310", "warning")
    place = error["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == PATH
    assert place["artifactLocation"]["uri"].isascii()
    assert place["region"] == {"startLine": 5, "startColumn": 11}


def test_a_finding_keeps_its_fingerprint_when_lines_are_put_above_it(broken: Repository) -> None:
    def names() -> list[str]:
        results = broken.rindoku("check", "--format", "sarif").json["runs"][0]["results"]
        return [result["partialFingerprints"]["rindoku/v1"] for result in results]

    before = names()
    broken.write(PATH, BROKEN.replace("status: draft", "status: draft\ntags: [a]"))
    assert names() == before
    assert len(set(before)) == 2


# Code quality, JUnit


def test_gitlab_is_told_a_list(broken: Repository) -> None:
    error, warning = broken.rindoku("check", "--format", "gitlab").json
    assert (error["check_name"], error["severity"]) == ("RK205", "major")
    assert error["location"] == {"path": PATH, "lines": {"begin": 5}}
    assert (warning["check_name"], warning["severity"]) == ("RK310", "minor")
    assert error["fingerprint"] != warning["fingerprint"]


def test_junit_fails_for_errors_alone(broken: Repository) -> None:
    suites = elements(broken.rindoku("check", "--format", "junit").stdout)
    assert (suites.get("tests"), suites.get("failures")) == ("2", "1")
    failing, warned = suites.iter("testcase")
    assert (failing.get("classname"), failing.get("name")) == (PATH, "RK205")
    assert failing.find("failure") is not None
    assert warned.find("failure") is None
    assert warned.get("name") == "RK310"


def test_junit_of_a_sound_repository_has_one_test_that_passes(repository: Repository) -> None:
    suites = elements(repository.rindoku("check", "--format", "junit").stdout)
    assert (suites.get("tests"), suites.get("failures")) == ("1", "0")


@pytest.mark.parametrize("style", ["sarif", "gitlab", "junit"])
def test_no_content_breaks_a_format(repository: Repository, style: str) -> None:
    repository.write(PATH, BROKEN.replace("SEV9", '"\\x1b]]>&\\u2028\\ud83d"'))
    told = repository.rindoku("check", "--format", style).stdout
    _ = elements(told) if style == "junit" else json.loads(told)
    assert "\x1b" not in told


# In its CI


def test_in_github_actions_its_commands_are_what_is_printed(broken: Repository) -> None:
    broken.environment["GITHUB_ACTIONS"] = "true"
    told = broken.rindoku("check").stdout
    assert told.startswith(f"::error file={PATH},line=5,col=11,title=RK205::{PATH}:5:11: RK205 ")


def test_the_jobs_summary_has_all_findings(broken: Repository, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    broken.environment |= {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    broken.rindoku("check")
    broken.rindoku("check")
    text = summary.read_text("utf-8")
    assert text.count("| RK205 |") == text.count("| RK310 |") == 2


def test_paths_lead_from_the_top_of_the_git_repository(repository: Repository) -> None:
    repository.write(f"sre/docs/{PATH}", BROKEN)
    folder = repository.path / "sre/docs"
    for style in ("github", "gitlab", "sarif", "junit"):
        told = repository.rindoku("check", "--format", style, cwd=folder).stdout
        assert f"sre/docs/{PATH}" in unquote(told)
    assert repository.rindoku("check", cwd=folder).stdout.startswith(f"{PATH}:5:11: ")


def test_a_report_can_be_written_into_a_file(broken: Repository) -> None:
    ran = broken.rindoku("check", "--format", "sarif", "--output", "out/x.sarif")
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert "1 error and 1 warning" in ran.stderr
    assert json.loads(broken.read("out/x.sarif"))["version"] == "2.1.0"


def test_statistics_count_by_rule(broken: Repository) -> None:
    broken.write("postmortems/2026-03-15-b.md", BROKEN.replace("03-14", "03-15"))
    ran = broken.rindoku("check", "--statistics")
    assert ran.stdout.splitlines() == ["2  RK205  severity", "2  RK310  open item has a priority"]
    assert ran.exit_code == 1


# What changed


def test_only_what_the_branch_changed_is_looked_at(broken: Repository) -> None:
    broken.commit("2026-03-15")
    broken.git("checkout", "--quiet", "-b", "more")
    assert broken.rindoku("check", "--changed").stdout == ""
    broken.write("postmortems/2026-03-16-b.md", BROKEN.replace("03-14", "03-16"))
    told = broken.rindoku("check", "--changed").stdout
    assert "2026-03-16-b" in told
    assert PATH not in told
    broken.commit("2026-03-17")
    assert broken.rindoku("check", "--changed").stdout == told
    assert broken.rindoku("check", "--changed=main").stdout == told


def test_another_policy_changes_what_is_right_everywhere(broken: Repository) -> None:
    broken.commit("2026-03-15")
    broken.write("rindoku.toml", 'severities = ["P1"]\n')
    assert PATH in broken.rindoku("check", "--changed").stdout


def test_a_base_that_is_not_there_is_told(broken: Repository) -> None:
    broken.commit("2026-03-15")
    ran = broken.rindoku("check", "--changed=nowhere")
    assert (ran.exit_code, "nowhere" in ran.stderr) == (2, True)
