"""The export of a survey as a table: a CSV file of any separator, with the questions on top."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from rindoku.circles.minutes.text_export import MOST_BYTES
from rindoku.errors import CannotRunError
from rindoku.saying import say
from rindoku.text import clean_line, fold

MOST_RESPONSES = 1_000
"""No session has more; a longer table is another one."""
_MOST_COLUMNS = 200
_MOST_IN_A_CELL = 2_000
_SEPARATORS = ",\t;"


class Column(NamedTuple):
    """One question: its number as a person counts, its words, and an answer for each response."""

    number: int
    header: str
    answers: tuple[str, ...]

    @property
    def given(self) -> list[str]:
        """The answers that are not empty."""
        return [answer for answer in self.answers if answer]


class Table(NamedTuple):
    """A survey's answers by question; empty rows are left out."""

    columns: tuple[Column, ...]
    responses: int


def read_table(text: str) -> Table:
    """The table in a CSV text. Raises CannotRunError where there is none, or far too much."""
    rows = _rows(text)
    header = next(rows, None)
    if header is None:
        raise CannotRunError(say("the survey is empty"), say("export the answers as CSV once more"))
    if len(header) > _MOST_COLUMNS:
        raise CannotRunError(
            say("the survey has %(header)s columns", header=len(header)),
            say("is it the right file?"),
        )
    answers = []
    for row in rows:
        answers.append(row)
        if len(answers) > MOST_RESPONSES:
            message = say(
                "the survey has more than %(most_responses)s responses",
                most_responses=MOST_RESPONSES,
            )
            raise CannotRunError(message, say("is it the right file?"))
    if not answers:
        hint = say("export them as CSV once somebody has answered")
        raise CannotRunError(say("the survey has questions, but no answers"), hint)
    width = max([len(header), *map(len, answers)])
    if width > len(header) and any(any(row[len(header) :]) for row in answers):
        message = say("some rows of the survey have more cells than its first row has questions")
        hint = say("export the answers as CSV once more, with the questions on top")
        raise CannotRunError(message, hint)
    columns = tuple(
        Column(n + 1, name, tuple(row[n] if n < len(row) else "" for row in answers))
        for n, name in enumerate(header)
    )
    return Table(columns, len(answers))


def comparable(text: str) -> str:
    """Words as they are compared: in one width and case."""
    return fold(text).strip()


def _rows(text: str) -> Iterator[list[str]]:
    csv.field_size_limit(MOST_BYTES)  # one long answer is no reason to refuse the others
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        for row in reader:
            cells = [clean_line(cell)[:_MOST_IN_A_CELL] for cell in row]
            if any(cells):
                yield cells
    except csv.Error as error:
        raise CannotRunError(
            say(
                "line %(line_num)s of the survey is no CSV: %(error)s",
                line_num=reader.line_num,
                error=error,
            ),
            say("export the answers as CSV once more"),
        ) from None


def _separator(text: str) -> str:
    """The sign that stands most often between the questions, outside of quotes."""
    counts = dict.fromkeys(_SEPARATORS, 0)
    quoted = False
    for sign in text.lstrip():
        if sign == '"':
            quoted = not quoted
        elif sign in "\r\n" and not quoted:
            break
        elif sign in counts and not quoted:
            counts[sign] += 1
    return max(counts, key=lambda sign: counts[sign])
