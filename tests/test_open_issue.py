"""An issue for an action item: shown first, sent once, and linked back."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys

import pytest

from rindoku.trackers.errors import NoServiceError
from rindoku.trackers.http import Client
from tests.commands import Ran
from tests.conftest import POSTMORTEM, Repository
from tests.github_api.stand_in import Reply, StandIn, error, issue

ONE = "2026-03-14-checkout-502"
PATH = f"postmortems/{ONE}.md"
ISSUES = "/repos/acme/shop/issues"
URL = "https://github.com/acme/shop/issues/7"


@pytest.fixture
def team(repository: Repository, github: StandIn) -> Repository:
    repository.write(PATH, POSTMORTEM)
    repository.git("remote", "add", "origin", "git@github.com:acme/shop.git")
    github.will_answer(ISSUES, Reply(201, issue(7)))
    return repository


def open_issue(team: Repository, *options: str, address: str = f"{ONE}#A1") -> Ran:
    return team.rindoku("action", "open-issue", address, *options)


def refused(team: Repository, github: StandIn, *options: str, address: str = f"{ONE}#A1") -> str:
    """Why no issue is opened; nothing is sent and nothing is written."""
    before = team.read(PATH)
    ran = open_issue(team, "--yes", *options, address=address)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "Traceback" not in ran.stderr
    assert github.asked == []
    assert team.read(PATH) == before
    return ran.stderr


def sent(github: StandIn) -> dict[str, str]:
    (asked,) = github.asked
    content: dict[str, str] = json.loads(asked.body)
    return content


def test_the_issue_has_the_items_title_and_facts_and_says_where_it_is_written_down(
    team: Repository, github: StandIn
) -> None:
    assert open_issue(team, "--yes").exit_code == 0
    assert sent(github) == {
        "title": "Alert when the connection pool is over 80%",
        "body": (
            "- Action item: 2026-03-14-checkout-502\\#A1\n"
            "- Owner: @\u2060ken\n"
            "- Priority: P1\n"
            "- Due: 2026-04-10\n"
            f"- Written down in: [{PATH}](<https://github.com/acme/shop/blob/HEAD/{PATH}>)\n"
            "\n"
            "When this issue is closed, `rindoku sync` finds the action item to close.\n"
        ),
    }


def test_only_the_line_with_the_link_is_added(team: Repository, github: StandIn) -> None:
    ran = open_issue(team, "--yes")
    assert f'+    tracker: "{URL}"' in ran.stdout
    due = "    due: 2026-04-10\n"
    assert team.read(PATH) == POSTMORTEM.replace(due, f'{due}    tracker: "{URL}"\n')


def test_what_is_added_is_shown_without_signs_that_a_terminal_would_obey(
    team: Repository, github: StandIn
) -> None:
    team.write(PATH, POSTMORTEM.replace("due: 2026-04-10", "due: 2026-04-10  # \u202espring"))
    assert "     due: 2026-04-10  # \ufffdspring\n" in open_issue(team, "--yes").stdout


def test_the_new_link_is_one_that_sync_reads(team: Repository, github: StandIn) -> None:
    open_issue(team, "--yes")
    github.has_issue(7)
    assert team.rindoku("sync").exit_code == 0


def test_nobody_is_mentioned_and_nothing_is_obeyed(team: Repository, github: StandIn) -> None:
    team.write(PATH, POSTMORTEM.replace('"@ken"', '"@acme/all <img src=x> `x`"'))
    open_issue(team, "--yes")
    body = sent(github)["body"]
    assert "@acme" not in body
    assert "<img" not in body.replace("\\<img", "")


def test_a_japanese_record_in_a_subfolder_is_linked_right(
    team: Repository, github: StandIn
) -> None:
    team.write("ops/postmortems/2026-03-14-在庫 (1).md", POSTMORTEM)
    team.write("ops/rindoku.toml", 'language = "ja"\n')
    ran = team.rindoku("--root", "ops", "action", "open-issue", "2026-03-14-在庫 (1)#A1", "--yes")
    assert ran.exit_code == 0, ran.stderr
    assert (
        "/blob/HEAD/ops/postmortems/2026-03-14-%E5%9C%A8%E5%BA%AB%20%281%29.md>"
        in (sent(github)["body"])
    )


def test_another_repository_can_be_named(team: Repository, github: StandIn) -> None:
    github.will_answer("/repos/acme/web/issues", Reply(201, issue(7)))
    open_issue(team, "--yes", "--repo", "acme/web")
    assert [asked.path for asked in github.asked] == ["/repos/acme/web/issues"]
    assert "github.com/acme/shop/blob/HEAD/" in sent(github)["body"]


def test_without_a_terminal_it_is_shown_and_not_sent(team: Repository, github: StandIn) -> None:
    ran = open_issue(team)
    assert ran.exit_code == 2
    assert "github.com/acme/shop: Alert when the connection pool is over 80%" in ran.stderr
    assert "add --yes" in ran.stderr
    assert github.asked == []


@pytest.mark.parametrize(("answer", "sends"), [("y", 1), ("n", 0), ("", 0)])
def test_on_a_terminal_it_asks(team: Repository, github: StandIn, answer: str, sends: int) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    command = [sys.executable, "-m", "rindoku", "action", "open-issue", f"{ONE}#A1"]
    ran = subprocess.run(
        command, cwd=team.path, env={**os.environ, **team.environment}, stdin=theirs,
        capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    os.close(ours)
    os.close(theirs)
    assert b"Open this issue?" in ran.stderr
    assert len(github.asked) == sends


def test_an_item_that_has_a_tracker_gets_no_second_one(team: Repository, github: StandIn) -> None:
    team.write(PATH, POSTMORTEM.replace("    due", f"    tracker: {URL}\n    due"))
    assert f"has a tracker: {URL}" in refused(team, github)


@pytest.mark.parametrize("visibility", ["restricted", "restrikted"])
def test_an_item_of_a_restricted_record_gets_none(
    team: Repository, github: StandIn, visibility: str
) -> None:
    team.write(PATH, POSTMORTEM.replace("severity", f"visibility: {visibility}\nseverity"))
    assert "is in a restricted record" in refused(team, github)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("proposed", f"promote it first: rindoku action promote '{ONE}#A1'"),
        ("done", f"reopen it first: rindoku action reopen '{ONE}#A1'"),
        ("dropped", "is dropped"),
    ],
)
def test_an_item_that_is_no_open_promise_gets_none(
    team: Repository, github: StandIn, status: str, said: str
) -> None:
    team.write(PATH, POSTMORTEM.replace("status: open", f"status: {status}"))
    assert said in refused(team, github)


def test_an_unknown_item_is_told_with_a_near_one(team: Repository, github: StandIn) -> None:
    assert f"{ONE}#A1" in refused(team, github, address="2026-03-14-checkout-503#A1")


def test_an_id_that_stands_twice_is_no_address(team: Repository, github: StandIn) -> None:
    again = "    due: 2026-04-10\n  - {id: A1, title: Again, status: proposed}\n"
    team.write(PATH, POSTMORTEM.replace("    due: 2026-04-10\n", again))
    assert "more than once" in refused(team, github)


def test_without_a_token_nothing_is_sent(team: Repository, github: StandIn) -> None:
    team.environment["GITHUB_TOKEN"] = ""
    assert "GH_TOKEN or GITHUB_TOKEN" in refused(team, github)


def test_without_an_origin_the_repository_has_to_be_named(
    team: Repository, github: StandIn
) -> None:
    team.git("remote", "remove", "origin")
    assert "--repo OWNER/NAME" in refused(team, github)


def test_an_origin_elsewhere_is_not_asked(team: Repository, github: StandIn) -> None:
    team.git("remote", "set-url", "origin", "git@git.example.com:acme/shop.git")
    assert "git.example.com is not asked, only github.com" in refused(team, github)


def test_what_names_no_repository_is_told(team: Repository, github: StandIn) -> None:
    assert "write it as OWNER/NAME" in refused(team, github, "--repo", "shop")


def test_a_record_that_cannot_be_edited_is_told_before_anything_is_sent(
    team: Repository, github: StandIn
) -> None:
    shared = POSTMORTEM.replace("action_items:", "shared: &all").replace(
        "---\n## Summary", "action_items: *all\n---\n## Summary"
    )
    team.write(PATH, shared)
    assert "`action_items[0].tracker` cannot be edited safely" in refused(team, github)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(401, error("Bad credentials")), "does not accept the token"),
        (Reply(403, error("Resource not accessible")), "needs the permission `issues: write`"),
        (Reply(404, error("Not Found")), "there is no such repository"),
        (Reply(410, error("Issues are disabled")), "has its issues switched off"),
        (Reply(422, error("Validation Failed")), "does not take this issue (Validation Failed)"),
        (Reply(307, error("moved"), {"Location": "/repositories/1/issues"}), "has a new name"),
        (Reply(500, error("oops")), "is in trouble (500)"),
    ],
)
def test_an_issue_that_is_not_opened_is_told_and_nothing_is_written(
    team: Repository, github: StandIn, reply: Reply, said: str
) -> None:
    github.will_answer(ISSUES, reply)
    ran = open_issue(team, "--yes")
    assert ran.exit_code == 2
    assert said in ran.stderr
    assert team.read(PATH) == POSTMORTEM
    assert len(github.asked) == 1


def test_an_answer_that_names_no_issue_says_to_look_before_trying_again(
    team: Repository, github: StandIn
) -> None:
    github.will_answer(ISSUES, Reply(201, b"<html>", breaks_the_contract=True))
    said = open_issue(team, "--yes").stderr
    assert "look at https://github.com/acme/shop/issues before you try again" in said


def test_a_question_that_changes_something_is_sent_only_once(github: StandIn) -> None:
    github.will_answer(ISSUES, Reply(201, issue(7), delay=0.5))
    with pytest.raises(NoServiceError) as caught:
        Client(timeout=0.1).post(github.url + ISSUES, {}, b'{"title": "t"}')
    assert "it may have been done all the same" in caught.value.hint
    assert len(github.asked) == 1


def test_a_server_in_trouble_is_not_asked_again_to_open_an_issue(
    team: Repository, github: StandIn
) -> None:
    github.will_answer(ISSUES, Reply(503, error("oops"), {"Retry-After": "1"}))
    assert "is in trouble (503)" in open_issue(team, "--yes").stderr
    assert len(github.asked) == 1


def test_what_a_rate_limit_kept_from_being_done_is_sent_again(
    team: Repository, github: StandIn
) -> None:
    busy = Reply(403, error("secondary rate limit"), {"Retry-After": "1"})
    github.will_answer(ISSUES, busy, Reply(201, issue(7)))
    ran = open_issue(team, "--yes")
    assert ran.exit_code == 0
    assert "asks to wait 1 s" in ran.stderr
    assert len(github.asked) == 2


def test_an_issue_whose_link_cannot_be_written_is_told_with_its_address(
    team: Repository, github: StandIn
) -> None:
    gone = issue(7, html_url="https://github.com/acme/shop/issues/7")

    def meanwhile() -> None:
        team.write(PATH, "---\nbroken: [\n---\n")

    github.will_answer(ISSUES, Reply(201, gone, meanwhile=meanwhile))
    ran = open_issue(team, "--yes")
    assert ran.exit_code == 2
    assert f"write `tracker: {URL}` under A1 in {PATH}" in ran.stderr
