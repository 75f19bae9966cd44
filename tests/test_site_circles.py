"""The circles on the site: invitations, records, what is due, who has read what, feeds."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
import vobject

from tests.conftest import POSTMORTEM, TODAY, Repository
from tests.test_site import MKDOCS, build, everything, page

SOON = TODAY + timedelta(days=10)
BAD = "<script>alert(1)</script>"
ATOM = "{http://www.w3.org/2005/Atom}"
POLICY = f"""\
timezone = "UTC"
services = {{ checkout = {{}} }}
[people]
"@mika" = {{ name = "Mika Mori", joined = 2024-04-01 }}
"@ken" = {{ joined = 2024-04-01 }}
"@sara" = {{ name = "Sara", joined = {TODAY - timedelta(days=60)} }}
"@ryo" = {{ name = "Ryo", joined = 2024-04-01, left = 2026-01-31 }}
[[programs]]
name = "reading"
kind = "reading"
every = "6 months"
[[programs]]
name = "terraform"
kind = "study"
"""
HELD = """\
---
title: Spring circle
program: reading
kind: reading
date: 2026-05-20
start: "16:00"
duration: 50
status: held
attendees: ["@mika", "@ken"]
recording: https://video.example.com/r/1
materials: [{title: Slides, url: "https://example.com/slides"}]
readings:
  - {postmortem: 2026-03-14-checkout-502, reader: "@ken", minutes: 12, why: never read}
decisions:
  - {action_item: 2026-03-14-checkout-502#A1, outcome: reschedule, due: 2026-06-30, note: after it}
  - {action_item: 2026-03-14-checkout-502#A9, outcome: keep}
impressions:
  - {by: "@mika", text: I finally understood the pool}
survey: {responses: 4, understanding: [0, 1, 0, 1, 2], again: [3, 1], comments: [Once more please]}
action_items:
  - {id: A1, title: Draw the pool on a wall, status: proposed}
---
We talked for long.
"""


def planned(day: date, title: str = "Next circle", status: str = "planned") -> str:
    return (
        f"---\ntitle: {title}\nkind: reading\ndate: {day}\nstart: '16:00'\nduration: 50\n"
        f"status: {status}\nreadings:\n  - {{postmortem: 2026-03-14-checkout-502}}\n---\n"
    )


@pytest.fixture
def team(repository: Repository) -> Repository:
    repository.write("mkdocs.yml", MKDOCS)
    repository.write("docs/about.md", "# About\n")
    repository.write("rindoku.toml", POLICY)
    final = POSTMORTEM.replace("status: draft", "status: final")
    repository.write("postmortems/2026-03-14-checkout-502.md", final)
    unread = final.replace("2026-03-14", "2025-01-02").replace("Checkout answered 502", "Search")
    repository.write("postmortems/2025-01-02-search.md", unread)
    repository.write("docs/circles/2026-05-20-spring.md", HELD)
    repository.commit("2026-05-21")
    return repository


def text(html: str) -> str:
    """What a reader sees of a page's content, in one line."""
    content = html[html.index("<article") :]
    return " ".join(re.sub(r"<[^>]+>", " ", content).split())


def test_before_the_day_a_session_is_an_invitation(team: Repository) -> None:
    team.write(f"docs/circles/{SOON}-next.md", planned(SOON))
    build(team)
    for path in ("circles", f"circles/{SOON}-next"):
        assert "nothing has to be prepared" in text(page(team, path))
    session = page(team, f"circles/{SOON}-next")
    assert "16:00–16:50 (UTC)" in session
    assert f'href="../{SOON}-next.ics"' in session


def test_what_the_page_itself_says_is_not_said_twice(team: Repository) -> None:
    assert team.rindoku("circle", "plan", "reading", "--date", str(SOON)).exit_code == 0
    build(team)
    session = text(page(team, f"circles/{SOON}-reading"))
    assert session.count("nothing has to be prepared") == 1


def test_after_the_day_a_session_is_a_record(team: Repository) -> None:
    build(team)
    html = page(team, "circles/2026-05-20-spring")
    said = text(html)
    for words in ("I finally understood the pool", "never read", "read by @ken", "Slides",
                  "Once more please", "Draw the pool on a wall", "We talked for long",
                  "nothing has to be prepared"):  # fmt: skip
        assert (words in said) is (words != "nothing has to be prepared"), words
    assert "https://video.example.com/r/1" in html


def test_a_decision_tells_what_became_of_it(team: Repository) -> None:
    path = "postmortems/2026-03-14-checkout-502.md"
    team.write(path, team.read(path).replace("2026-04-10", "2026-06-30"))
    team.commit("2026-05-22")
    build(team)
    said = text(page(team, "circles/2026-05-20-spring"))
    assert "stale again" in said
    assert "in no record any more" in said
    done = team.read(path).replace("status: open", "status: done\n    closed: 2026-06-01")
    team.write(path, done)
    team.commit("2026-06-01")
    build(team)
    said = text(page(team, "circles/2026-05-20-spring"))
    assert "1 Jun 2026, 12 days later" in said
    assert "2 decisions: today 1 done, 0 dropped, 0 open, of these 0 stale." in said


def test_the_survey_is_a_picture_with_its_words(team: Repository) -> None:
    build(team)
    html = page(team, "circles/2026-05-20-spring")
    assert "from 1 to 5, and by how many: 1: 0, 2: 1, 3: 0, 4: 1, 5: 2</title>" in html
    assert "<title>Would come again: 3 yes, 1 no.</title>" in html


def test_a_cancelled_session_says_so(team: Repository) -> None:
    team.write(f"docs/circles/{SOON}-next.md", planned(SOON, status="cancelled"))
    build(team)
    assert "This session was cancelled" in page(team, f"circles/{SOON}-next")
    assert "nothing has to be prepared" not in text(page(team, "circles"))


def test_a_session_that_nobody_recorded_is_asked_for(team: Repository) -> None:
    past = TODAY - timedelta(days=3)
    team.write(f"docs/circles/{past}-lost.md", planned(past, "Lost circle"))
    build(team)
    assert f"rindoku circle record {past}-lost" in page(team, "circles")
    assert "nobody has written down how it was" in page(team, f"circles/{past}-lost")


def test_the_circles_page_tells_what_is_due_and_what_is_wished_for(team: Repository) -> None:
    team.write(
        "docs/skill-map.md",
        '---\nskills: [terraform]\npeople:\n  - {handle: "@sara", wants: [terraform]}\n'
        '  - {handle: "@ryo", wants: [terraform]}\n---\n',
    )
    build(team)
    said = text(page(team, "circles"))
    assert "last held on 2026-05-20" in said
    assert "wanted by Sara" in said
    assert "Ryo" not in said


def test_a_postmortem_shows_what_was_said_of_the_whole_session(team: Repository) -> None:
    two = HELD.replace("decisions:", "  - {postmortem: 2025-01-02-search}\ndecisions:")
    team.write("docs/circles/2026-05-20-spring.md", two)
    build(team)
    said = text(page(team, "postmortems/2026-03-14-checkout-502"))
    assert "Said at the end of that session, which read 1 more: I finally understood" in said


def test_a_line_left_beforehand_was_not_said_at_the_end(team: Repository) -> None:
    left = "impressions: [{text: I cannot come}]\n---\n"
    team.write(f"docs/circles/{SOON}-next.md", planned(SOON).removesuffix("---\n") + left)
    build(team)
    assert "I cannot come" in page(team, f"circles/{SOON}-next")
    assert "I cannot come" not in page(team, "postmortems/2026-03-14-checkout-502")


def test_who_attended_has_read_what_was_read(team: Repository) -> None:
    build(team)
    html = page(team, "circles/coverage")
    said = text(html)
    assert "1 of 2 postmortems was read" in said or "1 of 2 postmortems were read" in said
    assert "What has waited longest is of 2 Jan 2025." in said
    assert html.count("has read it</span>") == 2 + 1  # Mika, Ken, and the legend
    assert "Ryo" not in said


def test_a_newcomer_is_shown_what_to_read_first_and_why(team: Repository) -> None:
    build(team)
    said = text(page(team, "circles/first-reading"))
    assert "Sara" in said
    assert "read in 1 circle; 1 line of what people said there" in said
    assert said.index("Checkout answered 502") < said.index("Search for 38 minutes")


def test_without_newcomers_the_list_is_for_whoever_comes_next(team: Repository) -> None:
    team.write("rindoku.toml", 'timezone = "UTC"\n')
    build(team)
    said = text(page(team, "circles/first-reading"))
    assert "Nobody has joined within a year" in said
    assert "Checkout answered 502" in said


def test_the_skill_map_forgets_who_left_and_asks_after_practice(team: Repository) -> None:
    rows = (
        '  - {handle: "@ken", can: {terraform: teach}}\n  - {handle: "@ryo", can: {aws: teach}}\n'
    )
    rows += '  - {handle: "@mika", wants: [terraform]}\n'
    rows += '  - {handle: "@sara", can: {terraform: with-help}, wants: [terraform]}\n'
    team.write("docs/skill-map.md", f"---\nskills: [terraform, aws]\npeople:\n{rows}---\n")
    team.commit("2026-06-01")
    session = HELD.replace("program: reading", "program: terraform").replace("@ken", "@sara")
    for day in ("2026-05-25", "2026-06-10"):  # the first was before the map was written
        team.write(f"docs/circles/{day}-terraform.md", session.replace("2026-05-20", day))
    build(team)
    said = text(page(team, "skill-map"))
    assert "Nobody can do aws without help" in said
    assert "Only @ken can do terraform" in said
    assert "@ken could show terraform to Mika Mori, Sara." in said
    assert "Sara (terraform: can do it with help) was in 1 session about it since." in said
    assert "Ryo" not in said
    assert "no appraisal" in said


def test_calendars_are_published_for_all_sessions_and_for_each(team: Repository) -> None:
    team.write(f"docs/circles/{SOON}-next.md", planned(SOON))
    team.write("mkdocs.yml", MKDOCS + "site_url: https://pm.example.com/team/\n")
    build(team)
    folder = team.path / "site/circles"
    everyone = vobject.readOne((folder / "calendar.ics").read_text("utf-8"))
    assert len(everyone.vevent_list) == 2
    one = vobject.readOne((folder / f"{SOON}-next.ics").read_text("utf-8"))
    assert one.vevent.summary.value == "Next circle"
    assert one.vevent.url.value == f"https://pm.example.com/team/circles/{SOON}-next/"


def feed(team: Repository) -> ElementTree.Element:
    return ElementTree.fromstring((team.path / "site/feed.xml").read_bytes())  # noqa: S314 (ours)


def test_the_news_are_an_atom_feed_with_lasting_names_and_whole_addresses(team: Repository) -> None:
    team.write("mkdocs.yml", MKDOCS + "site_url: https://pm.example.com/team/\n")
    build(team)
    root = feed(team)
    needed = {f"{ATOM}{name}" for name in ("id", "title", "updated")}
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 3
    for element in (root, *entries):
        assert needed <= {child.tag for child in element}
    for link in root.iter(f"{ATOM}link"):
        assert link.get("href", "").startswith("https://pm.example.com/team/")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert "tag:pm.example.com,2026-03-14:2026-03-14-checkout-502" in ids
    days = {entry.findtext(f"{ATOM}updated", "")[:10] for entry in entries}
    assert days == {"2026-05-21"}


def test_the_feed_is_the_same_bytes_whenever_it_is_built(team: Repository) -> None:
    build(team)
    once = (team.path / "site/feed.xml").read_bytes()
    build(team)
    assert (team.path / "site/feed.xml").read_bytes() == once


def test_in_a_shallow_clone_the_news_have_no_day_that_the_cut_made_up(
    team: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shallow = Repository(tmp_path_factory.mktemp("clone"))
    team.write("notes.txt", "more")
    team.commit("2026-06-20")
    team.write("postmortems/2026-06-20-new.md", POSTMORTEM.replace("draft", "final"))
    team.commit("2026-06-21")
    team.git("clone", "--quiet", "--depth", "2", team.path.as_uri(), str(shallow.path))
    build(shallow)
    days = {
        (entry.findtext(f"{ATOM}published", "")[:10], entry.findtext(f"{ATOM}updated", "")[:10])
        for entry in feed(shallow).findall(f"{ATOM}entry")
    }

    assert days == {
        ("2026-06-21", "2026-06-21"),
        ("2026-05-20", "2026-05-20"),  # the session's own day
        ("2026-03-14", "2026-03-14"),  # the incidents' own days
        ("2025-01-02", "2025-01-02"),
    }


def test_every_page_names_the_feed(team: Repository) -> None:
    build(team)
    head = page(team, "circles/2026-05-20-spring").partition("</head>")[0]
    assert '<link rel="alternate" type="application/atom+xml"' in head
    assert 'href="../../feed.xml"' in head


def test_hostile_words_are_shown_and_never_obeyed(team: Repository) -> None:
    hostile = HELD.replace("Spring circle", f'"{BAD}\\x07 & ]]>"')
    for words in ("Once more please", "I finally understood the pool", "never read", "after it"):
        hostile = hostile.replace(words, f'"{BAD}"')
    hostile = hostile.replace("Draw the pool on a wall", f'"{BAD}"')
    team.write("docs/circles/2026-05-20-spring.md", hostile)
    build(team)
    for path in ("circles", "circles/2026-05-20-spring", "circles/coverage",
                 "circles/first-reading", "postmortems/2026-03-14-checkout-502"):  # fmt: skip
        assert "<script>alert" not in page(team, path), path
    titles = [entry.findtext(f"{ATOM}title") for entry in feed(team).findall(f"{ATOM}entry")]
    assert f"held: {BAD} & ]]>" in titles


def test_restricted_postmortems_are_counted_and_not_named(team: Repository) -> None:
    secret = POSTMORTEM.replace("2026-03-14", "2026-04-01").replace("Checkout", "Stolen keys")
    secret = secret.replace("status: draft", "status: final\nvisibility: restricted")
    team.write("postmortems/2026-04-01-stolen.md", secret.replace("Alert", "Rotate"))
    team.write(
        f"docs/circles/{SOON}-next.md",
        planned(SOON).replace("2026-03-14-checkout-502", "2026-04-01-stolen"),
    )
    build(team)
    published = everything(team)
    for words in ("tolen keys", "-stolen", "Rotate when"):
        assert words not in published, words
    for path in ("", "action-items", "action-items/stale"):
        assert "1 action item of a restricted postmortem is in no list" in page(team, path)


def test_the_stale_page_suggests_decisions_and_tells_whether_it_gets_better(
    team: Repository,
) -> None:
    build(team)
    said = text(page(team, "action-items/stale"))
    for words in ("Decide on these", "do it: it is urgent (P1)", "Is it getting better?",
                  "What became of the action items", "Ideas waiting for a circle",
                  "How to read a line"):  # fmt: skip
        assert words in said, words


def test_the_legend_of_life_lines_is_not_searched(team: Repository) -> None:
    build(team)
    index = (team.path / "site/search/search_index.json").read_text("utf-8")
    assert "the due day was moved later" not in index


def test_without_history_the_circles_are_still_told(folder: Repository) -> None:
    folder.write("mkdocs.yml", MKDOCS)
    folder.write("docs/about.md", "# About\n")
    folder.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM)
    folder.write("docs/circles/2026-05-20-spring.md", HELD)
    folder.write("docs/skill-map.md", '---\nskills: [a]\npeople: [{handle: "@mika"}]\n---\n')
    build(folder)
    assert "I finally understood" in page(folder, "circles/2026-05-20-spring")
    assert feed(folder).findtext(f"{ATOM}entry/{ATOM}updated") == "2026-05-20T00:00:00+00:00"
