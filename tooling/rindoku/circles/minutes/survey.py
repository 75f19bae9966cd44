"""A survey's answers as counts and free text: never a name, an address, or who said what when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple, cast, get_args

from rindoku.circles.minutes.mail_addresses import blotted, is_address
from rindoku.circles.minutes.survey_table import Column, Table, comparable
from rindoku.editing.edits import Edits
from rindoku.editing.front_matter import Change, Set
from rindoku.editing.scalars import Writable
from rindoku.errors import CannotRunError
from rindoku.lookup.people import People
from rindoku.reading.catalog import RecordFile
from rindoku.reading.similar import did_you_mean
from rindoku.records import Circle
from rindoku.records.circle import Survey
from rindoku.saying import say

Use = Literal["understanding", "again", "comment", "ignore"]
USES: tuple[Use, ...] = get_args(Use)
MOST_CHARACTERS = 500
"""A comment's length; the rest is cut off."""
_MOST_IN_ALL = 200_000
"""All comments together, so that the page stays a page."""

_PERSONAL = re.compile(
    r"timestamp|タイムスタンプ|日時|回答日.{0,3}|submitted at"
    r"|(start|completion) time|(開始|完了)時刻"
    r"|.{0,12}(e-?mail|メール)( ?address|アドレス)?.{0,6}|user ?name|ユーザー名|.{0,8}氏名.{0,8}"
    r"|((what is )?your |full |first |last )?name( ?\(.*\)|\W*)|.{0,8}名前.{0,8}"
    r"|ニックネーム|nickname|.{0,6}社員番号.{0,6}|(slack|github) ?(id|name|handle)"
    r"|.{0,6}(記入|回答)者.{0,6}|respondent( ?id)?|.{0,6}電話(番号)?.{0,6}|(tele)?phone( number)?"
    r"|ip ?(address|アドレス)"
)
"""Questions, and columns of the form's own, whose answers tell who answered, or when."""
_ABOUT_UNDERSTANDING = re.compile(r"underst|理解|わかり|分かり|わかった|分かった")
_ABOUT_AGAIN = re.compile(
    r"\bagain\b|\bcome back\b|\bnext (time|one|session)\b|また|次(回|も)|今後も"
)
_NUMBER = re.compile(r"([1-5])(?![\d.,]*\d).*")

_UNDERSTOOD = {
    "very well": 5, "completely": 5, "well": 4, "mostly": 4, "somewhat": 3, "neutral": 3,
    "partly": 3, "not very well": 2, "a little": 2, "poorly": 2, "not at all": 1,
    "とてもよく理解できた": 5, "よく理解できた": 5, "理解できた": 4, "だいたい理解できた": 4,
    "どちらともいえない": 3, "どちらとも言えない": 3, "普通": 3, "あまり理解できなかった": 2,
    "理解できなかった": 1, "全く理解できなかった": 1, "まったく理解できなかった": 1,
}  # fmt: skip
"""Answers in words that count as a number; others are told as not read."""
_YES = re.compile(
    r"(yes|yeah|sure|definitely|of course|y|true"
    r"|はい|ええ|ぜひ|(また)?参加したい|(そう)?思う)(\W.*)?"
)
_NO = re.compile(
    r"(no|nope|not really|n|false|いいえ|参加(したくない|しない)|思わない)(\s*[^\w\s].*)?"
)


class ColumnUse(NamedTuple):
    """What became of a column. ``why`` is empty where it was used as it should be."""

    column: Column
    use: Use | None
    why: str = ""
    places: tuple[int, ...] = ()
    """The answers that count, each as its place in the counts."""
    unread: tuple[str, ...] = ()


class Result(NamedTuple):
    """A survey as a page keeps it, and what became of each column."""

    survey: Survey
    columns: tuple[ColumnUse, ...]
    shortened: int
    """How many comments were cut off at ``MOST_CHARACTERS``."""


def parse_use(text: str) -> tuple[str, Use]:
    """`USE=COLUMN` as the column's number or header, and its use."""
    use, _, column = text.partition("=")
    if use not in USES or not column:
        hint = did_you_mean(use, list(USES)) or say("use one of %(uses)s", uses=", ".join(USES))
        raise CannotRunError(
            say("cannot read `--column %(text)s`", text=text),
            say("%(hint)s: understanding=3", hint=hint),
        )
    return column, use


def summarize(table: Table, people: People, named: Mapping[str, Use]) -> Result:
    """Count the answers. ``named`` says what columns are, by number or by header.

    Raises CannotRunError for a column that is not there, or two of one question.
    """
    uses = [_with_places(use) for use in _uses(table, people, _by_number(table, named))]
    comments = [
        blotted(answer) for use in uses if use.use == "comment" for answer in use.column.given
    ]
    kept = sorted(_shortened(comment) for comment in comments)  # by text, not by who came first
    if sum(map(len, kept)) > _MOST_IN_ALL:
        message = say(
            "the comments are longer than %(most_in_all)s characters in all",
            most_in_all=_MOST_IN_ALL,
        )
        raise CannotRunError(message, say("leave columns out: --column ignore=NUMBER"))
    survey = Survey(
        responses=table.responses,
        understanding=_counts(uses, "understanding", 5),
        again=_counts(uses, "again", 2),
        comments=kept,
    )
    return Result(survey, tuple(uses), sum(len(c) > MOST_CHARACTERS for c in comments))


def record_survey(edits: Edits, page: RecordFile[Circle], survey: Survey) -> None:
    """Give a session's page its survey, in the place of an earlier one.

    Raises CannotRunError for a session that was cancelled.
    """
    if page.record is None:
        raise CannotRunError(
            say("%(path)s cannot be read", path=page.path), say("`rindoku check` says why")
        )
    if page.record.status == "cancelled":
        raise CannotRunError(
            say("%(stem)s was cancelled", stem=page.stem), say("is it the right page?")
        )
    data = cast("dict[str, Writable]", survey.model_dump())
    there = page.document.data.get("survey")
    # in a survey that is there already, keys of the writer's own stay
    changes: list[Change] = [Set(("survey", name), value) for name, value in data.items()]
    whole: list[Change] = [Set(("survey",), data)]
    edits.change(page.path, changes if isinstance(there, dict) and there else whole)


def _by_number(table: Table, named: Mapping[str, Use]) -> dict[int, Use]:
    by_number: dict[int, Use] = {}
    for name, use in named.items():
        matches = [
            column.number
            for column in table.columns
            if name == str(column.number) or comparable(name) == comparable(column.header)
        ]
        if not matches:
            hint = "; ".join(f"{c.number} {c.header[:40]}" for c in table.columns[:12])
            raise CannotRunError(
                say("the survey has no column %(name)s", name=name),
                say("it has %(hint)s", hint=hint),
            )
        by_number |= dict.fromkeys(matches, use)
    for use in ("understanding", "again"):
        if list(by_number.values()).count(use) > 1:
            raise CannotRunError(
                say("two columns cannot both be %(use)s", use=use), say("name one of them")
            )
    return by_number


def _uses(table: Table, people: People, named: Mapping[int, Use]) -> Iterator[ColumnUse]:
    """What each column is: as named, else guessed; of two of one question the first counts."""
    taken = set(named.values())
    for column in table.columns:
        if column.number in named:
            yield ColumnUse(column, named[column.number])
            continue
        guessed = _guess(column, people)
        if guessed.use in ("understanding", "again"):
            if guessed.use in taken:
                yield ColumnUse(
                    column, None, say("another column is %(use)s already", use=guessed.use)
                )
                continue
            taken.add(guessed.use)
        yield guessed


def _guess(column: Column, people: People) -> ColumnUse:
    header, given = comparable(column.header), column.given
    if _PERSONAL.fullmatch(header):
        return ColumnUse(column, "ignore", say("it tells who answered, or when"))
    if _most(given, lambda answer: is_address(answer) or people.handle(answer) is not None):
        return ColumnUse(column, "ignore", say("its answers are names or addresses"))
    if _ABOUT_UNDERSTANDING.search(header) and _most(given, lambda a: _understood(a) is not None):
        return ColumnUse(column, "understanding")
    if _ABOUT_AGAIN.search(header) and _most(given, lambda a: _again(a) is not None):
        return ColumnUse(column, "again")
    if _most(given, lambda answer: comparable(answer).replace(".", "").isdecimal()):
        return ColumnUse(
            column, None, say("its answers are numbers, and its question is not known")
        )
    if not header and not given:
        return ColumnUse(column, "ignore")
    return ColumnUse(column, "comment")


def _most(answers: list[str], test: Callable[[str], bool]) -> bool:
    return bool(answers) and sum(map(test, answers)) * 2 > len(answers)


def _understood(answer: str) -> int | None:
    """1 to 5 as a place from 0: `5`, `５`, `5 - very well`, or words that are known."""
    text = comparable(answer)
    match = _NUMBER.fullmatch(text)
    number = int(match[1]) if match else _UNDERSTOOD.get(text)
    return None if number is None else number - 1


def _again(answer: str) -> int | None:
    """Yes is place 0, no is place 1."""
    text = comparable(answer)
    return 0 if _YES.fullmatch(text) else 1 if _NO.fullmatch(text) else None


def _with_places(uses: ColumnUse) -> ColumnUse:
    """The column with its answers read, where it is one that is counted."""
    if uses.use not in ("understanding", "again"):
        return uses
    reader = _understood if uses.use == "understanding" else _again
    read = [(answer, reader(answer)) for answer in uses.column.given]
    places = tuple(place for _, place in read if place is not None)
    return uses._replace(places=places, unread=tuple(a for a, place in read if place is None))


def _counts(columns: list[ColumnUse], use: Use, size: int) -> list[int]:
    places = Counter(p for column in columns if column.use == use for p in column.places)
    return [places[place] for place in range(size)]


def _shortened(comment: str) -> str:
    return comment if len(comment) <= MOST_CHARACTERS else comment[: MOST_CHARACTERS - 1] + "…"
