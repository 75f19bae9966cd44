"""Fields that a team may use, and need not: figures, roles, a trigger, links, strengths."""

from __future__ import annotations

import pytest

from rindoku.analysis.strength import proposed_strength
from tests.commands import build_site
from tests.conftest import Repository

PATH = "postmortems/2026-03-14-checkout-502.md"
ITEM = "2026-03-14-checkout-502#A1"
POLICY = """\
language = "{language}"
people = {{ "@mika" = {{ name = "Mika Mori" }}, "@ken" = {{}} }}
teams = {{ "@sre" = ["@mika"] }}
"""
RECORD = """\
---
title: Checkout answered 502 for 38 minutes
date: 2026-03-14
status: draft
severity: SEV2
visibility: public
impact: {users: 1200, requests: "30000", inquiries: 14}
trigger: a deploy
roles: {incident commander: "@mika", 記録: "@ken"}
links:
  - {title: Status page, url: "https://status.example.com/1"}
  - https://chat.example.com/c/9
action_items:
  - {id: A1, title: a, status: done, closed: 2026-04-02, strength: stronger, horizon: permanent,
     verified: 2026-05-01}
---
"""


@pytest.fixture
def team(repository: Repository) -> Repository:
    repository.write("rindoku.toml", POLICY.format(language="en"))
    repository.write(PATH, RECORD)
    repository.commit("2026-04-02")
    return repository


def page_of(team: Repository, language: str) -> str:
    team.write("rindoku.toml", POLICY.format(language=language))
    team.write("docs/index.md", "x\n")
    team.write("mkdocs.yml", "site_name: x\ntheme: {name: material}\nplugins: [rindoku]\n")
    build_site(team.path, "--quiet")
    return team.read("site/postmortems/2026-03-14-checkout-502/index.html")


def test_a_record_that_uses_all_of_them_is_clean(team: Repository) -> None:
    assert team.findings() == []


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ["users affected: 1,200", "failed requests: 30,000", "a deploy", "Mika Mori",
                ">incident commander<", 'href="https://status.example.com/1"', ">Status page<",
                'href="https://chat.example.com/c/9"', "strength: ", "stronger", "permanent"]),
        ("ja", ["影響を受けた利用者: 1,200", "問い合わせ件数: 14", "引き金", "恒久", "効果確認"]),
    ],
)  # fmt: skip
def test_its_page_shows_them(team: Repository, language: str, shown: list[str]) -> None:
    page = page_of(team, language)
    assert [one for one in shown if one not in page] == []


def test_the_public_learns_no_name_from_a_role(team: Repository) -> None:
    team.write(
        "mkdocs.yml",
        "site_name: x\ntheme: {name: material}\nplugins: [{rindoku: {audience: public}}]\n",
    )
    team.write("docs/index.md", "x\n")
    build_site(team.path, "--quiet")
    page = team.read("site/postmortems/2026-03-14-checkout-502/index.html")
    assert "incident commander" in page
    assert "Mika" not in page
    assert "@mika" not in page


@pytest.mark.parametrize(
    ("old", "new", "mend"),
    [
        ("users: 1200", 'users: "約1,200人"', "write 1200"),
        ("users: 1200", "users: many", "digits only"),
        ('impact: {users: 1200, requests: "30000", inquiries: 14}', "impact: large", "{users: …"),
        ('記録: "@ken"', '記録: "@kenn"', "did you mean `@ken`"),
        ("strength: stronger", "strength: 強い", "write `stronger`"),
        ("horizon: permanent", "horizon: 暫定", "write `temporary`"),
        ("horizon: permanent", "horizon: permament", "did you mean `permanent`"),
    ],
)
def test_a_mistake_in_one_is_told_with_its_mend(
    team: Repository, old: str, new: str, mend: str
) -> None:
    assert old in RECORD
    team.write(PATH, RECORD.replace(old, new))
    (finding,) = team.findings()
    assert mend in finding["hint"]


@pytest.mark.parametrize(
    ("title", "strength"),
    [
        ("Renew certificates automatically", "stronger"),
        ("証明書の更新を自動化する", "stronger"),
        ("Alert when the pool is over 80%", "intermediate"),
        ("接続プールを監視する", "intermediate"),
        ("Document the failover in the runbook", "weaker"),
        ("手順を周知する", "weaker"),
        ("Look at it again", None),
        ("Document how alerts are sent", None),
        ("監視の手順書を作る", None),
    ],
)
def test_a_strength_is_proposed_where_the_words_speak_for_one_alone(
    title: str, strength: str | None
) -> None:
    proposal = proposed_strength(title)
    assert (proposal and proposal.strength) == strength


def test_a_strength_is_proposed_and_never_written(team: Repository) -> None:
    ran = team.rindoku("action", "add", "502", "証明書の更新を自動化する", "--proposed")
    assert "`自動化` sounds stronger" in ran.stderr
    assert "strength" not in ran.stdout.replace("strength: stronger, horizon", "")


def test_a_strength_that_is_given_is_written(team: Repository) -> None:
    given = ("--proposed", "--strength", "弱い", "--horizon", "temporary")
    ran = team.rindoku("action", "add", "502", "手順を周知する", *given)
    assert "strength: weaker" in ran.stdout
    assert "horizon: temporary" in ran.stdout
    assert "sounds" not in ran.stderr
