"""Calendars: read by another library, the same bytes every time, moved and cancelled in place."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from rindoku.circles.calendar.invitation import invitation
from rindoku.circles.calendar.revisions import Revision, revisions
from rindoku.locale import words_in
from rindoku.reading.catalog import Catalog, read_catalog
from rindoku.records import Circle
from rindoku.reports.invitation import Invitations, as_ics, as_text
from rindoku.reports.options import ReportOptions
from rindoku.repository import open_repository
from rindoku.source.tree import OverlayTree, WorkingTree
from rindoku.text import clean_line
from rindoku.wording.sessions import welcome
from tests.conftest import PROJECT, Repository

STEM = "2026-12-09-reading"
PAGE = f"docs/circles/{STEM}.md"
POLICY = 'timezone = "Asia/Tokyo"\nlanguage = "ja"\n'
PLANNED = """\
---
title: 第4回 ポストモーテム輪読会、みんなで読み、みんなで決める、準備のいらない会
kind: reading
date: 2026-12-09
start: "16:00"
duration: 50
status: planned
readings:
  - {postmortem: 2026-03-14-checkout, minutes: 12, why: happened again as 2026-04-01-secret}
  - {postmortem: 2026-04-01-secret, minutes: 15}
---
"""


def postmortem(title: str, extra: str = "") -> str:
    return f"---\ntitle: {title}\ndate: 2026-03-14\nstatus: draft\n{extra}---\n## Summary\nx\n"


@pytest.fixture
def team(repository: Repository) -> Repository:
    repository.write("rindoku.toml", POLICY)
    repository.write("postmortems/2026-03-14-checkout.md", postmortem("Checkout answered 502"))
    secret = postmortem("Stolen keys", "visibility: restricted\n")
    repository.write("postmortems/2026-04-01-secret.md", secret)
    repository.write(PAGE, PLANNED)
    repository.commit("2026-11-20")
    return repository


def invited(team: Repository, *options: str) -> str:
    ran = team.rindoku("circle", "invite", STEM, *options)
    assert ran.exit_code == 0, ran.stderr
    return ran.stdout


def event(team: Repository) -> Any:
    """The only event, as another library reads it."""
    read = vobject.readOne(invited(team, "--format", "ics"))
    assert read.validate(raiseException=True)
    return read.vevent


def invitations(catalog: Catalog, **known: Any) -> Invitations:
    sessions = [invitation(*session, catalog) for session in catalog.read_circles()]
    return Invitations(sessions, **known)


def feed(policy: str = POLICY, **pages: str) -> str:
    """The calendar of some circles in a repository without anything else."""
    files = {f"docs/circles/{stem}.md": text.encode() for stem, text in pages.items()}
    tree = OverlayTree(WorkingTree(PROJECT / "nowhere"), files | {"rindoku.toml": policy.encode()})
    catalog = read_catalog(tree)
    return as_ics.render(invitations(catalog), ReportOptions())


def test_a_session_is_an_event_in_the_policys_time_zone(team: Repository) -> None:
    found = event(team)
    assert found.summary.value.startswith("第4回 ポストモーテム輪読会")
    begins, ends = found.dtstart.value, found.dtend.value
    assert begins.astimezone(UTC) == datetime(2026, 12, 9, 7, tzinfo=UTC)
    assert ends - begins == timedelta(minutes=50)
    assert found.status.value == "CONFIRMED"
    assert found.uid.value == f"{STEM}@circles.rindoku"


def test_the_same_records_give_the_same_bytes(team: Repository) -> None:
    first = invited(team, "--format", "ics")
    assert invited(team, "--format", "ics") == first
    assert "DTSTAMP:20261120T120000Z" in first


def test_a_session_with_the_id_of_a_restricted_record_invites_nobody(team: Repository) -> None:
    team.write(f"postmortems/{STEM}.md", postmortem("Stolen keys", "visibility: restricted\n"))
    ran = team.rindoku("circle", "invite", STEM)
    assert ran.exit_code == 2
    assert "公開を制限した記録の ID でもあります" in ran.stderr


def test_nothing_restricted_is_named(team: Repository) -> None:
    for style in ("text", "ics"):
        text = re.sub(r"\r\n ", "", invited(team, "--format", style))
        assert "Checkout answered 502" in text
        assert "secret" not in text
        assert "Stolen" not in text


def test_every_move_counts_and_the_name_stays(team: Repository) -> None:
    assert event(team).sequence.value == "0"
    names, counts = set(), []
    for number, day in enumerate(("2026-12-10", "2026-12-11", "2026-12-09"), 1):
        assert team.rindoku("circle", "move", STEM, day).exit_code == 0
        uncommitted = event(team).sequence.value
        team.commit(f"2026-11-2{number}")
        found = event(team)
        assert found.sequence.value == uncommitted
        names.add(found.uid.value)
        counts.append(found.sequence.value)
        assert found.dtstart.value.date() == date.fromisoformat(day)
    assert (counts, len(names)) == (["1", "2", "3"], 1)


def test_a_cancelled_session_stays_as_cancelled_and_counts(team: Repository) -> None:
    team.rindoku("circle", "cancel", STEM)
    team.commit("2026-11-21")
    found = event(team)
    assert (found.status.value, found.sequence.value) == ("CANCELLED", "1")
    assert found.last_modified.value == datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_to_write_the_agenda_is_no_new_time(team: Repository) -> None:
    team.write(PAGE, PLANNED.replace("minutes: 12", "minutes: 20") + "More.\n")
    team.commit("2026-11-22")
    assert event(team).sequence.value == "0"


def test_a_cancellation_that_was_never_committed_before_still_counts_more(
    team: Repository,
) -> None:
    team.rindoku("circle", "move", STEM, "2026-12-10")
    team.rindoku("circle", "cancel", STEM)
    cancelled = int(event(team).sequence.value)
    team.commit("2026-11-21")
    team.rindoku("circle", "move", STEM, "2026-12-09")
    assert int(event(team).sequence.value) > cancelled


def test_without_a_history_a_move_is_told_from_the_id(folder: Repository) -> None:
    folder.write("rindoku.toml", POLICY)
    folder.write(PAGE, PLANNED.replace("date: 2026-12-09", "date: 2026-12-16"))
    known = revisions(open_repository(folder.path))
    assert known == {STEM: Revision(1, datetime(2026, 12, 9, tzinfo=UTC))}


def test_a_session_without_a_time_takes_the_day_and_keeps_nobody_busy() -> None:
    found = vobject.readOne(feed(**{STEM: PLANNED.replace('start: "16:00"\n', "")})).vevent
    assert (found.dtstart.value, found.dtend.value) == (date(2026, 12, 9), date(2026, 12, 10))
    assert found.transp.value == "TRANSPARENT"


def test_a_session_without_a_length_has_its_programs() -> None:
    page = PLANNED.replace("duration: 50\n", "program: reading\n")
    programs = '[[programs]]\nname = "reading"\nkind = "reading"\nminutes = 25\n'
    found = vobject.readOne(feed(POLICY + programs, **{STEM: page})).vevent
    assert found.dtend.value - found.dtstart.value == timedelta(minutes=25)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Europe/Berlin", "America/New_York", "UTC"])
def test_a_zone_comes_with_its_rules(zone: str) -> None:
    text = feed(f'timezone = "{zone}"\n', **{STEM: PLANNED})
    assert (f"BEGIN:VTIMEZONE\r\nTZID:{zone}\r\n" in text) == (zone != "UTC")
    assert vobject.readOne(text).vevent.dtstart.value.hour == 16


def test_a_night_in_which_the_clocks_are_turned_is_reckoned_right() -> None:
    page = PLANNED.replace("2026-12-09", "2026-10-25").replace("16:00", "02:30")
    found = vobject.readOne(feed('timezone = "Europe/Berlin"\n', **{"2026-10-25-x": page})).vevent
    assert found.dtstart.value.hour == 2
    assert (found.dtend.value.hour, found.dtend.value.minute) == (2, 20)  # an hour was given back


def test_a_feed_has_every_session_and_says_what_it_is() -> None:
    other = PLANNED.replace("2026-12-09", "2026-06-10").replace("planned", "held")
    text = feed(**{STEM: PLANNED, "2026-06-10-輪読会": other})
    read = vobject.readOne(text)
    assert [e.dtstart.value.month for e in read.vevent_list] == [6, 12]
    assert (read.method.value, read.version.value) == ("PUBLISH", "2.0")
    assert as_ics.uid("2026-06-10-輪読会").isascii()


def test_a_feed_of_nothing_is_a_calendar() -> None:
    assert feed().startswith("BEGIN:VCALENDAR\r\n")


def test_a_session_links_to_its_page_where_there_is_one(team: Repository) -> None:
    catalog = read_catalog(WorkingTree(team.path))
    pages = {STEM: f"https://x.example/{STEM}/"}
    text = as_ics.render(invitations(catalog, addresses=pages), ReportOptions())
    assert vobject.readOne(text).vevent.url.value == f"https://x.example/{STEM}/"


def test_lines_are_75_octets_at_most_and_end_as_the_standard_says(team: Repository) -> None:
    content = invited(team, "--format", "ics").encode()
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert all(line.decode() is not None for line in lines)  # no character is cut in two


@given(st.text(min_size=1, max_size=200).filter(lambda t: bool(t.strip())))
def test_any_title_comes_out_as_it_went_in(title: str) -> None:
    catalog = read_catalog(WorkingTree(PROJECT / "nowhere"))
    circle = Circle(title=title, kind="reading", date=date(2026, 6, 10), status="planned")
    session = invitation("2026-06-10-x", circle, catalog)
    text = as_ics.render(Invitations([session]), ReportOptions())
    assert vobject.readOne(text).vevent.summary.value == clean_line(title)


def test_an_invitation_is_ready_to_paste(team: Repository) -> None:
    assert invited(team, "--lang", "en").splitlines() == [
        "第4回 ポストモーテム輪読会、みんなで読み、みんなで決める、準備のいらない会",
        "Wed 9 Dec 2026 16:00–16:50 (Asia/Tokyo)",
        "",
        welcome(words_in("en")),
        "",
        "- 12 min: Read together: Checkout answered 502",
        "- 5 min: One line from everyone: what stays with you?",
    ]


def test_an_invitation_speaks_the_policys_language(team: Repository) -> None:
    lines = invited(team).splitlines()
    assert lines[1] == "2026年12月9日(水) 16:00–16:50 (Asia/Tokyo)"
    assert lines[3].startswith("参加は自由")


def test_an_invitation_to_what_was_called_off_says_so(team: Repository) -> None:
    team.rindoku("circle", "cancel", STEM)
    assert invited(team, "--lang", "en").splitlines()[0].startswith("Cancelled: 第4回")


def test_nobody_is_invited_to_what_was_held(team: Repository) -> None:
    team.rindoku("circle", "record", STEM, "--attendee", "@ken")
    ran = team.rindoku("circle", "invite", STEM)
    assert (ran.exit_code, "もう開かれました" in ran.stderr) == (2, True)


@pytest.mark.parametrize("kind", ["reading", "metrics", "mob", "study", "walkthrough"])
def test_only_a_reading_circle_is_invited_to_decide(team: Repository, kind: str) -> None:
    waiting = "action_items: [{id: A1, title: Say who may pay, status: proposed}]\n"
    team.write("postmortems/2026-03-14-checkout.md", postmortem("Checkout", waiting))
    team.write(PAGE, PLANNED.replace("kind: reading", f"kind: {kind}"))
    assert ("Decide on 1 action item." in invited(team, "--lang", "en")) == (kind == "reading")


def test_an_invitation_says_how_many_items_wait() -> None:
    catalog = read_catalog(WorkingTree(PROJECT / "nowhere"))
    circle = Circle(title="Mob", kind="mob", date=date(2026, 6, 10), status="planned")
    session = invitation("2026-06-10-mob", circle, catalog, 3)
    text = as_text.render(Invitations([session]), ReportOptions())
    assert "- 6 min: Decide on 3 action items." in text


def test_only_a_reading_circle_is_said_to_decide(team: Repository) -> None:
    item = "action_items:\n  - {id: A1, title: Alert, status: proposed}\n"
    team.write("postmortems/2026-03-14-checkout.md", postmortem("Checkout answered 502", item))
    assert "Decide on 1 action item." in invited(team, "--lang", "en")
    team.write(PAGE, PLANNED.replace("kind: reading", "kind: study"))
    assert "Decide on" not in invited(team, "--lang", "en")
