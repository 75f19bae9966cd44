"""The half-yearly report: its period, its figures, and every format of it."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import shlex
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from rindoku.analysis.periods import Period, half_year, last_complete, parse_period
from rindoku.reports.registry import REPORTS
from rindoku.reports.stale.document import StaleDocument
from rindoku.scaffold.demo import write_demo
from tests.conftest import Repository
from tests.test_staleness import FILE, STEM, happen_again, item, record, report, say

FORMATS = REPORTS["stale"]
GOLDEN = Path(__file__).parent / "golden"
AS_OF = ("--as-of", "2026-11-24")
POLICY = '[staleness]\nuntouched = 3000\n[people]\n"@ken" = {}\n"@mika" = {account = "mika-dev"}\n'


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    folder = tmp_path_factory.mktemp("shop")
    write_demo(folder, date(2026, 11, 24))
    return Repository(folder)


# ---------------------------------------------------------------------------------- the period


@pytest.mark.parametrize(
    ("day", "name"),
    [("2026-11-24", "2026H1"), ("2026-06-30", "2026H1"), ("2026-06-29", "2025H2"),
     ("2026-12-31", "2026H2"), ("2027-01-01", "2026H2")],
)  # fmt: skip
def test_the_usual_period_is_the_last_half_year_that_is_over(day: str, name: str) -> None:
    assert last_complete(date.fromisoformat(day)).name == name


def test_the_period_before_a_half_year_is_a_half_year() -> None:
    period = parse_period("2026h1")
    assert period is not None
    assert (period.before.name, period.before.before.name) == ("2025H2", "2025H1")


def test_the_period_before_any_other_has_as_many_days() -> None:
    period = Period(date(2026, 3, 1), date(2026, 3, 10))
    assert period.before == Period(date(2026, 2, 19), date(2026, 2, 28))


@pytest.mark.parametrize("text", ["2026", "2026H3", "H1", "26H1", "0000H1", "2026-H1"])
def test_what_is_no_half_year_is_refused_with_a_mend(repository: Repository, text: str) -> None:
    ran = repository.rindoku("stale", "--period", text)
    assert ran.exit_code == 2
    assert "write it as 2026H1" in ran.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--period", "2026H1", "--from", "2026-01-01"), "two ways to say the same"),
        (("--to", "2026-01-01"), "--to needs a --from"),
        (("--from", "2026-03-02", "--to", "2026-03-01"), "before it begins"),
        (("--from", "2199-01-01"), "after the report's day"),
    ],
)
def test_a_period_that_makes_no_sense_is_refused(
    repository: Repository, words: tuple[str, ...], told: str
) -> None:
    ran = repository.rindoku("stale", *words)
    assert ran.exit_code == 2
    assert told in ran.stderr


# ------------------------------------------------------------------------------------- figures


@pytest.fixture
def half_years(repository: Repository) -> Repository:
    """Two promises of 2025H2; one is done, one grows stale; a third comes later and is dropped."""
    repository.write("rindoku.toml", POLICY)
    one, two, three = item("A1", due="2026-03-01"), item("A2"), item("A3")
    say(repository, "2025-08-01", one, two)
    say(repository, "2026-02-01", one, item("A2", status="done"))
    say(repository, "2026-05-01", one, item("A2", status="done"), three)
    say(repository, "2026-08-01", one, item("A2", status="done"), item("A3", status="dropped"))
    return repository


def test_flows_are_told_beside_the_period_before_and_what_came_since(
    half_years: Repository,
) -> None:
    told = report(half_years, "2026-11-24")

    def counts(key: str) -> tuple[int, ...]:
        flow = told[key]
        return flow["promised"], flow["done"], flow["dropped"], flow["newly_stale"]

    assert told["period"]["name"] == "2026H1"
    assert counts("flows") == (1, 1, 0, 1)
    assert counts("flows_before") == (2, 0, 0, 0)
    assert counts("flows_since") == (0, 0, 1, 0)


def test_what_is_newly_stale_and_done_since_is_named_with_its_day(half_years: Repository) -> None:
    told = report(half_years, "2026-11-24")
    assert told["newly_stale"] == [{"action_item": f"{STEM}#A1", "since": "2026-03-02"}]
    assert told["done"] == [{"action_item": f"{STEM}#A2", "since": "2026-02-01"}]


def test_a_cohort_tells_what_became_of_its_promises_and_what_changed(
    half_years: Repository,
) -> None:
    first, second = report(half_years, "2026-11-24")["cohorts"]
    assert first == {
        "period": "2025H2", "promised": 2, "done": 1, "dropped": 0, "open": 1, "stale": 1,
        "before": {"promised": 2, "done": 0, "dropped": 0, "open": 2, "stale": 0},
    }  # fmt: skip
    assert (second["period"], second["promised"], second["dropped"]) == ("2026H1", 1, 1)
    assert second["before"]["promised"] == 0


def test_ages_are_median_and_range_of_what_is_open(half_years: Repository) -> None:
    say(half_years, "2026-11-14", item("A1"), item("A2", status="done"), item("A4"))
    ages = report(half_years, "2026-11-24")["open_age_days"]
    oldest = (date(2026, 11, 24) - date(2025, 8, 1)).days
    assert ages == {"median": (oldest + 10) / 2, "least": 10, "most": oldest, "count": 2}


def test_what_was_reopened_is_as_old_as_its_last_reopening(repository: Repository) -> None:
    say(repository, "2025-01-01", item("A1"), item("A2", status="proposed"))
    say(repository, "2025-03-01", item("A1", status="done"), item("A2"))
    say(repository, "2026-06-01", item("A1"), item("A2"))
    told = repository.rindoku("stale", "--as-of", "2026-06-11").stdout

    assert report(repository, "2026-06-11")["open_age_days"]["least"] == 10
    assert f"The oldest is {STEM}#A2, promised on 1 Mar 2025." in told
    say(repository, "2026-06-12", item("A1"), item("A2", status="dropped"))
    told = repository.rindoku("stale", "--as-of", "2026-06-12").stdout
    assert f"The oldest is {STEM}#A1, reopened on 1 Jun 2026." in told


def test_done_in_time_counts_from_the_last_reopening_before_the_end_of_the_period(
    repository: Repository,
) -> None:
    for day, status in [
        ("2025-01-01", "open"), ("2025-01-10", "done"), ("2025-12-28", "open"),
        ("2026-01-20", "done"), ("2026-08-01", "open"),
    ]:  # fmt: skip
        say(repository, day, item(priority="P1", status=status))
    told = report(repository, "2026-08-02")

    assert told["period"]["name"] == "2026H1"
    assert told["done_in_time"] == {"part": 1, "whole": 1}
    assert told["cohorts"][0]["period"] == "2025H1"


def test_done_in_time_counts_from_the_promise(repository: Repository) -> None:
    say(repository, "2026-01-01", item("A1", priority="P1"), item("A2", priority="P1"))
    say(repository, "2026-01-31", item("A1", priority="P1", status="done"),
        item("A2", priority="P1"))  # fmt: skip
    say(repository, "2026-02-01", item("A1", priority="P1", status="done"),
        item("A2", priority="P1", status="done"))  # fmt: skip
    assert report(repository, "2026-07-01")["done_in_time"] == {"part": 1, "whole": 2}


def test_done_in_time_counts_the_same_items_as_the_flows(repository: Repository) -> None:
    def three(first: str, second: str, third: str) -> list[str]:
        words = {"A1": first, "A2": second, "A3": third}
        return [item(name, priority="P1", status=status) for name, status in words.items()]

    say(repository, "2025-12-01", *three("open", "open", "open"))
    say(repository, "2025-12-20", *three("done", "open", "open"))
    say(repository, "2026-02-01", *three("open", "done", "open"))
    say(repository, "2026-03-01", *three("done", "open", "dropped"))
    say(repository, "2026-04-01", *three("done", "done", "done"))
    told = report(repository, "2026-07-01")

    assert told["flows"]["done"] == 2
    assert told["done_in_time"]["whole"] == 2


def test_in_a_cohort_done_dropped_and_open_add_up_whatever_was_no_promise_that_day(
    repository: Repository,
) -> None:
    a1, a2, a3 = item("A1"), item("A2", status="done"), item("A3", status="dropped")
    say(repository, "2025-08-01", a1, a2, a3, item("A4"))
    say(repository, "2025-12-01", item("A4", status="proposed"))
    say(repository, "2026-02-01", a1, a2, a3, item("A4"))
    (cohort,) = report(repository, "2026-07-01")["cohorts"]

    assert [cohort[name] for name in COUNTS] == [4, 1, 1, 2]
    assert [cohort["before"][name] for name in COUNTS] == [0, 0, 0, 0]


COUNTS = ("promised", "done", "dropped", "open")


def test_what_was_taken_out_while_open_is_named_and_in_no_figure(repository: Repository) -> None:
    say(repository, "2026-01-06", item("A1"), item("A2"))
    say(repository, "2026-02-06", item("A1"))
    told = report(repository, "2026-07-01")
    assert [row["action_item"] for row in told["taken_out"]] == [f"{STEM}#A2"]
    assert told["figures"]["open"] == 1
    assert told["flows"]["promised"] == 1
    assert told["cohorts"][0]["promised"] == 1


def test_the_life_of_what_was_taken_out_is_still_told(repository: Repository) -> None:
    say(repository, "2026-01-06", item("A1"), item("A2"))
    say(repository, "2026-02-06", item("A1"))
    shown = repository.rindoku("action", "show", f"{STEM}#A2")
    assert shown.exit_code == 0
    assert "taken out of its record" in shown.stdout


def test_the_trend_of_a_past_month_is_what_the_report_of_that_day_said(shop: Repository) -> None:
    for point in report(shop, "2026-11-24")["trend"][-30::7]:
        figures = report(shop, point["day"])["figures"]
        assert (point["open"], point["stale"]) == (figures["open"], figures["stale"])
        assert point["closed"] == figures["done"] + figures["dropped"]


def test_the_trend_begins_with_the_first_promise_and_ends_on_the_day(shop: Repository) -> None:
    trend = report(shop, "2026-11-24")["trend"]
    assert (trend[0]["day"], trend[-1]["day"], len(trend)) == ("2023-12-31", "2026-11-24", 36)


def test_a_promise_that_is_due_within_a_month_is_due_soon(repository: Repository) -> None:
    day = date(2026, 7, 1)
    dues = {
        "A1": day,
        "A2": day + timedelta(30),
        "A3": day + timedelta(31),
        "A4": day - timedelta(1),
    }
    say(repository, "2026-06-20", *(item(name, due=str(due)) for name, due in dues.items()))
    assert report(repository, "2026-07-01")["due_soon"] == [f"{STEM}#A1", f"{STEM}#A2"]


def test_a_write_up_is_overdue_when_it_stays_a_draft(repository: Repository) -> None:
    say(repository, "2026-01-06", item())
    assert report(repository, "2026-01-19")["write_ups_overdue"] == []
    (told,) = report(repository, "2026-01-20")["write_ups_overdue"]
    assert (told["postmortem"], told["days"]) == (STEM, 15)


def test_without_a_history_nothing_is_told_of_what_became_of_the_promises(
    folder: Repository,
) -> None:
    folder.write(FILE, record(item()))
    told = folder.rindoku("stale", "--format", "json").json
    assert (told["figures"]["open"], told["cohorts"]) == (1, [])
    for form in FORMATS:
        assert folder.rindoku("stale", "--format", form).exit_code == 0


def test_nothing_is_told_of_a_time_that_a_shallow_clone_cut_off(
    half_years: Repository, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    half_years.git("clone", "--quiet", "--depth", "2", half_years.path.as_uri(), str(clone))
    told = report(Repository(clone), "2026-11-24")
    assert (told["flows"], told["flows_before"]) == (None, None)
    assert told["flows_since"]["dropped"] == 1
    assert {point["day"][:7] for point in told["trend"]} == {
        f"2026-{month:02}" for month in range(5, 12)
    }


def test_a_link_in_the_place_of_the_postmortems_is_told(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "postmortems").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "rindoku.toml").write_text("")
    told = report(Repository(tmp_path), "2026-11-24")
    assert "`postmortems/` cannot be looked into" in told["notes"][0]


# ------------------------------------------------------------------------- what to decide first


@pytest.mark.parametrize(
    ("fields", "advice", "because"),
    [
        ({"priority": "P1"}, "do", "priority"),
        ({"effort": "S"}, "do", "small"),
        ({"priority": "P2"}, "reschedule", "unrealistic"),
        ({"owner": ""}, "reschedule", "unowned"),
    ],
)
def test_a_decision_is_suggested_with_the_fact_it_follows_from(
    repository: Repository, fields: dict[str, str], advice: str, because: str
) -> None:
    say(repository, "2026-05-01", item(due="2026-05-10", **fields))
    (told,) = report(repository, "2026-07-01")["decide"]
    assert (told["advice"], told["because"]) == (advice, because)


def test_what_was_forgotten_without_harm_is_suggested_to_be_dropped(repository: Repository) -> None:
    say(repository, "2025-05-01", item(priority="P3"))
    (told,) = report(repository, "2026-07-01")["decide"]
    assert (told["advice"], told["because"]) == ("drop", "forgotten")


def test_what_let_an_incident_happen_again_comes_first_and_is_to_be_done(shop: Repository) -> None:
    decide = report(shop, "2026-11-24")["decide"]
    assert [one["because"] for one in decide[:3]] == ["recurred"] * 3
    assert len(decide) == 5


# -------------------------------------------------------------------------------------- formats


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("style", FORMATS)
def test_the_sample_report_is_as_it_was_looked_at(
    shop: Repository, style: str, language: str
) -> None:
    ran = shop.rindoku("stale", *AS_OF, "--format", style, "--lang", language)
    assert ran.exit_code == 0
    golden = GOLDEN / f"stale-{language}.{style}"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(ran.stdout.encode())
    assert ran.stdout.encode() == golden.read_bytes()


def test_a_life_line_has_a_tick_for_each_time_it_happened_again_while_it_was_not_done(
    repository: Repository,
) -> None:
    for day in ("2026-01-20", "2026-02-10", "2026-03-10", "2026-04-10"):
        happen_again(repository, day)
    say(repository, "2026-02-01", item())
    say(repository, "2026-03-01", item(status="done"))
    say(repository, "2026-04-01", item())
    happen_again(repository, "2026-05-10")
    repository.commit("2026-05-11")
    html = repository.rindoku("stale", "--as-of", "2026-06-01", "--format", "html").stdout
    line = html.partition('<svg class="rk-lifeline"')[2].partition("</svg>")[0]

    assert line.count('class="rk-tick"') == 3  # in February, April and May


def test_the_json_report_has_the_documented_keys(shop: Repository) -> None:
    StaleDocument.model_validate_json(shop.rindoku("stale", *AS_OF, "--format", "json").stdout)


def test_all_formats_name_the_same_stale_items(shop: Repository) -> None:
    outputs = {style: shop.rindoku("stale", *AS_OF, "--format", style).stdout for style in FORMATS}
    stale = [row["action_item"] for row in json.loads(outputs["json"])["stale"]]
    assert len(stale) == 15
    for style, output in outputs.items():
        plain = output.replace("\\", "").replace("\u200b", "")
        assert [address for address in stale if address not in plain] == [], style


def test_a_japanese_report_has_no_english_sentences(repository: Repository) -> None:
    japanese = record(item(title="接続プールを監視する", due="2026-01-20", owner=""))
    repository.write(FILE, japanese.replace("Checkout answered 502", "決済が応答しない"))
    repository.commit("2026-01-06")
    repository.write(FILE, "---\ntitle: [\n---\n")
    repository.commit("2026-06-30")
    for style in ("text", "markdown", "slack", "csv", "html"):
        ran = repository.rindoku(
            "stale", "--as-of", "2026-07-01", "--format", style, "--lang", "ja"
        )
        text = re.sub(
            r"<style>.*?</style>|<[^>]+>|`[^`]*`|rindoku action.*", " ", ran.stdout, flags=re.DOTALL
        )
        keys = {"type", "text", "header", "plain", "emoji", "section", "mrkdwn", "verbatim"}
        keys |= {"true", "false", "blocks", "divider", "checkout", "doctype", "html"}
        words = {word for word in re.findall(r"[A-Za-z]{3,}", text) if word.lower() not in keys}
        assert words == set(), style


@pytest.fixture
def hostile(repository: Repository) -> Repository:
    repository.write("rindoku.toml", POLICY)
    titles = ["=HYPERLINK(1)", "<script>alert(1)</script>", "<!channel> @here *x* _y_ `z`"]
    items = [
        item(f"A{n}", title=f'"{title}"', due="2026-01-20", owner='"@mika"')
        for n, title in enumerate(titles)
    ]
    say(repository, "2026-01-06", *items)
    return repository


def test_no_cell_of_the_table_is_a_formula(hostile: Repository) -> None:
    ran = hostile.rindoku("stale", "--as-of", "2026-07-01", "--format", "csv")
    assert ran.stdout.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(ran.stdout.lstrip("\ufeff"))))
    assert len(rows) == 4
    assert [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")] == []


def test_nothing_in_the_html_runs_or_is_fetched(hostile: Repository) -> None:
    page = hostile.rindoku("stale", "--as-of", "2026-07-01", "--format", "html").stdout
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert re.findall(r"""(?:src|href)\s*=|url\(|@import""", page) == []
    assert "default-src 'none'" in page


def test_slack_gets_words_only_within_its_limits(hostile: Repository) -> None:
    many = [item(f"B{n}", title=f"Alert {n} {'x' * 120}", due="2026-01-20") for n in range(300)]
    say(hostile, "2026-01-07", item("A2", title='"<!channel> @here"', due="2026-01-20"), *many)
    message = hostile.rindoku("stale", "--as-of", "2026-07-01", "--format", "slack").json
    assert len(message["blocks"]) <= 50
    texts = [block["text"] for block in message["blocks"] if "text" in block]
    assert max(len(text["text"]) for text in texts) <= 3000
    assert all(text.get("verbatim", True) for text in texts)
    assert [text for text in texts if "<!" in text["text"]] == []


def test_an_issue_holds_the_markdown_however_much_there_is(repository: Repository) -> None:
    many = [item(f"B{n}", title=f"Alert {n} {'x' * 120}", due="2026-01-20") for n in range(600)]
    say(repository, "2026-01-06", *many)
    text = repository.rindoku("stale", "--as-of", "2026-07-01", "--format", "markdown").stdout
    assert len(text) < 65_536
    assert "The rest does not fit in here" in text


def test_somebody_is_mentioned_only_by_the_account_that_the_policy_tells(
    hostile: Repository,
) -> None:
    say(hostile, "2026-02-06", item("A1", due="2026-02-20", owner='"@mika"'),
        item("A2", due="2026-02-20"))  # fmt: skip
    text = hostile.rindoku("stale", "--as-of", "2026-07-01", "--format", "markdown").stdout
    assert "## @mika-dev (1)" in text
    assert re.findall(r"@(?=\w)[\w-]+", text) == ["@mika-dev"]


@pytest.mark.parametrize("style", ["markdown", "html", "csv", "slack"])
def test_what_other_people_read_names_no_restricted_record(
    repository: Repository, style: str
) -> None:
    secret = record(item(title="Rotate the leaked key", due="2026-01-20"), visibility="restricted")
    repository.write(FILE, secret)
    repository.commit("2026-01-06")
    ran = repository.rindoku("stale", "--as-of", "2026-07-01", "--format", style)
    assert STEM not in ran.stdout
    assert "leaked" not in ran.stdout
    assert "1 action item of a restricted postmortem is in no list" in ran.stdout + ran.stderr


def told_to_others(repository: Repository, style: str, day: str = "2026-07-01") -> str:
    return repository.rindoku("stale", "--as-of", day, "--format", style).stdout


OTHER_EYES = pytest.mark.parametrize("style", ["markdown", "html", "csv", "slack"])
SECRET = record(item(title="Rotate the leaked key", due="2026-01-20"), visibility="restricted")


@OTHER_EYES
def test_a_restricted_record_is_not_named_when_it_can_no_longer_be_read(
    repository: Repository, style: str
) -> None:
    repository.write(FILE, SECRET)
    repository.commit("2026-01-06")
    repository.write(FILE, SECRET.replace("status: draft", "status: ["))
    repository.commit("2026-01-07")
    told = told_to_others(repository, style)
    assert STEM not in told
    assert "leaked" not in told


@OTHER_EYES
def test_a_restricted_record_is_not_named_when_it_is_deleted(
    repository: Repository, style: str
) -> None:
    repository.write(FILE, SECRET)
    repository.commit("2026-01-06")
    (repository.path / FILE).unlink()
    repository.commit("2026-01-07")
    told = told_to_others(repository, style)
    assert STEM not in told
    assert "leaked" not in told


def test_a_deleted_record_that_was_no_secret_is_named(repository: Repository) -> None:
    say(repository, "2026-01-06", item(title="Alert"))
    (repository.path / FILE).unlink()
    repository.commit("2026-01-07")
    assert STEM in told_to_others(repository, "markdown").replace("\\", "")


def test_a_picture_tells_nothing_of_a_restricted_record(repository: Repository) -> None:
    repository.write(FILE, SECRET)
    repository.commit("2026-01-06")
    repository.write(FILE, SECRET.replace("leaked key", "stolen key"))
    repository.commit("2026-01-07")
    told = told_to_others(repository, "html")
    assert "1 action item of a restricted postmortem is in no list" in told
    assert "leaked" not in told
    assert "stolen" not in told


@OTHER_EYES
def test_an_id_that_begins_like_a_restricted_one_is_whole(
    repository: Repository, style: str
) -> None:
    longer = FILE.replace(".md", "-502.md")
    repository.write(FILE, SECRET)
    repository.write(longer, record(item(title="Alert", due="2026-01-20")))
    repository.commit("2026-01-06")
    told = told_to_others(repository, style).replace("\\", "")
    assert f"{STEM}-502" in told
    assert "…-502" not in told


def test_a_command_to_copy_runs_nothing_else(repository: Repository) -> None:
    say(repository, "2026-01-06", item("\"A1';id;'\"", due="2026-01-20"))
    told = repository.rindoku("stale", "--as-of", "2026-07-01").stdout
    (line,) = [line for line in told.split("\n") if "rindoku action " in line]
    assert shlex.split(line)[3] == f"{STEM}#A1';id;'"


def test_a_title_of_two_lines_stands_in_one(repository: Repository) -> None:
    say(repository, "2026-01-06", item(title='"Alert\\nnow"', due="2026-01-20"))
    assert "    Alert now\n" in repository.rindoku("stale", "--as-of", "2026-07-01").stdout


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-W10-1", "20260132"])
def test_a_day_that_cannot_be_reckoned_with_is_refused(repository: Repository, day: str) -> None:
    ran = repository.rindoku("stale", "--as-of", day)
    assert ran.exit_code == 2
    assert day in ran.stderr


@pytest.mark.parametrize("name", ["TEMPLATE.md", "2026/template-ja.md", "_drafts/2026-01-05-x.md"])
def test_a_template_is_no_record_of_any_day(repository: Repository, name: str) -> None:
    repository.write(f"postmortems/{name}", record(item(due="2026-01-20")))
    repository.commit("2026-01-06")
    told = report(repository, "2026-07-01")

    assert (told["write_ups_overdue"], told["stale"], told["unreadable"]) == ([], [], [])
    assert told["figures"]["open"] == 0


def test_documents_without_front_matter_are_counted_and_overdue_is_none(
    repository: Repository,
) -> None:
    for name in ("2024-01-05-old.md", "older.md", "2023/oldest.md"):
        repository.write(f"postmortems/{name}", "# The pool was empty\n\nIt was a long night.\n")
    say(repository, "2026-01-06", item(), status="final")
    told = report(repository, "2026-07-01")

    (note,) = told["notes"]
    assert note.startswith("3 documents in `postmortems/` are not read yet: they have no front ")
    assert note.endswith("`rindoku check` names them.")
    assert (told["write_ups_overdue"], told["unreadable"]) == ([], [])
    named = [(one["path"], one["code"]) for one in repository.findings()]
    assert sum(code == "RK005" for _, code in named) == 3


def test_a_record_that_lost_its_front_matter_is_still_told_as_last_readable(
    repository: Repository,
) -> None:
    say(repository, "2026-01-06", item())
    repository.write(FILE, "It was a long night.")
    repository.commit("2026-02-06")
    told = report(repository, "2026-07-01")

    assert told["unreadable"] == [STEM]
    assert told["figures"]["open"] == 1


def test_what_the_policy_excludes_is_no_record(repository: Repository) -> None:
    repository.write("rindoku.toml", 'exclude = ["old/*", "*-notes.md"]\n')
    say(repository, "2026-01-06", item())
    repository.write("postmortems/old/2020-01-05-x.md", record(item("A1", title="Old")))
    repository.write("postmortems/2026-01-05-meeting-notes.md", "no front matter")
    repository.commit("2026-01-07")
    for as_of in ("2026-07-01", None):
        options = ("--as-of", as_of) if as_of else ()
        told = repository.rindoku("stale", "--format", "json", *options).json
        assert (told["figures"]["open"], told["notes"], told["unreadable"]) == (1, [], [])
    assert {one["path"] for one in repository.findings()} <= {FILE}


def test_the_list_of_one_has_their_own_late_write_ups_only(repository: Repository) -> None:
    say(repository, "2026-01-06", item(due="2026-01-20"), authors='["@mika"]')
    heading = "Write-ups overdue"
    assert heading in repository.rindoku("stale").stdout
    assert heading not in repository.rindoku("stale", "--owner", "@ken").stdout


def test_files_ready_to_send_hold_no_colours(repository: Repository, tmp_path: Path) -> None:
    say(repository, "2026-01-06", item(due="2026-01-20"))
    repository.rindoku("stale", "--split", str(tmp_path / "out"))
    assert "\x1b" not in (tmp_path / "out" / "ken.txt").read_text()


def test_an_owner_who_is_written_in_two_ways_has_one_list(
    repository: Repository, tmp_path: Path
) -> None:
    rows = [item("A1", owner="ken", due="2026-01-20"), item("A2", due="2026-01-20")]
    say(repository, "2026-01-06", *rows)
    repository.rindoku("stale", "--split", str(tmp_path / "out"))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["ken.txt"]
    told = repository.rindoku("stale", "--owner", "ken", "--format", "json").json
    assert [row["action_item"] for row in told["stale"]] == [f"{STEM}#A1", f"{STEM}#A2"]


def test_a_broken_policy_is_no_reason_to_tell_something_else(repository: Repository) -> None:
    say(repository, "2026-01-06", item(due="2026-01-20"))
    repository.write("rindoku.toml", "[people\n")
    ran = repository.rindoku("stale")
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr.startswith("rindoku: rindoku.toml:1: ")


def test_an_import_is_told_once(repository: Repository) -> None:
    say(repository, "2026-06-01", item(due="2026-07-20"))
    (note,) = repository.rindoku("stale", "--format", "json").json["notes"]
    assert "1 record came into git more than 30 days after" in note


def test_a_new_owner_is_suggested_where_the_old_one_has_left(repository: Repository) -> None:
    repository.write("rindoku.toml", '[people]\n"@ken" = {left = 2026-02-01}\n"@mika" = {}\n')
    say(repository, "2026-01-06", item(priority="P1", due="2026-01-20"))
    told = repository.rindoku("stale", "--as-of", "2026-07-01").stdout
    assert "do it, with a new owner: it is urgent (P1)" in told
    assert f"rindoku action assign '{STEM}#A1' @…" in told


def test_what_a_blocked_item_waits_for_is_told(repository: Repository) -> None:
    say(repository, "2026-01-06", item(status="blocked", blocked_by="a vendor", due="2026-01-20"))
    assert "waits for a vendor" in repository.rindoku("stale", "--as-of", "2026-07-01").stdout


def test_done_in_time_goes_by_the_closed_day_where_it_is_told_late(repository: Repository) -> None:
    say(repository, "2026-01-06", item(priority="P1"))
    say(repository, "2026-06-01", item(priority="P1", status="done", closed="2026-01-20"))
    told = repository.rindoku("stale", "--as-of", "2026-07-01", "--format", "json").json
    assert told["done_in_time"] == {"part": 1, "whole": 1}


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # the other side has closed
        return b""


def test_a_terminal_gets_colours_unless_it_asks_for_none(shop: Repository) -> None:
    def seen(environment: dict[str, str]) -> str:
        master, slave = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "rindoku", "stale", *AS_OF],
            cwd=shop.path,
            stdout=slave,
            env={**os.environ, "COLUMNS": "80", **environment},
        ):
            os.close(slave)
            out = b"".join(iter(lambda: _read(master), b""))
        os.close(master)
        return out.decode()

    assert "\x1b[1m" in seen({"TERM": "xterm"})
    assert "\x1b" not in seen({"TERM": "xterm", "NO_COLOR": "1"})


# ------------------------------------------------------------------------- lists for each owner


def test_an_owners_list_holds_their_items_alone(shop: Repository) -> None:
    told = shop.rindoku("stale", *AS_OF, "--owner", "haruto", "--format", "json").json
    assert {row["owner"] for row in told["stale"]} == {"@haruto"}
    assert told["figures"]["stale"] == len(told["stale"])


def test_nobodys_list_holds_promises_and_no_ideas(repository: Repository) -> None:
    say(repository, "2026-01-06", item("A1", owner=""), item("A2", owner="", status="proposed"))
    words = ("--as-of", "2026-07-01", "--owner", "nobody", "--format", "json")
    figures = repository.rindoku("stale", *words).json["figures"]
    assert (figures["open"], figures["proposed"]) == (1, 0)


def test_an_unknown_owner_is_told_with_the_nearest_name(shop: Repository) -> None:
    ran = shop.rindoku("stale", "--owner", "@harito")
    assert ran.exit_code == 2
    assert "`haruto`" in ran.stderr


def test_a_file_for_each_owner_is_written_ready_to_send(shop: Repository, tmp_path: Path) -> None:
    ran = shop.rindoku("stale", *AS_OF, "--format", "markdown", "--split", str(tmp_path / "out"))
    assert ran.exit_code == 0
    files = {path.name: path.read_text() for path in (tmp_path / "out").iterdir()}
    assert {"haruto.md", "mika.md"} <= set(files)
    assert ran.stdout.splitlines() == sorted(str(tmp_path / "out" / name) for name in files)
    assert all(text.startswith("# Stale action items") for text in files.values())


def test_two_owners_whose_names_look_alike_get_two_files(
    repository: Repository, tmp_path: Path
) -> None:
    say(repository, "2026-01-06", item("A1", owner='"@a.b"', due="2026-01-20"),
        item("A2", owner='"@a/b"', due="2026-01-20"))  # fmt: skip
    repository.rindoku("stale", "--split", str(tmp_path / "out"))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a-b-2.txt", "a-b.txt"]


def test_every_owner_gets_a_file_of_their_own_on_every_file_system(
    repository: Repository, tmp_path: Path
) -> None:
    owners = (f'"@{"x" * 400}"', '"@mika"', '"@MIKA"', '"@nobody"', "")
    rows = [item(f"A{n}", title=f"T{n}", owner=one, due="2026-01-20")
            for n, one in enumerate(owners)]  # fmt: skip
    say(repository, "2026-01-06", *rows)
    assert repository.rindoku("stale", "--split", str(tmp_path / "out")).exit_code == 0
    names = {path.name.casefold(): path.read_text() for path in (tmp_path / "out").iterdir()}
    assert sorted(names) == [
        "mika-2.txt", "mika.txt", "nobody-2.txt", "nobody.txt", f"{'x' * 50}.txt",
    ]  # fmt: skip
    assert "nobody owns it" in names["nobody.txt"]


@pytest.mark.parametrize("style", ["text", "markdown", "csv", "slack"])
def test_nothing_in_a_title_is_obeyed_by_a_terminal_or_a_tracker(
    repository: Repository, style: str
) -> None:
    title = r'"\x1b[31m \u202e \x07 \u2028 see GH-12"'
    say(repository, "2026-01-06", item("A1", title=title, due="2026-01-20"))
    ran = repository.rindoku("stale", "--format", style)
    told = ran.json["blocks"] if style == "slack" else ran.stdout
    assert not set(str(told)) & set("\x1b\u202e\x07\u2028")
    assert style != "markdown" or "GH-12" not in told


def test_an_item_of_two_services_has_one_box(repository: Repository) -> None:
    say(repository, "2026-01-06", item("A1", due="2026-01-20"), services="[a, b]")
    told = repository.rindoku("stale", "--format", "markdown", "--by", "service").stdout
    assert told.count("[ ]") == 1


def test_a_promise_of_one_day_is_one_day_old(repository: Repository) -> None:
    say(repository, "2026-01-06", item("A1"))
    told = repository.rindoku("stale", "--as-of", "2026-01-07").stdout
    assert "The one open action item is 1 day old." in told


def test_where_nothing_was_promised_there_is_no_progress_to_tell(repository: Repository) -> None:
    repository.write("rindoku.toml", "")
    repository.commit("2026-01-06")
    assert "getting better" not in repository.rindoku("stale").stdout


@pytest.mark.parametrize("by", ["service", "reason"])
def test_stale_items_are_grouped_as_asked(shop: Repository, by: str) -> None:
    text = shop.rindoku("stale", *AS_OF, "--by", by).stdout
    headings = {"service": "\ncheckout (", "reason": "\noverdue ("}
    assert headings[by] in text


# ------------------------------------------------------------------------------------- in CI


@pytest.mark.parametrize(
    ("reasons", "exit_code"),
    [(("overdue",), 1), (("recurred",), 0), (("recurred", "overdue"), 1), (("any",), 1),
     (("taken-out",), 0), ((), 0)],
)  # fmt: skip
def test_it_fails_on_the_reasons_it_is_told_to_fail_on(
    repository: Repository, reasons: tuple[str, ...], exit_code: int
) -> None:
    say(repository, "2026-01-06", item(due="2026-01-20"))
    words: list[Any] = [word for reason in reasons for word in ("--fail-on", reason)]
    assert repository.rindoku("stale", "--as-of", "2026-02-01", *words).exit_code == exit_code


def test_it_fails_on_a_promise_that_was_taken_out(repository: Repository) -> None:
    say(repository, "2026-01-06", item("A1"), item("A2"))
    say(repository, "2026-01-07", item("A1"))
    ran = repository.rindoku("stale", "--as-of", "2026-01-08", "--fail-on", "taken-out")
    assert ran.exit_code == 1


def test_half_years_are_calendar_ones() -> None:
    assert half_year(date(2026, 6, 30)) == Period(date(2026, 1, 1), date(2026, 6, 30))
    assert half_year(date(2026, 7, 1)) == Period(date(2026, 7, 1), date(2026, 12, 31))


def test_flows_and_cohorts_are_the_difference_of_two_lists_of_their_days(shop: Repository) -> None:
    """Recomputed from what `action list` said on the two days; titles outlive renamed records."""

    def listed(day: str) -> dict[str, str]:
        words = ("action", "list", "--all", "--as-of", day, "--format", "json")
        rows = shop.rindoku(*words).json["action_items"]
        return {row["title"]: row["status"] for row in rows}

    told = report(shop, "2026-11-24")
    still_there = set(listed("2026-11-24"))
    eve, last = listed("2025-12-31"), listed("2026-06-30")
    for status in ("done", "dropped"):
        arrived = [title for title in last if last[title] == status != eve.get(title)]
        assert told["flows"][status] == len(still_there.intersection(arrived))
    promised = {title for title in last if last[title] != "proposed"}
    promised -= {title for title in eve if eve[title] != "proposed"}
    assert told["flows"]["promised"] == len(promised & still_there)
    (cohort,) = [one for one in told["cohorts"] if one["period"] == "2026H1"]
    assert cohort["promised"] == told["flows"]["promised"]
    assert sum(one["open"] for one in told["cohorts"]) == told["figures"]["open"]
    assert sum(one["done"] for one in told["cohorts"]) == told["figures"]["done"]
