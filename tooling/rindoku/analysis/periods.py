"""Spans of days that a report looks back on; a half-year is the usual one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rindoku.errors import CannotRunError
from rindoku.saying import say

_NAME = re.compile(r"(\d{4})H([12])", re.IGNORECASE)
_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    @property
    def eve(self) -> date:
        """The day before it began: what the report before this one saw."""
        return self.first - _DAY

    @property
    def is_half_year(self) -> bool:
        """Whether it is the first or the second half of a calendar year."""
        return self == half_year(self.first)

    @property
    def name(self) -> str:
        """`2026H1`, or its two days."""
        if not self.is_half_year:
            return f"{self.first}/{self.last}"
        return f"{self.first.year}H{1 if self.first.month == 1 else 2}"

    @property
    def before(self) -> Period:
        """The half-year before a half-year; else as many days as it has."""
        if self.is_half_year:
            return half_year(self.eve)
        return Period(self.first - (self.last - self.first) - _DAY, self.eve)


def half_year(day: date) -> Period:
    """The calendar half-year around a day."""
    if day.month <= 6:
        return Period(date(day.year, 1, 1), date(day.year, 6, 30))
    return Period(date(day.year, 7, 1), date(day.year, 12, 31))


def last_complete(day: date) -> Period:
    """The last calendar half-year that is over at the end of a day."""
    around = half_year(day)
    return around if day == around.last else around.before


def parse_period(text: str) -> Period | None:
    """The half-year that `2026H1` names; None where the text names none."""
    match = _NAME.fullmatch(text.strip())
    if match is None or int(match[1]) < 2:
        return None
    return half_year(date(int(match[1]), 1 if match[2] == "1" else 7, 1))


def looked_back_on(name: str | None, first: date | None, last: date | None, day: date) -> Period:
    """What a report of a day looks back on: the half-year of a name, else what lies between two
    days (up to its own without a ``last``), else the last half-year that is over.

    Raises CannotRunError where the name is none, or the days come in another order.
    """
    found = Period(first, last or day) if first else last_complete(day)
    if name is not None:
        named = parse_period(name)
        if named is None:
            raise CannotRunError(
                say("`%(name)s` is no half-year", name=name), say("write it as 2026H1 or 2026H2")
            )
        found = named
    if found.first > day:
        raise CannotRunError(
            say(
                "the period begins on %(first)s, after the report's day %(day)s",
                first=found.first,
                day=day,
            )
        )
    if found.last < found.first:
        raise CannotRunError(
            say(
                "the period ends (%(last)s) before it begins (%(first)s)",
                last=found.last,
                first=found.first,
            )
        )
    return found
