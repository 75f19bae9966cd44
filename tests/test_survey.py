"""Surveys: whatever the form exports becomes counts and words, and never tells who said what."""

from __future__ import annotations

import contextlib
import csv
import io
import random
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rindoku.circles.minutes.mail_addresses import blotted
from rindoku.circles.minutes.survey import MOST_CHARACTERS, Result, Use, summarize
from rindoku.circles.minutes.survey_table import MOST_RESPONSES, read_table
from rindoku.circles.minutes.text_export import decode_export
from rindoku.errors import CannotRunError
from rindoku.lookup.people import NOBODY, People
from rindoku.text import clean_line
from tests.conftest import Repository

STEM = "2026-06-10-reading"
PAGE = f"docs/circles/{STEM}.md"
HELD = "---\ntitle: Reading\nkind: reading\ndate: 2026-06-10\nstatus: held\n---\nIt was good.\n"
ENGLISH = """\
Timestamp,Email Address,How well did you understand the postmortems?,Would you come again?,Comments
2026/06/10 17:00:01,mika@example.com,5,Yes,"More
of these"
2026/06/10 17:00:02,ken@example.com,4 - well,No,

2026/06/10 17:00:03,aoi@example.com,２,"Yes, gladly",Ask ken@example.com about the pool
"""
JAPANESE = """\
タイムスタンプ,ユーザー名,お名前（任意）,今日の内容の理解度,また参加したいですか？,感想
2026/06/10 17:00:01,mika@example.com,森 美加,５,はい,また参加したい
2026/06/10 17:00:02,ken@example.com,,4（だいたい）,いいえ,
2026/06/10 17:00:03,aoi@example.com,葵,とてもよく理解できた,はい！,もう少し時間がほしい
"""


@pytest.fixture
def team(folder: Repository) -> Repository:
    folder.write("rindoku.toml", '[people]\n"@mika" = { name = "森 美加" }\n"@ken" = {}\n')
    folder.write(PAGE, HELD)
    return folder


def imported(team: Repository, content: str | bytes, *options: str) -> str:
    (team.path / "a.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    ran = team.rindoku("circle", "survey", STEM, "a.csv", *options)
    assert ran.exit_code == 0, ran.stderr
    assert team.findings() == []
    return ran.stderr


def refused(team: Repository, content: str | bytes, *options: str) -> str:
    before = team.read(PAGE)
    (team.path / "a.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    ran = team.rindoku("circle", "survey", STEM, "a.csv", *options)
    assert ran.exit_code == 2, ran.stderr
    assert team.read(PAGE) == before
    return ran.stderr


def summary(
    content: str, people: People = NOBODY, asked: Mapping[str, Use] | None = None
) -> Result:
    return summarize(read_table(content), people, asked or {})


def test_an_english_export_becomes_counts_and_words(team: Repository) -> None:
    told = imported(team, ENGLISH)
    page = team.read(PAGE)
    assert "survey: {responses: 3, understanding: [0, 1, 0, 1, 1], again: [2, 1]," in page
    assert "comments: [Ask *** about the pool, More of these]" in page
    assert "@example.com" not in page
    assert "2 Email Address: left out, it tells who answered, or when" in told


def test_a_japanese_export_likewise(team: Repository) -> None:
    imported(team, JAPANESE)
    page = team.read(PAGE)
    assert "survey: {responses: 3, understanding: [0, 0, 0, 1, 2], again: [2, 1]," in page
    assert "comments: [また参加したい, もう少し時間がほしい]" in page
    assert "美加" not in page
    assert "葵" not in page


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932"])
def test_any_usual_encoding_gives_the_same(team: Repository, encoding: str) -> None:
    imported(team, JAPANESE)
    expected = team.read(PAGE)
    team.write(PAGE, HELD)
    imported(team, JAPANESE.replace("\n", "\r\n").encode(encoding))
    assert team.read(PAGE) == expected


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_any_usual_separator_gives_the_same(separator: str) -> None:
    rows = list(csv.reader(io.StringIO(ENGLISH)))
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    assert summary(out.getvalue()).survey == summary(ENGLISH).survey


def test_importing_again_replaces_and_keeps_what_is_the_writers_own(team: Repository) -> None:
    survey = "survey:\n  responses: 9  # by hand\n  form: ours\n  comments: [old]\n"
    team.write(PAGE, HELD.replace("status: held\n", f"status: held\n{survey}"))
    imported(team, ENGLISH)
    once = team.read(PAGE)
    assert "  responses: 3  # by hand\n  form: ours\n" in once
    assert "old" not in once
    imported(team, ENGLISH)
    assert team.read(PAGE) == once


def test_the_order_of_comments_does_not_tell_who_answered_when() -> None:
    header, *rows = ["when,words", *(f"t{n},words {n % 7}{n}" for n in range(40))]
    shuffled = list(rows)
    random.Random(3).shuffle(shuffled)  # noqa: S311
    one, other = ("\n".join([header, *some]) for some in (rows, shuffled))
    asked: dict[str, Use] = {"when": "ignore"}
    assert summary(one, asked=asked).survey == summary(other, asked=asked).survey


def test_a_column_whose_answers_are_people_is_left_out_whatever_it_is_called() -> None:
    people = People(("@ken",), {"ken": "@ken", "@ken": "@ken"})
    found = summary("Readers,Contact,Words\nken,a@b.example,good\n@ken,c@d.example,", people)
    assert found.survey.comments == ["good"]
    assert [told.use for told in found.columns] == ["ignore", "ignore", "comment"]


@pytest.mark.parametrize(
    ("answer", "place"),
    [("1", 0), ("５", 4), ("5 - very well", 4), ("3/5", 2), ("4（だいたい）", 3), ("4点", 3),
     ("Not at all", 0), ("10", None), ("5.5", None), ("0", None), ("6", None), ("maybe", None)],
)  # fmt: skip
def test_an_answer_about_understanding_is_a_number_or_does_not_count(
    answer: str, place: int | None
) -> None:
    survey = summary(f"q\n{answer}", asked={"q": "understanding"})
    counted = [n for n, count in enumerate(survey.survey.understanding) if count]
    assert counted == ([] if place is None else [place])
    assert survey.columns[0].unread == ((answer,) if place is None else ())


@pytest.mark.parametrize(
    ("answer", "counts"),
    [("Yes", [1, 0]), ("はい。", [1, 0]), ("ぜひ参加したい", [0, 0]), ("no", [0, 1]),
     ("いいえ、忙しいので", [0, 1]), ("no idea", [0, 0]), ("たぶん", [0, 0]), ("Y", [1, 0])],
)  # fmt: skip
def test_an_answer_to_come_again_is_yes_or_no_or_does_not_count(
    answer: str, counts: list[int]
) -> None:
    assert summary(f"q\n{answer}", asked={"q": "again"}).survey.again == counts


def test_what_is_not_taken_is_told_with_the_way_to_take_it(team: Repository) -> None:
    scores = "満足度,理解度,理解度（二つ目）\n7,5,1\n8,4,1\n"
    told = imported(team, scores)
    assert "1 満足度: not taken, its answers are numbers" in told
    assert "--column: understanding=1, again=1, comment=1, ignore=1" in told
    assert "3 理解度（二つ目）: not taken, another column is understanding already" in told
    assert "understanding: [0, 0, 0, 1, 1]" in team.read(PAGE)
    imported(team, scores, "--column", "understanding=3", "--column", "comment=満足度")
    assert "understanding: [2, 0, 0, 0, 0]" in team.read(PAGE)
    assert "comments: ['7', '8']" in team.read(PAGE).replace('"', "'")


def test_an_answer_that_does_not_count_is_told(team: Repository) -> None:
    assert "an answer that does not count: maybe" in imported(team, "理解度\n5\n4\nmaybe\n")


@pytest.mark.parametrize(
    ("option", "told"),
    [("understanding=9", "no column 9"), ("understand=1", "did you mean `understanding`?"),
     ("again=", "cannot read")],
)  # fmt: skip
def test_a_column_that_is_not_there_is_told(team: Repository, option: str, told: str) -> None:
    assert told in refused(team, ENGLISH, "--column", option)


def test_one_question_has_one_column(team: Repository) -> None:
    options = ("--column", "again=3", "--column", "again=4")
    assert "two columns" in refused(team, ENGLISH, *options)


HOSTILE = [
    '=HYPERLINK("http://x.example";"y")', "<script>alert(1)</script>", "- a: {b: [c", "null",
    "---", "*alias", "!!python/object:os.system", "@ken", "a\x00b\x1b[31mc", "\u202eabc", "👨‍👩‍👧",
]  # fmt: skip


def test_hostile_words_are_words(team: Repository) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["Anything?"], *([words] for words in HOSTILE)])
    imported(team, out.getvalue())
    from rindoku.source.document import read_document

    survey = read_document(PAGE, team.read(PAGE).encode()).data["survey"]
    assert isinstance(survey, dict)
    assert survey["comments"] == sorted(clean_line(words) for words in HOSTILE)
    assert "\x1b" not in team.read(PAGE)


def test_a_long_comment_is_cut_off_and_that_is_told(team: Repository) -> None:
    told = imported(team, f"Words\n{'あ' * 1000}\nshort\n")
    assert "1 comments were longer than 500 characters" in told
    assert "あ" * (MOST_CHARACTERS - 1) + "…" in team.read(PAGE)


def test_an_address_at_the_cut_is_not_half_told() -> None:
    (comment,) = summary(f"Words\n{'a ' * 245}somebody.long@example.com b").survey.comments
    assert "somebody" not in comment


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\n\n,,\n", "is empty"),
        (b"a,b\n1,2,3\n", "more cells"),
        (b"q\n" + b"5\n" * (MOST_RESPONSES + 1), "more than 1000 responses"),
        (b"q\n" + b"x" * 21_000_000, "larger than 20 MB"),
        (b"q\n" + b"5,yes\n" * 1_000_000, "more than 1000 responses"),
        (b"\x89PNG\r\n\x1a\n\xff\xff\xff", "neither UTF-8"),
        (b"a," * 500, "columns"),
    ],
    ids=["empty", "blank", "ragged", "long", "large", "million", "picture", "wide"],
)
def test_what_is_no_survey_is_refused(team: Repository, content: bytes, told: str) -> None:
    assert told in refused(team, content)


def test_a_huge_cell_is_no_harm(team: Repository) -> None:
    told = imported(team, f"理解度,Words\n5,{'x' * 19_000_000}\n4,good\n")
    assert "cut off" in told
    assert "understanding: [0, 0, 0, 1, 1]" in team.read(PAGE)


def test_a_cancelled_session_has_no_survey(team: Repository) -> None:
    team.write(PAGE, HELD.replace("held", "cancelled"))
    assert "was cancelled" in refused(team, ENGLISH)


def test_an_unknown_session_is_asked_about(team: Repository) -> None:
    team.write("a.csv", ENGLISH)
    ran = team.rindoku("circle", "survey", "2026-06-10-readng", "a.csv")
    assert (ran.exit_code, "did you mean" in ran.stderr) == (2, True)


cell = st.text(max_size=30) | st.sampled_from(["5", "yes", "はい", "a@b.example", '"', ",", "\r\n"])


@given(st.lists(st.lists(cell, min_size=1, max_size=4), min_size=1, max_size=6))
def test_any_table_is_summed_up_or_refused(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    try:
        found = summary(out.getvalue())
    except CannotRunError:
        return
    survey = found.survey
    assert sum(survey.understanding) <= survey.responses
    assert sum(survey.again) <= survey.responses
    assert all(comment == clean_line(comment) for comment in survey.comments)


@given(st.text())
def test_any_text_is_summed_up_or_refused(text: str) -> None:
    with contextlib.suppress(CannotRunError):
        assert summary(text).survey.responses <= len(text)


@pytest.mark.parametrize(
    "address",
    [
        "aoi@example.com", "aoi＠example．com", "ａｏｉ＠ｅｘ．ｃｏｍ", "aoi @ example.com",
        "aoi at example.com", "aoi [at] example [dot] com", "aoi(at)example.com",
        "aoi アット example.com", "aoi@example。com", "aoi@例え.テスト", "青井@日本.jp",
        '"aoi fujii"@example.com', "aoi&#64;example.com", "aoi.fujii+x@mail.example.co.jp",
    ],
)  # fmt: skip
def test_a_mail_address_is_blotted_out_however_it_is_written(address: str) -> None:
    assert blotted(f"連絡は、{address} まで") == "連絡は、*** まで"


@pytest.mark.parametrize("words", ["@ken のおかげ", "また来ます。次も 17 時で", "5@", "1.5 倍速で"])
def test_words_that_are_no_address_stay(words: str) -> None:
    assert blotted(words) == words


def test_japanese_words_around_an_address_stay() -> None:
    assert blotted("連絡はaoi@example.comまで") == "連絡は***まで"


def test_a_column_about_who_answered_is_left_out() -> None:
    table = read_table("記入者,Respondent,電話番号,感想\n青井,Aoi F,090-1234-5678,よい\n")
    assert summarize(table, NOBODY, {}).survey.comments == ["よい"]


def test_a_survey_that_nobody_has_answered_replaces_nothing(team: Repository) -> None:
    imported(team, ENGLISH)
    assert "no answers" in refused(team, ENGLISH.splitlines()[0] + "\n")


def test_a_quote_that_never_ends_is_refused_and_swallows_no_answer(team: Repository) -> None:
    assert "is no CSV" in refused(team, 'Comments,Again?\n"never ends,yes\ngood,no\n')


def test_stray_zeros_do_not_hide_the_answers() -> None:
    text = decode_export(b"Comments,Name\n\0good,\0b\n", "a.csv")
    assert read_table(text).columns[0].answers == ("good",)
