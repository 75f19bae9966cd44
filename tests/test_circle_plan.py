"""A complete page for the next session: chosen by stated weights, fair, and on time."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rindoku.circles.planning.agenda import link_to, silence_and_talk, split_minutes
from rindoku.circles.planning.last_time import noted_lines
from rindoku.circles.planning.plan import Plan, plan_session
from rindoku.circles.planning.reading_time import WORDS_A_MINUTE, reading_minutes
from rindoku.circles.planning.scoring import (
    DISCUSSION_MINUTES,
    ENOUGH_READINGS,
    MOST_READINGS,
    REST_DAYS,
    WEIGHTS,
    Candidate,
    Criterion,
    candidates,
    choose,
)
from rindoku.circles.planning.wishes import Wishes
from rindoku.locale import words_in
from rindoku.records import Postmortem
from rindoku.repository import open_repository
from rindoku.wording.readings import why_chosen
from rindoku.wording.sessions import plan_title
from tests.conftest import POSTMORTEM, TODAY, Repository
from tests.test_site import MKDOCS, build, page

SOON = TODAY + timedelta(days=20)
DAY = date(2026, 6, 1)
PEOPLE = """\
[people]
"@mika" = { name = "Mika" }
"@ken" = { name = "Ken" }
"@aoi" = { name = "Aoi" }
"@ryo" = { left = 2026-01-01 }
"@sara" = { name = "Sara", joined = 2026-04-01 }
"@late" = { joined = 2027-12-01 }
"""
PROGRAMS = """\
[[programs]]
name = "reading"
kind = "reading"
every = "6 months"
[[programs]]
name = "metrics"
kind = "metrics"
minutes = 30
links = [{ title = "Orders [all] | today", url = "https://example.com/d/(1)?a=b|c" }]
[[programs]]
name = "mob"
kind = "mob"
minutes = 60
invite = { wants = ["terraform"] }
links = [{ title = "What is new", url = "https://vendor.example.com/news" }]
[[programs]]
name = "terraform"
kind = "study"
minutes = 45
links = [{ title = "Borrowed slides", url = "https://slides.example.com/tf" }]
[[programs]]
name = "welcome"
kind = "walkthrough"
minutes = 40
"""
SKILLS = """\
---
skills: [terraform, aws]
people:
  - {handle: "@mika", can: {terraform: good}}
  - {handle: "@ken", can: {terraform: teach}, wants: [aws]}
  - {handle: "@aoi", wants: [terraform]}
  - {handle: "@ryo", can: {terraform: teach}, wants: [terraform]}
---
"""
KINDS = ["reading", "metrics", "mob", "terraform", "welcome"]
SECTIONS = """\
## Summary
{words}
## Impact
One order in five failed.
## Timeline
10:02 it began.
## Contributing factors
The pool.
## Lessons learned
Pools need alerts.
"""


@pytest.fixture
def team(repository: Repository) -> Repository:
    repository.write("rindoku.toml", PEOPLE + PROGRAMS)
    repository.write("docs/skill-map.md", SKILLS)
    return repository


def postmortem(
    team: Repository, day: str, slug: str, *fields: str, items: str = "[]", length: int = 20
) -> str:
    lines = "\n".join(fields)
    front = f"---\ntitle: {slug}\ndate: {day}\nstatus: final\n{lines}\naction_items: {items}\n---\n"
    body = SECTIONS.replace("{words}", "word " * length)
    team.write(f"postmortems/{day}-{slug}.md", front + body)
    return f"{day}-{slug}"


def held(team: Repository, day: str, program: str = "reading", **fields: Any) -> None:
    kinds = {"terraform": "study", "welcome": "walkthrough"}
    front = {
        "title": "t", "program": program, "kind": kinds.get(program, program),
        "date": date.fromisoformat(day), "status": "held",
    } | fields  # fmt: skip
    body = fields.pop("body", "")
    front.pop("body", None)
    front["date"] = day
    text = json.dumps(front, ensure_ascii=False)
    team.write(f"docs/circles/{day}-{program}.md", f"---\n{text}\n---\n{body}")


def read(team: Repository, day: str, *readings: tuple[str, str], there: str = "") -> None:
    rows = [{"postmortem": stem, "reader": reader} for stem, reader in readings]
    held(team, day, readings=rows, attendees=there.split())


def planned(team: Repository, name: str = "reading", day: date = DAY, **wishes: Any) -> Plan:
    """The plan that would be made on a day, from what was committed until then."""
    team.commit("2026-01-01")
    repository = open_repository(team.path, day).seen_by("site")
    program = repository.catalog.policy.program(name)
    assert program is not None
    usual = Wishes(date=day + timedelta(days=14), minutes=program.minutes)
    return plan_session(program, repository, usual._replace(**wishes))


def called(plan: Plan) -> str:
    return plan_title(plan, words_in("en"))


def chosen(plan: Plan) -> list[str]:
    return [reading.postmortem for reading in plan.readings]


def readers(plan: Plan) -> list[str | None]:
    return [reading.reader for reading in plan.readings]


def write_page(team: Repository, name: str, *options: str) -> str:
    ran = team.rindoku("circle", "plan", name, "--date", SOON.isoformat(), *options)
    assert ran.exit_code == 0, ran.stderr
    return team.read(ran.stdout.strip())


def front_matter(text: str) -> dict[str, Any]:
    return dict(frontmatter.loads(text).metadata)


def recomputed(team: Repository, day: date) -> list[tuple[int, str]]:
    """The weights applied by a second program, from the files and the stale report alone."""
    files = {p.stem: front_matter(p.read_text()) for p in team.path.glob("postmortems/*.md")}
    circles = [front_matter(p.read_text()) for p in team.path.glob("docs/circles/*.md")]
    stale = [row["action_item"].split("#")[0] for row in team.stale(day.isoformat())["stale"]]
    joined = {"@mika": None, "@ken": None, "@aoi": None, "@sara": date(2026, 4, 1)}
    totals = []
    for stem, one in files.items():
        own_day = date.fromisoformat(str(one["date"]))
        reads = [c for c in circles if any(r["postmortem"] == stem for r in c.get("readings", []))]
        last = max((date.fromisoformat(str(c["date"])) for c in reads), default=None)
        know = {who for c in reads for who in c["attendees"]} | set(one.get("authors", []))
        know |= {r["reader"] for c in reads for r in c["readings"] if r["postmortem"] == stem}
        severities = ["SEV1", "SEV2", "SEV3", "SEV4"]
        theirs = "source" in one
        counts = {
            "never-read": last is None,
            "months": (day - last).days // 30 if last else 0,
            "stale": stale.count(stem),
            "again": sum(stem in other.get("recurrence_of", []) for other in files.values()),
            "severity": 4 - severities.index(one["severity"]) if "severity" in one else 0,
            "joined": sum(d is not None and d > (last or own_day) for d in joined.values()),
            "unread": len(set(joined) - know),
            "rests": last is not None and (day - last).days < REST_DAYS,
            "external": theirs,
        }
        counts["joined"] *= not theirs
        total = 0
        for name, weight in WEIGHTS.items():
            points = weight.each * int(counts[name])
            total += max(points, weight.most) if weight.most < 0 else min(points, weight.most)
        totals.append((total, stem))
    return sorted(totals, reverse=True)


OVERDUE = (
    '[{id: A1, title: a, owner: "@ken", status: open, due: 2026-02-01}, '
    '{id: A2, title: b, owner: "@ken", status: open, due: 2026-02-01}]'
)


@pytest.fixture
def library(team: Repository) -> Repository:
    """A little of everything that the weights count."""
    first = postmortem(team, "2024-05-01", "first", "severity: SEV3", 'authors: ["@mika"]')
    again = f"recurrence_of: [{first}]"
    postmortem(team, "2025-05-01", "second", "severity: SEV1", again, items=OVERDUE)
    third = postmortem(team, "2025-08-01", "third", 'authors: ["@ken", "@aoi"]')
    lately = postmortem(team, "2025-09-01", "lately", "severity: SEV1", items=OVERDUE)
    postmortem(team, "2025-12-01", "mild", "severity: SEV4")
    postmortem(team, "2020-01-01", "theirs", "source: https://example.com/theirs")
    read(team, "2024-12-01", (first, "@ken"), (third, "@ryo"), there="@mika @ken")
    read(team, "2025-12-05", (lately, "@aoi"), there="@aoi @ken")
    return team


def test_anyone_can_add_up_the_points_again(library: Repository) -> None:
    planned(library)
    repository = open_repository(library.path, DAY).seen_by("site")
    found = [(one.total, one.stem) for one in candidates(repository)]
    assert found == recomputed(library, DAY)
    assert len({total for total, _ in found}) == len(found)


def test_the_explanation_shows_every_candidate_with_its_points(library: Repository) -> None:
    library.commit("2026-01-01")
    ran = library.rindoku("circle", "plan", "reading", "--explain", "--dry-run")
    rows = {line.split()[0]: line.split() for line in ran.stderr.splitlines() if line[:2] == "20"}
    totals = recomputed(library, TODAY)
    assert {stem: int([c for c in row if c != "*"][-2]) for stem, row in rows.items()} == {
        stem: total for total, stem in totals
    }
    starred = [stem for stem, row in rows.items() if row[-1] == "*"]
    assert starred == re.findall(r"\{postmortem: ([^,]+),", ran.stdout)
    assert not (library.path / f"docs/circles/{SOON}-reading.md").exists()


def test_it_says_why_in_words_that_can_be_checked(library: Repository) -> None:
    words, policy = words_in("en"), open_repository(library.path).policy
    readings = planned(library).readings
    why = {one.postmortem: why_chosen(one.candidate, policy, words) for one in readings}
    second = "never read; 2 stale action items; SEV1; Sara joined after it"
    assert why["2025-05-01-second"] == second
    assert why["2024-05-01-first"] == (
        "last read on 2024-12-01; happened again as 2025-05-01-second; Sara joined after it; "
        "2 of 4 people have not read it"
    )


def test_other_companies_fill_in_only_where_the_team_has_too_few(team: Repository) -> None:
    theirs = postmortem(team, "2020-01-01", "theirs", "source: https://example.com/theirs")
    own = postmortem(team, "2025-05-01", "own")
    assert chosen(planned(team)) == [own, theirs]
    more = postmortem(team, "2025-06-01", "more")
    assert set(chosen(planned(team))) == {own, more}


def test_what_was_read_lately_gives_way(team: Repository) -> None:
    lately = postmortem(team, "2025-05-01", "lately", "severity: SEV1", items=OVERDUE)
    others = {postmortem(team, f"2025-0{n}-01", "other") for n in (6, 7)}
    read(team, "2026-01-10", (lately, "@ken"))
    assert set(chosen(planned(team))) == others


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("minutes", [10, 11, 29, 30, 50, 90, 600])
def test_the_minutes_of_the_agenda_add_up(library: Repository, name: str, minutes: int) -> None:
    made = planned(library, name, minutes=minutes)
    assert sum(part.minutes for part in made.agenda) == minutes
    assert all(part.minutes > 0 for part in made.agenda)
    assert sum(reading.minutes for reading in made.readings) <= minutes


def test_the_readings_fit_with_time_to_read_and_to_talk(team: Repository) -> None:
    for number in range(1, 6):
        postmortem(team, f"2025-0{number}-01", "long", length=230 * 9)
    made = planned(team, minutes=50)
    assert len(made.readings) == 2
    assert all(reading.minutes >= 10 + DISCUSSION_MINUTES for reading in made.readings)


def test_a_text_that_is_too_long_is_still_read_where_there_is_no_other(team: Repository) -> None:
    endless = postmortem(team, "2025-01-01", "endless", length=230 * 200)
    made = planned(team)
    assert chosen(made) == [endless]
    assert sum(part.minutes for part in made.agenda) == 50


def test_stale_and_proposed_action_items_are_decided_on(team: Repository) -> None:
    items = OVERDUE[:-1] + ", {id: A3, title: idea, status: proposed}]"
    stem = postmortem(team, "2025-05-01", "own", items=items)
    made = planned(team)
    deciding = [part.item.address for part in made.agenda if part.item]
    assert deciding == [f"{stem}#A1", f"{stem}#A2", f"{stem}#A3"]


def test_those_who_have_read_least_read_next_and_nobody_who_is_gone(team: Repository) -> None:
    past = [postmortem(team, f"2024-0{n}-01", "past") for n in (1, 2)]
    for number in (1, 2, 3, 4):
        postmortem(team, f"2025-0{number}-01", "new")
    read(team, "2024-12-01", (past[0], "@mika"), (past[1], "@ken"))
    assert sorted(filter(None, readers(planned(team)))) == ["@aoi", "@ken", "@mika", "@sara"]
    two = planned(team, read=("2025-01-01-new", "2025-02-01-new"))
    assert sorted(filter(None, readers(two))) == ["@aoi", "@sara"]


def test_a_turn_is_a_session_however_much_somebody_read_in_it(team: Repository) -> None:
    past = [postmortem(team, f"2024-0{n}-01", "past") for n in range(1, 6)]
    new = postmortem(team, "2025-01-01", "new")
    read(team, "2024-10-01", (past[0], "@ken"), (past[1], "@ken"), (past[2], "@ken"))
    read(team, "2024-11-01", (past[3], "@mika"), (past[4], "@aoi"), (past[4], "@sara"))
    read(team, "2024-12-01", (past[3], "@mika"), (past[4], "@aoi"), (past[4], "@sara"))

    assert readers(planned(team, read=(new,))) == ["@ken"]


def test_nobody_reads_what_they_wrote_or_know_where_somebody_else_can(team: Repository) -> None:
    first = postmortem(team, "2025-01-01", "open-to-all")
    second = postmortem(team, "2025-02-01", "by-two", 'authors: ["@mika", "@ken", "@aoi"]')
    made = planned(team, read=(first, second))
    assert dict(zip(chosen(made), readers(made), strict=True)) == {first: "@mika", second: "@sara"}


def test_over_the_years_everybody_reads_about_as_often(team: Repository) -> None:
    stems = [postmortem(team, f"2023-{n:02}-01", f"n{n}") for n in range(1, 13)]
    turns: list[str | None] = []
    for year, number in enumerate(range(0, 12, 3)):
        made = planned(team, read=tuple(stems[number : number + 3]))
        turns += readers(made)
        pairs = [(r.postmortem, r.reader or "") for r in made.readings]
        read(team, f"2025-0{year + 1}-01", *pairs)
    counts = [turns.count(one) for one in ("@mika", "@ken", "@aoi", "@sara")]
    assert counts == [3, 3, 3, 3]


def test_exactly_what_is_asked_for_is_read_in_that_order(library: Repository) -> None:
    text = write_page(
        library, "reading", "--read", "postmortems/2025-12-01-mild.md",
        "--read", "2020-01-01-theirs", "--start", "10:30", "--minutes", "40",
        "--facilitator", "@aoi", "--title", "Our circle", "--invite", "@ken",
    )  # fmt: skip
    front = front_matter(text)
    assert [r["postmortem"] for r in front["readings"]] == ["2025-12-01-mild", "2020-01-01-theirs"]
    assert (front["start"], front["duration"], front["facilitator"], front["title"]) == (
        "10:30", 40, "@aoi", "Our circle",
    )  # fmt: skip
    assert "Invited: Ken." in text
    assert library.findings(f"docs/circles/{SOON}-reading.md") == []


def test_what_is_left_out_is_not_read(library: Repository) -> None:
    assert "2025-05-01-second" in chosen(planned(library))
    assert "2025-05-01-second" not in chosen(planned(library, without=("2025-05-01-second",)))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--read", "2025-05-01-secnd"), "2025-05-01-second"),
        (("--without", "nothing"), "nothing"),
        (("--facilitator", "@nobody"), "@nobody"),
        (("--invite", "@kenn"), "@ken"),
        (("--start", "25:00"), "25:00"),
        (("--date", "9999-12-31"), "--date"),
        (("--title", "x" * 300), "title"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_and_nothing_written(
    library: Repository, options: tuple[str, ...], told: str
) -> None:
    ran = library.rindoku("circle", "plan", "reading", *options)
    assert ran.exit_code == 2
    assert told in ran.stderr
    assert len(list((library.path / "docs/circles").iterdir())) == 2


def test_more_readings_than_there_are_minutes_for_are_refused(team: Repository) -> None:
    stems = [postmortem(team, f"2025-01-{n:02}", "many") for n in range(1, 9)]
    options = [word for stem in stems for word in ("--read", stem)]
    ran = team.rindoku("circle", "plan", "reading", "--minutes", "10", *options)
    assert ran.exit_code == 2
    assert "8 readings do not fit into 10 minutes" in ran.stderr


def test_a_restricted_postmortem_cannot_even_be_asked_for(team: Repository) -> None:
    secret = postmortem(team, "2025-01-01", "secret", "visibility: restricted")
    assert team.rindoku("circle", "plan", "reading", "--read", secret).exit_code == 2
    assert secret not in write_page(team, "reading")


def test_a_dry_run_prints_the_page_and_writes_nothing(library: Repository) -> None:
    ran = library.rindoku("circle", "plan", "reading", "--date", SOON.isoformat(), "--dry-run")
    assert not (library.path / f"docs/circles/{SOON}-reading.md").exists()
    assert ran.stdout == write_page(library, "reading")


@pytest.mark.parametrize("name", KINDS)
def test_planning_twice_changes_nothing(library: Repository, name: str) -> None:
    before = write_page(library, name)
    assert write_page(library, name, "--minutes", "20", "--title", "Another") == before


def test_a_page_that_is_there_is_never_written_over(library: Repository) -> None:
    held(library, SOON.isoformat(), status="cancelled", body="Nobody could come.\n")
    ran = library.rindoku("circle", "plan", "reading", "--date", SOON.isoformat())
    assert ran.exit_code == 2
    assert "Nobody could come." in library.read(f"docs/circles/{SOON}-reading.md")


@pytest.mark.parametrize("name", KINDS)
def test_a_planned_page_is_clean_and_builds_strictly(library: Repository, name: str) -> None:
    folder = "postmortems/年 (2025)"
    library.write(f"{folder}/2025-03-01-ひどい.md", POSTMORTEM
                  .replace("2026-03-14", "2025-03-01").replace("draft", "final")
                  .replace("Checkout answered 502 for 38 minutes", "'A | B [c](d) <i>*e*'")
                  .replace("type: detect", "type: detect\n    effort: S")
                  + SECTIONS.split("{words}")[1])  # fmt: skip
    found = [{"id": "A1", "title": "x | y", "status": "open"}]
    said = [{"text": "<b>a|b</b>", "by": "@ken"}]
    held(library, "2025-11-01", name, action_items=found, impressions=said)
    library.write("mkdocs.yml", MKDOCS)
    library.commit("2026-01-01")
    write_page(library, name)
    assert library.findings(f"docs/circles/{SOON}-{name}.md") == []
    assert "WARNING" not in build(library)
    html = page(library, f"circles/{SOON}-{name}")
    table = html[html.index("<table") : html.index("</table>")]
    assert "One line from everyone" in table
    assert all("<td" not in row or row.count("<td") == 2 for row in table.split("<tr>"))


def test_the_page_says_whom_it_invites(team: Repository) -> None:
    assert "Everyone is invited: Mika, Ken, Aoi, Sara." in write_page(team, "reading")
    assert "Invited: Aoi (wants to learn terraform)." in write_page(team, "mob")


def test_titles_go_on_counting_as_the_last_one_did(team: Repository) -> None:
    titles = []
    for day, title in (("2025-01-01", "第1回 夜の輪読会"), ("2025-07-01", "第２回 朝の輪読会")):
        held(team, day, title=title)
        titles.append(called(planned(team)))
    held(team, "2025-12-01", title="Circle 9")
    titles.append(called(planned(team)))
    held(team, "2026-01-01", title="A quiet one")
    titles.append(called(planned(team)))
    assert titles == ["第2回 夜の輪読会", "第3回 朝の輪読会", "Circle 10", "Reading circle"]


def test_the_first_of_a_program_is_the_first_and_says_what_it_is_about(team: Repository) -> None:
    assert called(planned(team)) == "Reading circle 1"
    assert called(planned(team, "terraform")) == "Study session 1: terraform"


def test_a_cancelled_session_does_not_count(team: Repository) -> None:
    held(team, "2025-01-01", title="Reading circle 1")
    held(team, "2025-07-01", title="Reading circle 2", status="cancelled")
    assert called(planned(team)) == "Reading circle 2"


def test_a_session_begins_when_the_last_one_did(team: Repository) -> None:
    held(team, "2025-01-01", start="09:15")
    assert planned(team).start.isoformat("minutes") == "09:15"


def test_a_page_in_japanese_for_a_japanese_team(library: Repository) -> None:
    library.write("rindoku.toml", 'language = "ja"\n' + PEOPLE + PROGRAMS)
    text = write_page(library, "reading")
    assert "## 進め方" in text
    assert "一件ずつ、まず黙読し" in text
    assert "why: 未読、滞留中のアクションアイテム 2件" in text


def test_a_metrics_circle_looks_at_its_dashboards_and_at_last_times_promises(
    team: Repository,
) -> None:
    stem = postmortem(team, "2025-01-01", "own", items=OVERDUE)
    done = {"id": "A1", "title": "Delete them", "status": "done", "closed": "2026-01-01"}
    held(
        team, "2025-12-01", "metrics",
        impressions=[{"text": "half of the alerts say nothing", "by": "@ken"}],
        decisions=[{"action_item": f"{stem}#A1", "outcome": "keep"}],
        action_items=[done],
        body="## Agenda\n- look\n\n## Notes\n- CPU jumps at three\n",
    )  # fmt: skip
    team.commit("2026-01-01")
    text = write_page(team, "metrics")
    assert r"[Orders \[all\] \| today](https://example.com/d/%281%29?a=b%7Cc)" in text
    assert "- half of the alerts say nothing (Ken)" in text
    assert "- CPU jumps at three" in text
    assert "- look" not in text
    assert re.search(r"\[Delete them\]\(2025-12-01-metrics.md#A1\) \| .* \| done \|", text)
    assert re.search(r"own.md#A1\) \| the circle kept it as it is \| open \(overdue", text)


def test_a_mob_hour_takes_what_was_left_over_and_then_what_is_small_by_due_day(
    team: Repository,
) -> None:
    def item(name: str, status: str = "open", due: str = "2026-12-01", effort: str = "S") -> str:
        rest = f'due: {due}, effort: {effort}, owner: "@ken"'
        return f"{{id: {name}, title: {name}, status: {status}, {rest}}}"

    items = [
        item("late", due="2026-12-01"), item("early", due="2026-07-01"), item("done", "done"),
        item("stuck", "blocked"), item("large", effort="L"),
    ]  # fmt: skip
    stem = postmortem(team, "2025-01-01", "own", items=f"[{', '.join(items)}]")
    left = [{"id": "A1", "title": "left", "status": "open"}]
    left.append({"id": "A2", "title": "over", "status": "dropped", "reason": "r"})
    held(team, "2025-12-01", "mob", action_items=left)
    made = planned(team, "mob")
    worked_on = [part.item.address for part in made.agenda if part.item]
    assert worked_on == ["2025-12-01-mob#A1", f"{stem}#early", f"{stem}#late"]
    assert [item.address for item in made.small] == [f"{stem}#early", f"{stem}#late"]
    assert [(one.skill, one.want) for one in made.skills] == [("terraform", ("@aoi",))]


def test_a_study_session_borrows_its_materials_and_says_who_can_help(team: Repository) -> None:
    text = write_page(team, "terraform")
    assert "- [Borrowed slides](https://slides.example.com/tf) (slides.example.com)" in text
    assert "| terraform | Ken, Mika | Aoi |" in text
    assert 'facilitator: "@ken"' in text


def test_a_program_of_a_few_minutes_is_not_planned(team: Repository) -> None:
    team.write("rindoku.toml", PEOPLE + PROGRAMS.replace("minutes = 30", "minutes = 5"))
    ran = team.rindoku("circle", "plan", "metrics")
    assert ran.exit_code == 2
    assert "5 minutes are too few" in ran.stderr


@pytest.mark.parametrize("name", ["x" * 300, r"esc\u001b"])
def test_a_program_whose_name_no_file_can_have_is_refused_in_words(
    repository: Repository, name: str
) -> None:
    repository.write("rindoku.toml", f'[[programs]]\nname = "{name}"\nkind = "mob"\n')
    ran = repository.rindoku("circle", "plan", name.replace(r"\u001b", "\x1b"))
    assert (ran.exit_code, "Traceback" in ran.stderr) == (2, False)


def test_with_nothing_to_read_there_is_still_a_session(team: Repository) -> None:
    made = planned(team)
    assert made.readings == ()
    assert sum(part.minutes for part in made.agenda) == 50


@given(st.lists(st.integers(1, 100), min_size=1, max_size=8), st.integers(0, 600))
def test_shared_minutes_add_up_and_everything_gets_some(weights: list[int], more: int) -> None:
    shares = split_minutes(len(weights) + more, weights)
    assert sum(shares) == len(weights) + more
    assert min(shares) >= 1


@given(st.lists(st.integers(1, 200), min_size=1, max_size=8), st.integers(0, 600))
def test_silence_and_talk_add_up(silent: list[int], more: int) -> None:
    minutes = 2 * len(silent) + more
    times = silence_and_talk([candidate(str(n), n) for n in silent], minutes)
    assert sum(map(sum, times)) == minutes
    assert all(reading >= 1 and talking >= 1 for reading, talking in times)


counts = st.fixed_dictionaries({name: st.integers(0, 3) for name in WEIGHTS})


@given(st.lists(st.tuples(counts, st.integers(1, 40)), max_size=12), st.integers(1, 90))
def test_the_choice_fits_takes_the_best_and_stops_at_enough(
    facts: list[tuple[dict[Criterion, int], int]], minutes: int
) -> None:
    found = [candidate(str(n), silent, counted) for n, (counted, silent) in enumerate(facts)]
    found.sort(key=lambda one: one.order)
    taken = choose(found, minutes)
    if sum(one.minutes for one in taken) <= minutes:
        assert len(taken) <= MOST_READINGS
        assert all(one.total >= 0 for one in taken[ENOUGH_READINGS:])
    else:
        assert [one.silent for one in taken] == [min(one.silent for one in found)]
        assert all(one.minutes > minutes for one in found)


def candidate(stem: str, silent: int, counted: dict[Criterion, int] | None = None) -> Candidate:
    record = Postmortem(title=stem, date=DAY, status="final")
    facts = counted or dict.fromkeys(WEIGHTS, 0)
    body = "word " * (silent * WORDS_A_MINUTE)
    return Candidate(stem, f"{stem}.md", record, facts, None, (), (), frozenset(), lambda: body, 0)


def test_notes_are_the_list_under_their_heading() -> None:
    assert noted_lines("## Agenda\n- read\n\n## Notes\nhere\n- 一つ\n* 二つ\n") == ("一つ", "二つ")
    assert noted_lines("Written by hand.\n\n- one\n") == ("one",)
    assert noted_lines("## Agenda\n- 40 min: read\n") == ()


def test_a_link_leads_from_a_circles_page_to_any_file() -> None:
    assert (
        link_to("postmortems/年 (2025)/a.md", "A1") == "../../postmortems/年%20%282025%29/a.md#A1"
    )
    assert link_to("docs/circles/b.md") == "b.md"


def test_reading_time_is_told_by_language() -> None:
    assert reading_minutes("word " * 231) == 2
    assert reading_minutes("字" * 501) == 2
    assert reading_minutes("word " * 230 + "字" * 500) == 2


def test_a_study_session_reads_what_it_is_told_to_read(repository: Repository) -> None:
    policy = '[[programs]]\nname = "first"\nkind = "study"\nminutes = 50\n'
    repository.write("rindoku.toml", policy)
    repository.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM)
    page = repository.rindoku(
        "circle", "plan", "first", "--read", "2026-03-14-checkout-502", "--dry-run"
    )
    assert "readings:\n  - {postmortem: 2026-03-14-checkout-502" in page.stdout
    minutes = [int(cell) for cell in re.findall(r"^\| (\d+) \|", page.stdout, re.MULTILINE)]
    assert sum(minutes) == 50


def test_a_session_that_reads_nothing_refuses_readings(repository: Repository) -> None:
    repository.write("rindoku.toml", '[[programs]]\nname = "mob"\nkind = "mob"\n')
    repository.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM)
    ran = repository.rindoku("circle", "plan", "mob", "--read", "2026-03-14-checkout-502")
    assert (ran.exit_code, "reads nothing" in ran.stderr) == (2, True)
