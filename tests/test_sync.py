"""Action items beside their issues: told where they disagree, changed only when asked to."""

from __future__ import annotations

from base64 import b64decode
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rindoku.errors import CannotRunError
from rindoku.trackers.addresses import parse_issue, parse_repository
from rindoku.trackers.errors import NoServiceError
from rindoku.trackers.http import Client
from rindoku.trackers.servers import servers
from tests.commands import Ran
from tests.conftest import NOW, Repository
from tests.github_api.stand_in import Reply, StandIn, closed, error, issue, running

POLICY = 'timezone = "Asia/Tokyo"\n'
ONE = "2026-03-14-checkout-502"
PATH = f"postmortems/{ONE}.md"
URL = "https://github.com/acme/shop/issues"


def item(number: int, status: str = "open", more: str = "", tracker: str = "") -> str:
    """An action item A1, A2 … that is tracked as the issue of that number."""
    return (
        f"  - id: A{number}   # the {number}th\n    title: Alert {number}\n    priority: P1\n"
        f"    owner: '@ken'\n    status: {status}    # as told\n{more}    due: 2026-04-10\n"
        f"    tracker: {tracker or f'{URL}/{number}'}\n"
    )


def record(*items: str, visibility: str = "internal") -> str:
    return (
        f"---\ntitle: Checkout answered 502\ndate: 2026-03-14\nstatus: draft\n"
        f"visibility: {visibility}\nseverity: SEV2\naction_items:\n{''.join(items)}"
        f"custom:  [a,   b]\n---\n## Summary\nIt   failed.\n"
    )


@pytest.fixture
def team(folder: Repository, github: StandIn) -> Repository:
    folder.write("rindoku.toml", POLICY)
    return folder


def sync(team: Repository, *items: str, options: tuple[str, ...] = ()) -> Ran:
    team.write(PATH, record(*items))
    return team.rindoku("sync", *options)


def report(team: Repository, *items: str) -> Any:
    return sync(team, *items, options=("--format", "json")).json


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    return [x.strip() for x in old if x not in new], [x.strip() for x in new if x not in old]


def written(team: Repository, *items: str) -> tuple[list[str], list[str]]:
    """What `--write` takes out and puts in; `check` has nothing to say about it."""
    ran = sync(team, *items, options=("--write",))
    assert ran.exit_code == 0, ran.stderr + ran.stdout
    assert [f for f in team.findings() if f["severity"] == "error"] == []
    return lines_changed(record(*items), team.read(PATH))


# What both sides say


def test_an_issue_that_is_still_open_agrees_with_an_open_item(
    team: Repository, github: StandIn
) -> None:
    github.has_issue(1)
    ran = sync(team, item(1))
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout == ("1 action item has a tracker. None says anything else than its issue.\n")


def test_a_title_of_two_lines_is_shown_in_one(team: Repository, github: StandIn) -> None:
    github.has_issue(1, **closed("completed"))
    ran = sync(team, item(1).replace("Alert 1", "|\n      Alert\n      one"))
    assert f"\n{ONE}#A1  Alert one\n" in ran.stdout


def test_an_issue_closed_as_completed_would_make_its_item_done_on_the_teams_day(
    team: Repository, github: StandIn
) -> None:
    github.has_issue(1, **closed("completed", at="2026-06-01T16:30:00Z"))
    ran = sync(team, item(1))
    assert ran.exit_code == 1
    assert "open here, completed there on 2026-06-02\n    → would become done" in ran.stdout
    assert "`rindoku sync --write` makes these changes." in ran.stderr
    assert team.read(PATH) == record(item(1))


def test_writing_makes_it_done_and_keeps_every_other_byte(
    team: Repository, github: StandIn
) -> None:
    github.has_issue(1, **closed("completed"))
    written(team, item(1))
    closing = f'due: 2026-04-10\n    closed: 2026-06-02\n    evidence: "{URL}/1"\n'
    assert team.read(PATH) == record(item(1)).replace("status: open", "status: done").replace(
        "due: 2026-04-10\n", closing
    )


def test_writing_prints_what_changed(team: Repository, github: StandIn) -> None:
    github.has_issue(1, **closed("completed"))
    ran = sync(team, item(1), options=("--write",))
    assert f"--- {PATH}\n" in ran.stdout
    assert "\n-    status: open    # as told\n+    status: done    # as told\n" in ran.stdout


@pytest.mark.parametrize("style", ["text", "json"])
def test_what_changed_is_shown_without_signs_that_a_terminal_would_obey(
    team: Repository, github: StandIn, style: str
) -> None:
    github.has_issue(1, **closed("completed"))
    before = item(1).replace("as told", "as \u202etold")
    ran = sync(team, before, options=("--write", "--format", style))
    assert "+    status: done    # as \ufffdtold" in ran.stdout + ran.stderr


def test_windows_line_ends_are_kept(team: Repository, github: StandIn) -> None:
    github.has_issue(1, **closed("completed"))
    before = record(item(1)).replace("\n", "\r\n")
    team.write(PATH, before.encode())
    assert team.rindoku("sync", "--write").exit_code == 0
    after = (team.path / PATH).read_bytes()
    assert after.count(b"\n") == after.count(b"\r\n") == before.count("\n") + 2


def test_writing_again_changes_nothing(team: Repository, github: StandIn) -> None:
    github.has_issue(1, **closed("completed"))
    sync(team, item(1), options=("--write",))
    before = team.read(PATH)
    ran = team.rindoku("sync", "--write")
    assert (ran.exit_code, team.read(PATH)) == (0, before)


def test_evidence_that_somebody_wrote_down_is_kept(team: Repository, github: StandIn) -> None:
    github.has_issue(1, **closed("completed"))
    more = "    evidence: https://example.com/dashboard\n"
    assert written(team, item(1, more=more))[1] == [
        "status: done    # as told", "closed: 2026-06-02",
    ]  # fmt: skip


@pytest.mark.parametrize("reason", ["completed", "not_planned"])
def test_an_item_that_is_closed_waits_for_nothing_any_more(
    team: Repository, github: StandIn, reason: str
) -> None:
    github.has_issue(1, **closed(reason))
    gone, _ = written(team, item(1, "blocked", "    blocked_by: the vendor\n"))
    assert gone == ["status: blocked    # as told", "blocked_by: the vendor"]


def test_an_issue_from_before_there_were_reasons_counts_as_completed(
    team: Repository, github: StandIn
) -> None:
    github.has_issue(1, **closed(None))
    assert report(team, item(1))["differences"][0]["change"]["status"] == "done"


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("not_planned", "its issue was closed as not planned"),
        ("duplicate", "its issue was closed as a duplicate of another"),
    ],
)
def test_an_issue_that_nobody_will_do_drops_its_item_and_says_why(
    team: Repository, github: StandIn, reason: str, said: str
) -> None:
    github.has_issue(1, **closed(reason))
    assert written(team, item(1))[1] == [
        "status: dropped    # as told", "closed: 2026-06-02", f"reason: {said}",
    ]  # fmt: skip


def test_a_merged_pull_request_makes_its_item_done(team: Repository, github: StandIn) -> None:
    at = "2026-06-01T09:00:00Z"
    github.has_pull_request(1, merged_at=at, **closed(None, at))
    tracker = "https://github.com/acme/shop/pull/1"
    assert written(team, item(1, tracker=tracker))[1] == [
        "status: done    # as told", "closed: 2026-06-01", f'evidence: "{tracker}"',
    ]  # fmt: skip


def test_a_pull_request_closed_without_a_merge_drops_its_item(
    team: Repository, github: StandIn
) -> None:
    github.has_pull_request(1, merged_at=None, **closed(None))
    assert "reason: its pull request was closed without being merged" in written(team, item(1))[1]


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_an_issue_that_is_open_or_open_again_is_only_reported(
    team: Repository, github: StandIn, status: str
) -> None:
    github.has_issue(1, state_reason="reopened")
    closing = "    closed: 2026-04-01\n    reason: why\n"
    ran = sync(team, item(1, status, closing), options=("--write",))
    assert ran.exit_code == 1
    assert f"{status} here, open there\n    decide:" in ran.stdout
    assert team.read(PATH) == record(item(1, status, closing))


def test_a_proposal_whose_issue_is_closed_is_only_reported(
    team: Repository, github: StandIn
) -> None:
    github.has_issue(1, **closed("completed"))
    ran = sync(team, item(1, "proposed"), options=("--write",))
    assert ran.exit_code == 1
    assert "proposed here, completed there" in ran.stdout
    assert team.read(PATH) == record(item(1, "proposed"))


def test_a_proposal_whose_issue_is_open_and_a_dropped_item_with_a_closed_issue_agree(
    team: Repository, github: StandIn
) -> None:
    github.has_issue(1)
    github.has_issue(2, **closed("completed"))
    dropped = item(2, "dropped", "    closed: 2026-04-01\n    reason: why\n")
    assert sync(team, item(1, "proposed"), dropped).exit_code == 0


def test_items_of_restricted_records_and_of_circles_are_compared_too(
    team: Repository, github: StandIn
) -> None:
    github.has_issue(1, **closed("completed"))
    team.write(
        "docs/circles/2026-06-10-metrics.md",
        f"---\ntitle: m\nkind: metrics\ndate: 2026-06-10\nstatus: held\n"
        f"action_items:\n{item(1)}---\n",
    )
    team.write(PATH, record(item(1), visibility="restricted"))
    found = team.rindoku("sync", "--format", "json").json["differences"]
    assert [one["action_item"] for one in found] == [f"{ONE}#A1", "2026-06-10-metrics#A1"]


def test_items_that_name_one_issue_ask_for_it_once(team: Repository, github: StandIn) -> None:
    github.has_issue(1, **closed("completed"))
    same = "https://www.github.com/ACME/Shop/issues/1?x=y#issuecomment-7"
    found = report(team, item(1), item(2, tracker=same))
    assert len(found["differences"]) == 2
    assert len(github.asked) == 1


def test_what_a_rule_refuses_is_told_and_the_others_are_written(
    team: Repository, github: StandIn
) -> None:
    github.has_issue(1, **closed("completed", at="2026-01-01T00:00:00Z"))
    github.has_issue(2, **closed("completed"))
    ran = sync(team, item(1), item(2), options=("--write",))
    assert ran.exit_code == 1
    assert "cannot be changed" in ran.stdout
    assert "before the record's own day 2026-03-14" in ran.stdout
    after = team.read(PATH)
    assert (after.count("status: done"), after.count("closed:")) == (1, 1)


def written_over(team: Repository, github: StandIn, edited: str | None) -> str:
    """What `--write` says when a record is edited, or deleted, while GitHub is asked."""

    def meanwhile() -> None:
        if edited is None:
            (team.path / PATH).unlink()
        else:
            team.write(PATH, edited)

    late = Reply(200, issue(1, **closed("completed")), meanwhile=meanwhile)
    github.will_answer("/repos/acme/shop/issues/1", late)
    ran = sync(team, item(1), options=("--write",))
    assert ran.exit_code == 1
    return ran.stdout


def test_a_record_that_somebody_edits_while_github_is_asked_stays_as_they_left_it(
    team: Repository, github: StandIn
) -> None:
    edited = record(item(3), item(1))
    said = written_over(team, github, edited)
    assert f"cannot be changed: {ONE}.md changed while it was edited" in said
    assert "+    status: done" not in said
    assert team.read(PATH) == edited


def test_a_record_that_somebody_deletes_while_github_is_asked_stays_away(
    team: Repository, github: StandIn
) -> None:
    assert "changed while it was edited" in written_over(team, github, None)
    assert not (team.path / PATH).exists()


def test_an_edit_to_one_record_does_not_hold_up_the_others(
    team: Repository, github: StandIn
) -> None:
    other = "postmortems/2026-03-14-search-down.md"
    github.has_issue(2, **closed("completed"))
    team.write(other, record(item(2)))
    written_over(team, github, record(item(3), item(1)))
    assert "status: done" in team.read(other)


def test_no_item_with_a_tracker_asks_nothing(team: Repository, github: StandIn) -> None:
    team.write(PATH, record(item(1)).replace("tracker:", "notes:"))
    ran = team.rindoku("sync")
    assert (ran.exit_code, ran.stdout) == (0, "No action item has a tracker.\n")
    assert github.asked == []


def test_the_json_report_says_everything(team: Repository, github: StandIn) -> None:
    github.has_issue(1, **closed("not_planned"))
    assert report(team, item(1), item(2)) == {
        "tracked": 2,
        "differences": [
            {
                "action_item": f"{ONE}#A1",
                "title": "Alert 1",
                "status": "open",
                "tracker": f"{URL}/1",
                "there": {
                    "state": "closed",
                    "outcome": "not-planned",
                    "closed_at": "2026-06-01T16:30:00+00:00",
                },
                "change": {
                    "status": "dropped",
                    "closed": "2026-06-02",
                    "reason": "its issue was closed as not planned",
                },
                "written": False,
                "refused": None,
            }
        ],
        "unread": [
            {
                "action_item": f"{ONE}#A2",
                "title": "Alert 2",
                "status": "open",
                "tracker": f"{URL}/2",
                "message": "it is not there, or may not be seen (Not Found)",
                "hint": "was it deleted or moved to where the token may not look? "
                "open it in a browser",
            }
        ],
        "moved": [],
    }


# What cannot be read: each is told, and the others go on


def nonsense(content: Any) -> Reply:
    return Reply(200, content, breaks_the_contract=True)


def unread(team: Repository, github: StandIn, *replies: Reply) -> str:
    """What is said about an issue that gets these answers; the next one is read all the same."""
    github.will_answer("/repos/acme/shop/issues/1", *replies)
    github.has_issue(2, **closed("completed"))
    ran = sync(team, item(1), item(2), options=("--write",))
    assert ran.exit_code == 1
    assert "Traceback" not in ran.stderr
    assert f'evidence: "{URL}/2"' in team.read(PATH)
    return ran.stdout


def test_an_issue_that_is_not_there_is_told(team: Repository, github: StandIn) -> None:
    assert "not there, or may not be seen" in unread(team, github, Reply(404, error("Not Found")))


def test_without_a_token_an_issue_that_is_not_there_may_be_private(
    team: Repository, github: StandIn
) -> None:
    team.environment["GITHUB_TOKEN"] = ""
    said = unread(team, github, Reply(404, error("Not Found")))
    assert "if its repository is private, put a token into GITHUB_TOKEN" in said
    assert all("authorization" not in asked.headers for asked in github.asked)


def test_an_issue_that_was_deleted_is_told(team: Repository, github: StandIn) -> None:
    said = unread(team, github, Reply(410, error("This issue was deleted")))
    assert "it was deleted (This issue was deleted)" in said


def test_a_token_without_the_right_is_told_in_githubs_words(
    team: Repository, github: StandIn
) -> None:
    words = "Resource protected by organization SAML enforcement.\n\x1b[31m"
    said = unread(team, github, Reply(403, error(words)))
    assert "does not allow it (Resource protected by organization SAML enforcement." in said
    assert "\x1b[31m" not in said


def test_a_server_in_trouble_is_asked_three_times(team: Repository, github: StandIn) -> None:
    said = unread(team, github, Reply(500, error("oops")))
    assert "is in trouble (500)" in said
    assert [asked.path for asked in github.asked].count("/repos/acme/shop/issues/1") == 3


def test_a_server_that_stumbles_once_does_no_harm(team: Repository, github: StandIn) -> None:
    path = "/repos/acme/shop/issues/1"
    github.will_answer(path, Reply(502, error("oops")), Reply(200, issue(1)))
    assert sync(team, item(1)).exit_code == 0


@pytest.mark.parametrize(
    "garbage",
    [b"<html>", b"", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"state": "shut"}',
     b'{"state": "open", "html_url": "javascript:alert(1)"}'],
)  # fmt: skip
def test_an_answer_that_is_no_issue_is_told(
    team: Repository, github: StandIn, garbage: bytes
) -> None:
    said = unread(team, github, nonsense(garbage))
    assert "answers something that is no issue" in said


def test_a_reason_that_is_not_known_yet_changes_nothing(team: Repository, github: StandIn) -> None:
    said = unread(team, github, nonsense(issue(1, **closed("postponed"))))
    assert "closed as `postponed`, which is not known here" in said


def test_an_answer_without_an_end_is_not_read_to_the_end(team: Repository, github: StandIn) -> None:
    said = unread(team, github, nonsense(b" " * 5_000_000))
    assert "sends more than any issue holds" in said


@pytest.mark.parametrize(
    "tracker",
    [
        "https://github.com/acme/shop",
        "https://github.com/acme/shop/issues",
        "https://github.com/acme/shop/issues/0",
        "https://github.com/acme/../issues/1",
        "https://acme.atlassian.net/browse/SHOP-1",
        "https://gitlab.com/acme/shop/-/issues/1",
    ],
)
def test_an_address_of_no_github_issue_is_told(
    team: Repository, github: StandIn, tracker: str
) -> None:
    found = report(team, item(1, tracker=tracker))
    assert [one["message"] for one in found["unread"]] == ["it is the address of no GitHub issue"]
    assert github.asked == []


def test_a_host_that_nobody_named_is_not_asked(team: Repository, github: StandIn) -> None:
    found = report(team, item(1, tracker="https://git.example.com/acme/shop/issues/1"))
    assert "GH_HOST=git.example.com" in found["unread"][0]["hint"]
    assert github.asked == []


def test_a_transferred_issue_is_followed_and_its_new_address_told(
    team: Repository, github: StandIn
) -> None:
    new = "https://github.com/acme/web/issues/9"
    path = "/repositories/77/issues/9"
    moved = {"message": "Moved Permanently", "url": f"{github.url}{path}"}
    github.will_answer(
        "/repos/acme/shop/issues/1", Reply(301, moved, {"Location": github.url + path})
    )
    github.will_answer(path, Reply(200, issue(9, html_url=new)))
    ran = sync(team, item(1))
    assert ran.exit_code == 0
    assert f"has moved to {new}" in ran.stdout


def test_a_question_that_is_sent_in_circles_ends(team: Repository, github: StandIn) -> None:
    path = "/repos/acme/shop/issues/1"
    assert "in circles" in unread(team, github, Reply(301, error("moved"), {"Location": path}))


def test_a_token_is_never_sent_to_another_host(team: Repository, github: StandIn) -> None:
    with running() as other:
        there = f"{other.url}/repos/acme/shop/issues/1"
        said = unread(team, github, Reply(301, error("moved"), {"Location": there}))
        assert f"sends the question on to {other.url.removeprefix('http://')}" in said
        assert other.asked == []
    assert {asked.headers["authorization"] for asked in github.asked} == {"Bearer secret-of-mika"}


def test_a_question_that_is_sent_to_no_address_is_told(team: Repository, github: StandIn) -> None:
    said = unread(team, github, Reply(301, error("moved"), {"Location": "http://[bad"}))
    assert "sends the question on to what is no address: http://[bad" in said


# A server that answers nothing is not asked on and on


def test_a_token_that_is_not_accepted_is_told_once_for_all(
    team: Repository, github: StandIn
) -> None:
    for number in (1, 2):
        path = f"/repos/acme/shop/issues/{number}"
        github.will_answer(path, Reply(401, error("Bad credentials")))
    ran = sync(team, item(1), item(2))
    assert ran.exit_code == 1
    assert ran.stdout.count("does not accept the token (Bad credentials)") == 1
    assert "GH_TOKEN or GITHUB_TOKEN" in ran.stdout
    assert len(github.asked) == 1
    assert "secret-of-mika" not in ran.stdout + ran.stderr


def test_a_used_up_rate_limit_is_told_with_the_hour_when_it_ends(
    team: Repository, github: StandIn
) -> None:
    team.environment["GITHUB_TOKEN"] = ""
    reset = int(NOW.timestamp()) + 1800
    headers = {
        "x-ratelimit-remaining": "0",
        "x-ratelimit-limit": "60",
        "x-ratelimit-reset": str(reset),
    }
    limited = Reply(403, error("API rate limit exceeded"), headers)
    github.will_answer("/repos/acme/shop/issues/1", limited)
    ran = sync(team, item(1), item(2))
    until = datetime.fromtimestamp(reset, UTC).astimezone()
    assert f"answers no more questions until {until:%Y-%m-%d %H:%M}" in ran.stdout
    assert "with a token many more questions are allowed than 60 an hour" in ran.stdout
    assert len(github.asked) == 1


def test_open_items_are_asked_for_first(team: Repository, github: StandIn) -> None:
    sync(team, item(1, "proposed"), item(2))
    assert [asked.path[-1] for asked in github.asked] == ["2", "1"]


def test_a_short_wait_that_the_server_asks_for_is_kept(team: Repository, github: StandIn) -> None:
    path = "/repos/acme/shop/issues/1"
    busy = Reply(429, error("slow down"), {"Retry-After": "1"})
    github.will_answer(path, busy, Reply(200, issue(1)))
    ran = sync(team, item(1))
    assert ran.exit_code == 0
    assert "asks to wait 1 s" in ran.stderr


def test_after_the_last_question_nobody_waits(github: StandIn) -> None:
    path = "/repos/acme/shop/issues/1"
    github.will_answer(path, Reply(429, error("slow down"), {"Retry-After": "0"}))
    told: list[str] = []
    with pytest.raises(NoServiceError, match="answers no more questions until"):
        Client(told.append).get(github.url + path, {})
    assert (len(github.asked), len(told)) == (3, 2)


@pytest.mark.parametrize("after", ["3600", "9" * 30, "9" * 5000, "²", "-1", "soon"])
def test_a_long_wait_is_told_instead_of_kept(team: Repository, github: StandIn, after: str) -> None:
    busy = Reply(429, error("slow down"), {"Retry-After": after})
    github.will_answer("/repos/acme/shop/issues/1", busy)
    ran = sync(team, item(1))
    assert "answers no more questions until" in ran.stdout


def test_a_server_that_cannot_be_reached_is_told(team: Repository) -> None:
    team.environment["GITHUB_API_URL"] = "http://127.0.0.1:9"
    ran = sync(team, item(1))
    assert ran.exit_code == 1
    assert "127.0.0.1:9 cannot be reached" in ran.stdout


def test_a_server_that_says_nothing_is_given_up(github: StandIn) -> None:
    path = "/repos/acme/shop/issues/1"
    github.will_answer(path, Reply(200, issue(1), delay=0.5))
    with pytest.raises(NoServiceError, match=r"no answer in 0\.1 s"):
        Client(timeout=0.1).get(github.url + path, {})


@pytest.mark.parametrize(
    ("auth", "meant"), [("mika:p%40ss", "mika:p@ss"), ("mika:%E6%A3%AE", "mika:森")]
)
def test_a_proxy_gets_the_name_and_password_that_its_address_holds(
    github: StandIn, monkeypatch: pytest.MonkeyPatch, auth: str, meant: str
) -> None:
    github.has_issue(1)
    monkeypatch.setenv("http_proxy", github.url.replace("//", f"//{auth}@"))
    monkeypatch.setenv("no_proxy", "")
    Client().get("http://api.github.example/repos/acme/shop/issues/1", {})
    (asked,) = github.asked
    assert asked.headers["host"] == "api.github.example"
    told = asked.headers["proxy-authorization"].removeprefix("Basic ")
    assert b64decode(told).decode() == meant


# Whom the environment means


def test_githubs_own_api_is_asked_with_the_first_token_there_is() -> None:
    found = servers({"GH_TOKEN": "a", "GITHUB_TOKEN": "b"})
    assert [(s.host, s.api, s.token) for s in found.values()] == [
        ("github.com", "https://api.github.com", "a")
    ]


def test_another_server_has_its_own_api_and_its_own_token() -> None:
    found = servers({"GH_HOST": "git.example.com", "GITHUB_TOKEN": "a", "GH_ENTERPRISE_TOKEN": "b"})
    assert [(s.host, s.api, s.token) for s in found.values()] == [
        ("github.com", "https://api.github.com", "a"),
        ("git.example.com", "https://git.example.com/api/v3", "b"),
    ]


def test_the_addresses_that_actions_sets_count_for_its_own_server_only() -> None:
    found = servers(
        {
            "GITHUB_SERVER_URL": "https://git.example.com",
            "GITHUB_API_URL": "https://git.example.com/api/v3",
            "GITHUB_TOKEN": "a",
        }
    )
    assert [(s.host, s.api, s.token) for s in found.values()] == [
        ("github.com", "https://api.github.com", "a"),
        ("git.example.com", "https://git.example.com/api/v3", None),
    ]


def test_a_tenant_of_githubs_cloud_has_its_api_under_its_own_name() -> None:
    found = servers({"GH_HOST": "acme.ghe.com", "GH_TOKEN": "a"})
    assert (found["acme.ghe.com"].api, found["acme.ghe.com"].token) == (
        "https://api.acme.ghe.com",
        "a",
    )


@pytest.mark.parametrize(
    "address",
    ["http://api.github.com", "http://localhost.example.com", "api.github.com", "ftp://x", "https://",
     "https://me:secret@example.com", "http://[", "https://x\n.example.com"],
)  # fmt: skip
def test_an_address_that_a_token_must_not_go_to_is_refused(address: str) -> None:
    with pytest.raises(CannotRunError, match="GITHUB_API_URL is no address"):
        servers({"GITHUB_API_URL": address})


def test_a_token_that_cannot_be_one_is_refused_and_not_shown(team: Repository) -> None:
    team.environment["GITHUB_TOKEN"] = "sec\nret"  # noqa: S105
    ran = sync(team, item(1))
    assert ran.exit_code == 2
    assert "GITHUB_TOKEN holds characters" in ran.stderr
    assert "sec" not in ran.stderr


# Addresses


@pytest.mark.parametrize(
    "text",
    [
        "acme/shop",
        "github.com/acme/shop",
        "https://github.com/acme/shop.git",
        "https://mika:secret@github.com/acme/shop/",
        "git@github.com:acme/shop.git",
        "ssh://git@github.com/acme/shop.git",
        "ssh://git@ssh.github.com:443/acme/shop.git",
        "git://github.com/acme/shop",
        "https://github.com/Acme/Shop",
    ],
)
def test_a_repository_is_read_from_every_form_that_git_knows(text: str) -> None:
    assert str(parse_repository(text)) == "github.com/acme/shop"


@pytest.mark.parametrize(
    "text", ["", "shop", "/srv/git/shop.git", "../shop", "acme/..", "acme/shop/issues/1", "a b/c"]
)
def test_what_names_no_repository_is_none(text: str) -> None:
    assert parse_repository(text) is None


@given(st.text() | st.from_regex(r"https://[^/]*/[^/]*/[^/]*/(issues|pull)/[0-9]*.*"))
def test_any_text_is_an_address_of_an_issue_or_of_none(text: str) -> None:
    parse_repository(text)
    found = parse_issue(text)
    if found is not None:
        assert found.number > 0
        assert not set("/?#@%") & set(found.repository.owner + found.repository.name)
