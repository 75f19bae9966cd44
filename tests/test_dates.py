"""Days and times as people write them."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rindoku.dates import clock_meant, day_meant, moment_meant
from tests.conftest import Repository

THAT_DAY = date(2026, 3, 4)
NEAR = date(2026, 3, 14)
DAYS = st.dates(min_value=date(1989, 1, 8), max_value=date(2199, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-04", "2026/3/4", "2026.03.04", "20260304", "2026年3月4日", "2026年 3月 4日（水）",
        "２０２６年３月４日", "令和8年3月4日", "R8.3.4", "4 Mar 2026", "4th of March 2026",
        "March 4, 2026", "Mar 4th 2026", "Wed, 4 March 2026", "2026-03-04T10:02:00+09:00",
        "2026年3月4日10時2分", "2026‐03‐04", "2026ー03ー04",
    ],
)  # fmt: skip
def test_a_day_is_read_in_whatever_form_it_is_written(text: str) -> None:
    assert day_meant(text) == THAT_DAY


@pytest.mark.parametrize("text", ["3月4日", "3/4", "4 March", "3月4日(水)", "３月４日１０時２分"])
def test_without_its_year_it_is_that_of_a_day_nearby(text: str) -> None:
    assert day_meant(text) is None
    assert day_meant(text, NEAR) == THAT_DAY


def test_what_would_lie_far_behind_is_of_the_next_year() -> None:
    assert day_meant("1/31", date(2026, 11, 20)) == date(2027, 1, 31)
    assert day_meant("12/15", NEAR) == date(2026, 12, 15)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "来週", "03/04/2026", "2026-02-30", "2026年13月1日", "2026-W10-3", "2026年3月",
     "4026", "2026/03-04", "2/30"],
)  # fmt: skip
def test_what_is_no_day_or_could_be_two_is_none(text: str) -> None:
    assert day_meant(text, NEAR) is None


def test_the_first_year_of_an_era_has_a_word_of_its_own() -> None:
    assert day_meant("令和元年5月1日") == date(2019, 5, 1)


@given(DAYS)
def test_every_day_is_itself_in_every_form(day: date) -> None:
    forms = [f"{day:%Y/%m/%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%d %B %Y}",
             f"{day:%b %d, %Y}", f"{day:%Y%m%d}"]  # fmt: skip
    assert {day_meant(form) for form in forms} == {day}


@given(st.text())
def test_any_text_is_a_day_or_none(text: str) -> None:
    day_meant(text, NEAR)
    moment_meant(text, NEAR)
    clock_meant(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("3月4日10時2分", "2026-03-04T10:02:00"),
        ("2026/03/04 10:02", "2026-03-04T10:02:00"),
        ("2026年3月4日 10:02 JST", "2026-03-04T10:02:00+09:00"),
        ("2026-03-04 10:02 UTC", "2026-03-04T10:02:00Z"),
        ("2026-03-04 午後3時半", "2026-03-04T15:30:00"),
        ("Mar 4, 2026 3:04 PM", "2026-03-04T15:04:00"),
        ("10:02", "2026-03-14T10:02:00"),
        ("10時頃", "2026-03-14T10:00:00"),
    ],
)
def test_a_point_in_time_is_read_likewise(text: str, moment: str) -> None:
    assert moment_meant(text, NEAR) == moment


@pytest.mark.parametrize("text", ["2026-03-04", "25:00", "3時間", "13:00 PM", "noon"])
def test_what_is_no_point_in_time_is_none(text: str) -> None:
    assert moment_meant(text, NEAR) is None


@pytest.mark.parametrize("text", ["16:00", "１６：００", "16時", "午後4時", "4 pm"])
def test_a_time_of_day_is_read_likewise(text: str) -> None:
    assert clock_meant(text) == time(16)


@pytest.mark.parametrize("text", ["2026年3月14日", "2026/3/14", "令和8年3月14日", "14 Mar 2026"])
def test_an_option_takes_every_form_that_means_one_day(folder: Repository, text: str) -> None:
    ran = folder.rindoku("new", "x y", "--date", text)
    assert ran.stdout == "postmortems/2026-03-14-x-y.md\n"


def test_an_option_takes_no_day_without_its_year(folder: Repository) -> None:
    ran = folder.rindoku("new", "x y", "--date", "3/14")
    assert (ran.exit_code, "2026-06-30" in ran.stderr) == (2, True)
