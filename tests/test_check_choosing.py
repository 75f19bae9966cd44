"""Which rules a team follows, where one is silent, and which findings may wait."""

from __future__ import annotations

import json
from textwrap import indent

import pytest

from tests.conftest import Repository

PATH = "postmortems/2026-03-14-checkout-502.md"
NO_PRIORITY = '- {id: A1, title: Alert on pool usage, status: open, owner: "@ken", due: 2026-04-01}'


def record(front: str = "", body: str = "## Summary\nCheckout answered 502.\n") -> str:
    head = "title: Checkout answered 502\ndate: 2026-03-14\nstatus: draft\nseverity: SEV2\n"
    return f"---\n{head}{front}---\n{body}"


def items(*entries: str) -> str:
    return "action_items:\n" + "".join(indent(one, "  ") + "\n" for one in entries)


def codes(repository: Repository, *arguments: str) -> list[str]:
    return [finding["code"] for finding in repository.findings(*arguments)]


def policy(repository: Repository, text: str) -> None:
    repository.write("rindoku.toml", text)


@pytest.fixture
def warned(repository: Repository) -> Repository:
    """A record with an item without a priority (RK310, a warning) and a dead link (RK701)."""
    repository.write(PATH, record(items(NO_PRIORITY), "See [this](no.md).\n"))
    return repository


# the policy


def test_without_a_choice_every_rule_counts(warned: Repository) -> None:
    assert codes(warned) == ["RK310", "RK701"]


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ('ignore = ["RK310"]', ["RK701"]),
        ('ignore = ["RK3"]', ["RK701"]),
        ('select = ["RK7"]', ["RK701"]),
        ('select = ["RK", "RK310"]\nignore = ["RK3"]', ["RK310", "RK701"]),
        ('per_file_ignores = {"postmortems/2026-*" = ["RK7"]}', ["RK310"]),
        ('per_file_ignores = {"postmortems/2025-*" = ["RK7"]}', ["RK310", "RK701"]),
    ],
)
def test_the_policy_chooses_rules(warned: Repository, chosen: str, left: list[str]) -> None:
    policy(warned, chosen)
    assert codes(warned) == left


def test_a_warning_that_a_team_calls_an_error_fails_the_check(warned: Repository) -> None:
    policy(warned, 'ignore = ["RK7"]\nseverity = {RK310 = "error"}')
    ran = warned.rindoku("check", "--format", "json")
    assert ran.json["findings"][0]["severity"] == "error"
    assert ran.exit_code == 1


def test_an_error_that_a_team_calls_a_warning_fails_nothing(warned: Repository) -> None:
    policy(warned, 'severity = {RK7 = "warning"}')
    assert warned.rindoku("check").exit_code == 0


def test_a_file_that_cannot_be_read_is_told_whatever_is_ignored(repository: Repository) -> None:
    repository.write(PATH, "no front matter\n")
    policy(repository, 'ignore = ["RK"]')
    assert codes(repository) == ["RK005"]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ('ignore = ["RK999"]', "there is no rule RK999"),
        ('ignore = ["sections-present"]', "is 'sections-present', not a rule"),
        ('ignore = ["RK007"]', "RK007 cannot be chosen"),
        ('severity = {RK310 = "fatal"}', "is 'fatal'"),
        ('per_file_ignores = {"*" = ["RK998"]}', "there is no rule RK998"),
    ],
)
def test_a_choice_that_means_nothing_is_told_at_its_line(
    repository: Repository, chosen: str, said: str
) -> None:
    policy(repository, f'language = "en"\n{chosen}\n')
    (found,) = repository.findings()
    assert said in found["message"].replace("`", "'")
    assert (found["path"], found["line"]) == ("rindoku.toml", 2)


def test_a_run_can_choose_for_itself(warned: Repository) -> None:
    policy(warned, 'ignore = ["RK310"]')
    assert codes(warned, "--select", "rk3") == []
    assert codes(warned, "--select", "RK310") == []
    assert codes(warned, "--ignore", "RK701,RK702") == []
    assert warned.rindoku("check", "--select", "RK999").exit_code == 2


# remarks


IN_LINES = """\
- id: A1
  title: Alert on pool usage
  status: open
  owner: "@ken"
  due: 2026-04-01
"""


@pytest.mark.parametrize(
    "entry",
    [
        f"{NO_PRIORITY}  # rindoku: ignore RK310 the vendor decides",
        f"# rindoku: ignore RK310 the vendor decides\n{NO_PRIORITY}",
        f"# rindoku: ignore RK310 the vendor decides\n{IN_LINES}",
        IN_LINES.replace("  status", "  # rindoku: ignore RK310: the vendor decides\n  status"),
        IN_LINES.replace("open", "open  # rindoku: ignore RK310　業者しだい"),
    ],
)
def test_a_remark_silences_a_rule_in_front_matter(repository: Repository, entry: str) -> None:
    repository.write(PATH, record(items(entry)))
    assert repository.findings() == []


def test_a_remark_can_name_several_rules(repository: Repository) -> None:
    entry = NO_PRIORITY.replace(", due: 2026-04-01", "")
    repository.write(PATH, record(items(f"{entry}  # rindoku: ignore RK310, RK306 an idea yet")))
    assert repository.findings() == []


def test_a_remark_above_a_list_counts_for_all_of_it(repository: Repository) -> None:
    two = items(NO_PRIORITY, NO_PRIORITY.replace("A1", "A2"))
    repository.write(PATH, record(f"# rindoku: ignore RK310 the vendor decides\n{two}"))
    assert repository.findings() == []


def test_a_remark_counts_for_its_entry_alone(repository: Repository) -> None:
    first = f"{NO_PRIORITY}  # rindoku: ignore RK310 the vendor decides"
    repository.write(PATH, record(items(first, NO_PRIORITY.replace("A1", "A2"))))
    assert [finding["line"] for finding in repository.findings()] == [8]


@pytest.mark.parametrize(
    "body",
    [
        "See [this](no.md). <!-- rindoku: ignore RK701 it comes with the next change -->\n",
        "<!-- rindoku: ignore RK701 it comes with the next change -->\n\nSee\n[this](no.md).\n",
        "<!-- rindoku: ignore RK701\n     it comes with the next change -->\nSee [this](no.md).\n",
    ],
)
def test_a_remark_silences_a_rule_in_a_text(repository: Repository, body: str) -> None:
    repository.write(PATH, record(body=f"## Summary\n{body}"))
    assert repository.findings() == []


def test_a_remark_at_the_top_of_a_text_counts_for_what_is_missing_in_it(
    repository: Repository,
) -> None:
    silence = "<!-- rindoku: ignore RK501 told on the phone -->\n"
    text = record(body=f"{silence}\n## Summary\nCheckout answered 502.\n")
    repository.write(PATH, text.replace("draft", "final"))
    assert repository.findings() == []


def test_a_remark_counts_for_its_paragraph_alone(repository: Repository) -> None:
    silence = "<!-- rindoku: ignore RK701 it comes -->\n"
    repository.write(PATH, record(body=f"{silence}See [this](no.md).\n\nAnd [that](none.md).\n"))
    assert codes(repository) == ["RK701"]


@pytest.mark.parametrize(
    ("remark", "said"),
    [
        ("<!-- rindoku: ignore RK701 why -->", "RK701 has nothing to say here"),
        ("<!-- rindoku: ignore RK999 why -->", "RK999 is no rule to be silenced"),
        ("<!-- rindoku: ignore everything -->", "this remark names no rule"),
        ("[x](no.md) <!-- rindoku: ignore RK701 -->", "does not say why RK701"),
    ],
)
def test_a_remark_that_is_wrong_is_told_where_it_stands(
    repository: Repository, remark: str, said: str
) -> None:
    repository.write(PATH, record(body=f"## Summary\n{remark}\n"))
    (found,) = repository.findings()
    assert (found["code"], found["line"]) == ("RK013", 8)
    assert said in found["message"]


@pytest.mark.parametrize("fence", ["```\n%s\n```\n", "Write `%s`.\n"])
def test_a_remark_that_is_shown_as_code_silences_nothing(
    repository: Repository, fence: str
) -> None:
    repository.write(PATH, record(body=fence % "<!-- rindoku: ignore RK701 why -->"))
    assert repository.findings() == []


# what may wait


def test_findings_of_a_baseline_wait_and_new_ones_count(warned: Repository) -> None:
    ran = warned.rindoku("check", "--write-baseline")
    assert "rindoku-baseline.json: findings that may wait: 2" in ran.stderr
    assert ran.exit_code == 0
    again = warned.rindoku("check", "--baseline", "rindoku-baseline.json")
    assert (again.stdout, again.exit_code) == ("", 0)
    assert "findings that wait: 2" in again.stderr
    text = warned.read(PATH).replace("See [this]", "New line\n\nSee [that](none.md), [this]")
    warned.write(PATH, text)
    assert codes(warned, "--baseline", "rindoku-baseline.json") == ["RK701", "RK701"]


def test_a_baseline_holds_when_lines_are_put_above(warned: Repository) -> None:
    warned.rindoku("check", "--write-baseline", "--baseline", "old.json")
    warned.write(PATH, warned.read(PATH).replace("See", "One line more.\n\nSee"))
    assert codes(warned, "--baseline", "old.json") == []


def test_a_baseline_is_a_line_a_finding(warned: Repository) -> None:
    warned.rindoku("check", "--write-baseline")
    text = warned.read("rindoku-baseline.json")
    assert len(text.splitlines()) == 4
    assert [entry["code"] for entry in json.loads(text)] == ["RK310", "RK701"]


@pytest.mark.parametrize("content", [None, "{", "[1]", '[{"code": 1}]'])
def test_a_baseline_that_is_none_is_told_with_a_mend(
    warned: Repository, content: str | None
) -> None:
    if content is not None:
        warned.write("old.json", content)
    ran = warned.rindoku("check", "--baseline", "old.json")
    assert ran.exit_code == 2
    assert "--write-baseline" in ran.stderr
