"""What "Staleness" in the design promises: for each reason when it holds, and from which day on."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from rindoku.analysis.staleness import assess
from rindoku.cli.stale import command
from rindoku.records import Staleness
from rindoku.repository import open_repository
from tests.conftest import POSTMORTEM, Repository

STEM = "2026-01-05-checkout-502"
FILE = f"postmortems/{STEM}.md"
A1 = f"{STEM}#A1"
CIRCLE = "docs/circles/2026-03-01-reading.md"


def item(identity: str = "A1", **fields: str) -> str:
    """An action item that is open, owned by @ken, without due date and priority unless told."""
    usual = {"title": f"Alert {identity}", "owner": '"@ken"', "status": "open"}
    pairs = {"id": identity, **usual, **fields}
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items() if value) + "}"


def record(*items: str, **fields: str) -> str:
    """A postmortem with these action items."""
    front = {"title": "Checkout answered 502", "date": "2026-01-05", "status": "draft", **fields}
    lines = [f"{key}: {value}" for key, value in front.items() if value]
    return "\n".join(["---", *lines, "action_items:", *(f"  - {i}" for i in items), "---", ""])


def circle(outcome: str, day: str = "2026-03-01") -> str:
    """A held circle with one decision about A1."""
    decision = f"decisions: [{{action_item: {A1}, outcome: {outcome}}}]"
    return f"---\ntitle: C\nkind: reading\ndate: {day}\nstatus: held\n{decision}\n---\n"


def report(repository: Repository, as_of: str) -> Any:
    """The stale report, by the command itself but in this process."""
    words = ["--as-of", as_of, "--format", "json"]
    ran = CliRunner().invoke(command, words, obj=repository.path, catch_exceptions=False)
    return json.loads(ran.stdout)


def reasons(repository: Repository, as_of: str, address: str = A1) -> dict[str, Any]:
    """Why an action item is stale on a day: the reasons by name, each with its evidence."""
    stale = {row["action_item"]: row["reasons"] for row in report(repository, as_of)["stale"]}
    return {reason.pop("reason"): reason for reason in stale.get(address, [])}


def after(day: str, days: int) -> str:
    """The day so many days after a day."""
    return str(date.fromisoformat(day) + timedelta(days=days))


def say(repository: Repository, day: str, *items: str, **fields: str) -> None:
    """Commit the record with these action items on a day."""
    repository.write(FILE, record(*items, **fields))
    repository.commit(day)


# ---------------------------------------------------------------------------- which items at all


@pytest.mark.parametrize("status", ["open", "in-progress", "blocked", "unheard-of"])
def test_an_open_promise_can_be_stale(repository: Repository, status: str) -> None:
    say(repository, "2026-01-06", item(status=status, due="2026-01-20"))

    assert list(reasons(repository, "2026-01-21")) == ["overdue"]


@pytest.mark.parametrize("status", ["proposed", "done", "dropped"])
def test_ideas_and_closed_items_are_never_stale(repository: Repository, status: str) -> None:
    say(repository, "2026-01-06", item(status=status, due="2026-01-20", owner="", priority="P0"))
    again = record(date="2026-02-01", recurrence_of=f"[{STEM}]").replace("action_items:", "")
    repository.write("postmortems/2026-02-01-again.md", again)
    repository.commit("2026-02-02")

    assert report(repository, "2030-01-01")["stale"] == []


def test_the_figures_count_items_by_what_became_of_them(repository: Repository) -> None:
    statuses = ("open", "blocked", "in-progress", "done", "done", "dropped", "proposed")
    items = [item(f"A{number}", status=status) for number, status in enumerate(statuses)]
    say(repository, "2026-01-06", *items, item("A9", due="2026-01-10"))

    assert report(repository, "2026-01-11")["figures"] == {
        "open": 4,
        "stale": 1,
        "done": 2,
        "dropped": 1,
        "proposed": 1,
    }


def test_items_that_share_an_id_are_judged_each_by_its_own(repository: Repository) -> None:
    late, done = item("A1", due="2026-01-20"), item("A1", title="Other", status="done")
    say(repository, "2026-01-06", late, done)
    told = report(repository, "2026-01-21")

    assert [row["title"] for row in told["stale"]] == ["Alert A1"]
    assert told["figures"]["stale"] == 1


def test_items_without_ids_are_judged_each_by_its_own(repository: Repository) -> None:
    late, fine = item("", title="Late", due="2026-01-20"), item("", title="Fine", due="2026-06-20")
    say(repository, "2026-01-06", late, fine)

    assert [row["title"] for row in report(repository, "2026-01-21")["stale"]] == ["Late"]


def test_reasons_are_found_by_what_the_item_is_and_not_by_where_it_lies_in_memory(
    repository: Repository,
) -> None:
    late, done = item("A1", due="2026-01-20"), item("A1", title="Other", status="done")
    say(repository, "2026-01-06", late, done)
    opened = open_repository(repository.path, date(2026, 1, 21))
    judged, again = (assess(opened.ledger, opened.catalog) for _ in range(2))
    found = [judged.of(deepcopy(one)) for one in judged.ledger.items]

    assert [[reason.name for reason in reasons] for reasons in found] == [["overdue"], []]
    assert judged.reasons == again.reasons


# ----------------------------------------------------------------------------------- overdue


@pytest.mark.parametrize(("day", "days"), [("2026-01-20", None), ("2026-01-21", 1)])
def test_an_action_item_is_overdue_from_the_day_after_its_due_date(
    repository: Repository, day: str, days: int | None
) -> None:
    say(repository, "2026-01-06", item(due="2026-01-20"))
    overdue = {"overdue": {"days": days, "due": "2026-01-20"}} if days else {}

    assert reasons(repository, day) == overdue


def test_a_due_date_that_no_calendar_has_is_never_over(repository: Repository) -> None:
    say(repository, "2026-01-06", item(due="2026-02-30"))

    assert reasons(repository, "2026-05-01") == {}


# -------------------------------------------------------------------------------------- aged


@pytest.mark.parametrize(("priority", "limit"), [("P0", 14), ("P1", 30), ("P2", 90), ("P3", 180)])
def test_a_promise_is_aged_from_the_day_after_its_prioritys_limit(
    repository: Repository, priority: str, limit: int
) -> None:
    say(repository, "2026-01-06", item(priority=priority))

    assert "aged" not in reasons(repository, after("2026-01-06", limit))
    assert reasons(repository, after("2026-01-06", limit + 1))["aged"] == {
        "days": limit + 1,
        "promised": "2026-01-06",
        "limit": limit,
    }


def test_a_p4_may_rest_for_a_year(repository: Repository) -> None:
    repository.write("rindoku.toml", "staleness = { untouched = 999 }")
    say(repository, "2026-01-06", item(priority="P4"))

    assert reasons(repository, after("2026-01-06", 365)) == {}
    assert list(reasons(repository, after("2026-01-06", 366))) == ["aged"]


def test_a_promise_without_a_priority_does_not_age(repository: Repository) -> None:
    repository.write("rindoku.toml", "staleness = { untouched = 9999 }")
    say(repository, "2026-01-06", item())

    assert reasons(repository, "2036-01-06") == {}


@pytest.mark.parametrize(("by_severity", "limit"), [(10, 10), (50, 30)])
def test_of_the_limits_by_priority_and_by_severity_the_shorter_counts(
    repository: Repository, by_severity: int, limit: int
) -> None:
    repository.write("rindoku.toml", f"staleness.aged_by_severity = {{ SEV1 = {by_severity} }}")
    say(repository, "2026-01-06", item(priority="P1"), severity="SEV1")

    assert "aged" not in reasons(repository, after("2026-01-06", limit))
    assert reasons(repository, after("2026-01-06", limit + 1))["aged"]["limit"] == limit


def test_a_severity_alone_can_limit_the_age(repository: Repository) -> None:
    repository.write("rindoku.toml", "staleness.aged_by_severity = { SEV1 = 10 }")
    say(repository, "2026-01-06", item(), severity="SEV1")

    assert list(reasons(repository, after("2026-01-06", 11))) == ["aged"]


def test_the_age_counts_from_the_day_an_idea_became_a_promise(repository: Repository) -> None:
    say(repository, "2026-01-06", item(priority="P1", status="proposed"))
    say(repository, "2026-03-01", item(priority="P1", status="open"))

    assert reasons(repository, after("2026-03-01", 30)) == {}
    assert reasons(repository, after("2026-03-01", 31))["aged"]["promised"] == "2026-03-01"


@pytest.mark.parametrize("closed", ["done", "dropped"])
def test_a_reopened_promise_is_aged_from_the_day_it_was_last_reopened(
    repository: Repository, closed: str
) -> None:
    for day, status in [
        ("2026-01-06", "open"), ("2026-01-16", closed), ("2026-02-01", "blocked"),
        ("2026-02-06", "open"), ("2026-02-26", closed), ("2026-05-01", "open"),
    ]:  # fmt: skip
        say(repository, day, item(priority="P1", status=status))

    assert "aged" not in reasons(repository, after("2026-05-01", 30))
    assert reasons(repository, after("2026-05-01", 31))["aged"] == {
        "days": 31, "promised": "2026-01-06", "limit": 30,
        "reopened": "2026-05-01", "open_before": 10 + 25,
    }  # fmt: skip


def test_what_rests_as_an_idea_or_outside_its_record_is_not_reopened(
    repository: Repository,
) -> None:
    say(repository, "2026-01-06", item(priority="P1"))
    say(repository, "2026-02-06", item(priority="P1", status="proposed"))
    say(repository, "2026-03-06")
    say(repository, "2026-04-06", item(priority="P1"))

    aged = reasons(repository, "2026-04-20")["aged"]
    assert (aged["days"], aged["promised"]) == (104, "2026-01-06")
    assert "reopened" not in aged


def test_earlier_open_days_are_told_without_those_as_an_idea_or_outside_the_record(
    repository: Repository,
) -> None:
    say(repository, "2026-01-01", item(priority="P1", status="proposed"))
    say(repository, "2026-01-03", item(priority="P1"))
    say(repository, "2026-01-08")
    say(repository, "2026-01-20", item(priority="P1"))
    say(repository, "2026-01-27", item(priority="P1", status="dropped"))
    say(repository, "2026-03-01", item(priority="P1", status="proposed"))
    say(repository, "2026-03-15", item(priority="P1"))

    aged = reasons(repository, "2026-05-01")["aged"]
    assert (aged["reopened"], aged["open_before"]) == ("2026-03-15", 5 + 7)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "open for 31 days since it was reopened on 2026-05-01 (and for 10 days before),"),
        ("ja", "2026-05-01に再開してから31日未完了（それ以前に10日、上限 30日）"),
    ],
)
def test_a_reopened_promise_is_told_in_words(
    repository: Repository, language: str, told: str
) -> None:
    say(repository, "2026-01-06", item(priority="P1"))
    say(repository, "2026-01-16", item(priority="P1", status="done"))
    say(repository, "2026-05-01", item(priority="P1"))
    ran = repository.rindoku(
        "stale", "--as-of", "2026-06-01", "--lang", language, "--format", "markdown"
    )

    assert told in ran.stdout


@pytest.mark.parametrize(("day", "is_import"), [("2026-02-04", False), ("2026-02-05", True)])
def test_a_record_committed_more_than_30_days_after_its_date_is_an_import(
    repository: Repository, day: str, is_import: bool
) -> None:
    say(repository, day, item(priority="P1"))
    evidence = reasons(repository, after(day, 31))["aged"]

    assert evidence.get("imported_from") == ("2026-01-05" if is_import else None)
    assert evidence["promised"] == day


def test_an_item_added_late_to_a_record_is_no_import(repository: Repository) -> None:
    say(repository, "2026-01-06", item("A1"))
    say(repository, "2026-04-01", item("A1"), item("A2", priority="P1"))

    evidence = reasons(repository, "2026-06-01", f"{STEM}#A2")["aged"]
    assert "imported_from" not in evidence


# --------------------------------------------------------------------------------- untouched


def test_an_action_item_is_untouched_after_180_days_without_a_change(
    repository: Repository,
) -> None:
    say(repository, "2026-01-06", item())
    commit = repository.git("rev-parse", "HEAD")

    assert reasons(repository, after("2026-01-06", 180)) == {}
    assert reasons(repository, after("2026-01-06", 181)) == {
        "untouched": {"days": 181, "last_changed": "2026-01-06", "commit": commit, "limit": 180}
    }


def test_a_change_touches(repository: Repository) -> None:
    say(repository, "2026-01-06", item())
    say(repository, "2026-03-01", item(owner='"@mika"'))

    assert reasons(repository, after("2026-03-01", 180)) == {}
    assert reasons(repository, after("2026-03-01", 181))["untouched"]["days"] == 181


def test_a_change_of_another_item_in_the_record_does_not_touch(repository: Repository) -> None:
    say(repository, "2026-01-06", item("A1"), item("A2"))
    say(repository, "2026-03-01", item("A1"), item("A2", owner='"@mika"'), severity="SEV1")

    assert list(reasons(repository, after("2026-01-06", 181))) == ["untouched"]


@pytest.mark.parametrize("outcome", ["keep", "reschedule, due: 2030-01-01", "drop"])
def test_a_circles_decision_touches_on_the_circles_day(
    repository: Repository, outcome: str
) -> None:
    repository.write(CIRCLE, circle(outcome))
    say(repository, "2026-01-06", item())

    assert reasons(repository, after("2026-03-01", 180)) == {}
    evidence = reasons(repository, after("2026-03-01", 181))["untouched"]
    assert (evidence["last_changed"], evidence["circle"]) == ("2026-03-01", "2026-03-01-reading")


def test_a_decision_older_than_the_last_change_does_not_hide_it(repository: Repository) -> None:
    repository.write(CIRCLE, circle("keep", day="2026-01-20"))
    say(repository, "2026-01-06", item())
    say(repository, "2026-03-01", item(owner='"@mika"'))

    evidence = reasons(repository, after("2026-03-01", 181))["untouched"]
    assert evidence["last_changed"] == "2026-03-01"
    assert "circle" not in evidence


def test_the_policy_says_for_how_long_a_promise_may_rest(repository: Repository) -> None:
    repository.write("rindoku.toml", "staleness.untouched = 7")
    say(repository, "2026-01-06", item())

    assert reasons(repository, "2026-01-13") == {}
    assert reasons(repository, "2026-01-14")["untouched"]["limit"] == 7


# ---------------------------------------------------------------------------------- slipping


def test_an_action_item_whose_due_date_moved_twice_is_slipping(repository: Repository) -> None:
    say(repository, "2026-01-06", item(due="2026-02-01"))
    say(repository, "2026-01-20", item(due="2026-03-01"))
    say(repository, "2026-01-25", item(due="2026-04-01"))

    assert reasons(repository, "2026-01-24") == {}
    assert reasons(repository, "2026-01-26") == {
        "slipped": {"days": 1, "times": 2, "first_due": "2026-02-01", "due": "2026-04-01"}
    }


@pytest.mark.parametrize(
    ("dues", "moves"),
    [
        (("2026-05-01", "2026-06-01"), 1),
        (("2026-05-01", "2026-04-01", "2026-03-01"), 0),
        (("2026-05-01", "2026-04-01", "2026-05-01"), 1),
        (("2026-05-01", "2026-04-01", "2026-04-02", "2026-04-03"), 2),
        (("", "2026-05-01"), 0),
        (("2026-05-01", ""), 0),
    ],
)
def test_only_moves_to_a_later_day_count(
    repository: Repository, dues: tuple[str, ...], moves: int
) -> None:
    repository.write("rindoku.toml", "staleness.slipped = 1")
    for number, due in enumerate(dues):
        say(repository, after("2026-01-06", number), item(due=due))

    slipped = reasons(repository, "2026-01-31").get("slipped", {"times": 0})
    assert slipped["times"] == moves


@pytest.mark.parametrize(("last", "due"), [("2026-03-10", "2026-03-10"), ("", "2026-04-01")])
def test_what_slipped_is_told_with_the_due_day_it_has_now_and_else_the_last_one(
    repository: Repository, last: str, due: str
) -> None:
    for number, day in enumerate(("2026-02-01", "2026-03-01", "2026-04-01", last)):
        say(repository, after("2026-01-06", number), item(due=day))
    slipped = reasons(repository, "2026-01-31")["slipped"]
    told = repository.rindoku("action", "show", A1, "--as-of", "2026-01-31").stdout

    assert (slipped["times"], slipped["first_due"], slipped["due"]) == (2, "2026-02-01", due)
    assert told.count(f"moved later 2 times, from 2026-02-01 to {due}") == 2


def test_what_is_due_no_later_than_at_first_was_moved_earlier_too(repository: Repository) -> None:
    for number, day in enumerate(("2026-02-01", "2026-03-01", "2026-02-01")):
        say(repository, after("2026-01-06", number), item(due=day))
    told = repository.rindoku("action", "show", A1, "--as-of", "2026-01-31").stdout

    assert "moved later 1 time and earlier too, from 2026-02-01 to 2026-02-01" in told


def test_the_policy_says_how_many_moves_make_a_promise_slip(repository: Repository) -> None:
    repository.write("rindoku.toml", "staleness.slipped = 3")
    for number in range(4):
        say(repository, after("2026-01-06", number), item(due=after("2026-05-01", number)))

    assert reasons(repository, "2026-01-08") == {}
    assert reasons(repository, "2026-01-09")["slipped"]["times"] == 3


def test_a_circle_that_reschedules_does_not_move_the_due_date_itself(
    repository: Repository,
) -> None:
    repository.write("rindoku.toml", "staleness.slipped = 1")
    repository.write(CIRCLE, circle("reschedule, due: 2026-06-01"))
    say(repository, "2026-01-06", item(due="2026-05-01"))

    assert reasons(repository, "2026-04-01") == {}
    assert list(reasons(repository, "2026-05-02")) == ["overdue"]


# ----------------------------------------------------------------------------------- unowned


@pytest.mark.parametrize("owner", ["", "null", "~"])
def test_an_action_item_without_an_owner_is_unowned(repository: Repository, owner: str) -> None:
    say(repository, "2026-01-06", item(owner=owner))

    assert reasons(repository, "2026-01-08") == {
        "unowned": {"days": 2, "owner": None, "why": "none"}
    }


def test_where_the_policy_lists_nobody_any_owner_will_do(repository: Repository) -> None:
    say(repository, "2026-01-06", item(owner='"@somebody"'))

    assert reasons(repository, "2026-01-08") == {}


@pytest.mark.parametrize(
    ("owner", "why"),
    [("@ken", None), ("@platform", None), ("@somebody", "unknown"), ("@mika", "unknown")],
)
def test_where_the_policy_lists_people_or_teams_the_owner_is_one_of_them(
    repository: Repository, owner: str, why: str | None
) -> None:
    repository.write(
        "rindoku.toml", 'people = { "@ken" = {} }\nteams = { "@platform" = ["@mika"] }'
    )
    say(repository, "2026-01-06", item(owner=f'"{owner}"'))

    unowned = {"unowned": {"days": 2, "owner": owner, "why": why}} if why else {}
    assert reasons(repository, "2026-01-08") == unowned


def test_teams_alone_are_a_list_too(repository: Repository) -> None:
    repository.write("rindoku.toml", 'teams = { "@platform" = ["@ken"] }')
    say(repository, "2026-01-06", item(owner='"@ken"'))

    assert reasons(repository, "2026-01-08")["unowned"]["why"] == "unknown"


def test_an_action_item_is_unowned_once_its_owner_has_left(repository: Repository) -> None:
    repository.write("rindoku.toml", 'people = { "@ken" = { left = 2026-02-10 } }')
    say(repository, "2026-01-06", item(owner='"@ken"'))

    assert reasons(repository, "2026-02-09") == {}
    assert reasons(repository, "2026-02-12") == {
        "unowned": {"days": 2, "owner": "@ken", "why": "left"}
    }


def test_the_days_without_an_owner_count_from_the_change_that_took_the_owner_out(
    repository: Repository,
) -> None:
    say(repository, "2026-01-06", item())
    say(repository, "2026-01-20", item(owner=""))
    say(repository, "2026-01-22", item(owner="", due="2026-05-01"))

    assert reasons(repository, "2026-01-23")["unowned"]["days"] == 3


# ---------------------------------------------------------------------------------- recurred


def happen_again(repository: Repository, day: str = "2026-02-10", **fields: str) -> None:
    """Write a postmortem of a day that names the first one, without committing it."""
    text = record(date=day, recurrence_of=f"[{STEM}]", **fields).replace("action_items:", "")
    repository.write(f"postmortems/{day}-again.md", text)


@pytest.mark.parametrize("kind", ["incident", "near-miss"])
def test_an_item_that_was_open_when_its_incident_happened_again_has_recurred(
    repository: Repository, kind: str
) -> None:
    happen_again(repository, "2026-02-10", kind=kind)
    say(repository, "2026-01-06", item())

    assert reasons(repository, "2026-02-09") == {}
    assert reasons(repository, "2026-02-12") == {
        "recurred": {"days": 2, "postmortems": ["2026-02-10-again"]}
    }


def test_an_item_that_came_after_it_happened_again_has_not_recurred(
    repository: Repository,
) -> None:
    say(repository, "2026-01-06", item("A1"))
    happen_again(repository, "2026-02-10")
    say(repository, "2026-02-11", item("A1"), item("A2"))

    assert list(reasons(repository, "2026-02-12", f"{STEM}#A1")) == ["recurred"]
    assert reasons(repository, "2026-02-12", f"{STEM}#A2") == {}


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_an_item_that_was_closed_when_it_happened_again_and_reopened_since_has_not_recurred(
    repository: Repository, status: str
) -> None:
    say(repository, "2026-01-06", item(status="open"))
    say(repository, "2026-02-01", item(status=status))
    happen_again(repository, "2026-02-10")
    say(repository, "2026-02-20", item(status="open"))

    assert reasons(repository, "2026-02-21") == {}


def test_an_item_that_was_taken_out_when_it_happened_again_has_not_recurred(
    repository: Repository,
) -> None:
    say(repository, "2026-01-06", item("A1"), item("A2"))
    say(repository, "2026-02-01", item("A2"))
    happen_again(repository, "2026-02-10")
    say(repository, "2026-02-20", item("A1"), item("A2"))

    assert reasons(repository, "2026-02-21", f"{STEM}#A1") == {}


def test_an_item_promised_on_the_day_it_happened_again_existed_then(
    repository: Repository,
) -> None:
    happen_again(repository, "2026-02-10")
    say(repository, "2026-02-10", item())

    assert list(reasons(repository, "2026-02-11")) == ["recurred"]


def test_an_item_that_was_brought_back_before_it_happened_again_has_recurred(
    repository: Repository,
) -> None:
    say(repository, "2026-01-06", item("A1"), item("A2"))
    say(repository, "2026-02-01", item("A2"))
    happen_again(repository, "2026-02-10")
    say(repository, "2026-02-05", item("A1"), item("A2"))

    assert list(reasons(repository, "2026-02-21", f"{STEM}#A1")) == ["recurred"]


def test_every_later_postmortem_is_named(repository: Repository) -> None:
    happen_again(repository, "2026-02-10")
    happen_again(repository, "2026-02-20")
    say(repository, "2026-01-06", item())

    again = reasons(repository, "2026-03-01")["recurred"]
    assert again["postmortems"] == ["2026-02-10-again", "2026-02-20-again"]
    assert again["days"] == 19


def test_a_postmortem_that_was_earlier_is_no_recurrence(repository: Repository) -> None:
    happen_again(repository, "2026-01-04")
    say(repository, "2026-01-01", item())

    assert reasons(repository, "2026-01-10") == {}


def test_a_postmortem_that_names_itself_is_no_recurrence(repository: Repository) -> None:
    say(repository, "2026-01-02", item(), recurrence_of=f"[{STEM}]")

    assert reasons(repository, "2026-01-10") == {}


@pytest.mark.parametrize(("zone", "day"), [("UTC", "2026-02-10"), ("Asia/Tokyo", "2026-02-11")])
def test_it_happened_again_on_the_day_it_started_in_the_policys_time_zone(
    repository: Repository, zone: str, day: str
) -> None:
    repository.write("rindoku.toml", f'timezone = "{zone}"')
    happen_again(repository, "2026-02-10", started='"2026-02-10T20:00:00Z"')
    say(repository, "2026-01-06", item())

    assert reasons(repository, after(day, -1)) == {}
    assert reasons(repository, day)["recurred"]["days"] == 0


def test_a_draft_that_says_it_happened_again_counts(repository: Repository) -> None:
    happen_again(repository, status="draft")
    say(repository, "2026-01-06", item())

    assert list(reasons(repository, "2026-02-11")) == ["recurred"]


# ------------------------------------------------------------------------------ all together


def test_one_item_can_be_stale_for_every_reason(repository: Repository) -> None:
    say(repository, "2026-01-06", item(due="2026-01-20", priority="P0"))
    say(repository, "2026-01-07", item(due="2026-01-21", priority="P0"))
    happen_again(repository)
    say(repository, "2026-01-08", item(due="2026-01-22", priority="P0", owner=""))

    assert list(reasons(repository, "2026-12-31")) == [
        "overdue",
        "aged",
        "untouched",
        "slipped",
        "unowned",
        "recurred",
    ]


def test_a_report_tells_each_reason_with_its_evidence_in_words(repository: Repository) -> None:
    say(repository, "2026-01-06", item(due="2026-01-20", priority="P0"))
    happen_again(repository)
    repository.commit("2026-02-11")
    told = repository.rindoku("stale", "--as-of", "2026-02-20").stdout

    assert "due 2026-01-20, 31 days ago" in told
    assert "open for 45 days, the limit is 14" in told
    assert "2026-02-10-again" in told


def test_a_priority_that_the_policy_does_not_name_keeps_its_usual_limit() -> None:
    limits = Staleness.model_validate({"aged": {"P1": 20}}).aged
    assert limits == {"P0": 14, "P1": 20, "P2": 90, "P3": 180, "P4": 365}


def test_a_report_for_an_issue_does_not_name_a_restricted_postmortem(
    repository: Repository,
) -> None:
    page = POSTMORTEM.replace("status: draft", "visibility: restricted\nstatus: draft")
    repository.write("postmortems/2026-03-14-stolen-keys.md", page)
    repository.commit("2026-03-15")
    ran = repository.rindoku("stale", "--as-of", "2026-11-01", "--format", "markdown")
    assert "1 action item of a restricted postmortem is in no list" in ran.stdout
    assert "stolen-keys" not in ran.stdout
    assert "connection pool" not in ran.stdout
