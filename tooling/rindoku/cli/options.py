"""Options that several commands share: days, words, languages and formats."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import click

from rindoku.locale import LANGUAGES
from rindoku.reports.registry import REPORTS, What
from rindoku.values import YEARS


class DayType(click.ParamType[date]):
    """A day on the command line, written in any way that means one day."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        from rindoku.cli.telling import told
        from rindoku.dates import day_meant
        from rindoku.saying import say

        text = str(value)
        day = day_meant(text)
        if day is None and re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            self.fail(told(say("%(text)s is a day that no calendar has", text=text)), param, ctx)
        if day is None:
            no_day = say("%(text)s is no day; write it as 2026-06-30", text=text)
            self.fail(told(no_day), param, ctx)
        if day.year not in YEARS:
            first, last = YEARS[0], YEARS[-1]
            far = say("%(text)s is not between %(first)d and %(last)d",
                      text=text, first=first, last=last)  # fmt: skip
            self.fail(told(far), param, ctx)
        return day


class WordType(click.Choice[str]):
    """One of some words; those that reports show for them, in any language, are understood."""

    def __init__(self, choices: Iterable[str], names: Mapping[str, str] | None = None) -> None:
        super().__init__(tuple(choices), case_sensitive=False)
        self._names = names or {}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.choices:
            from rindoku.locale import word_meant

            value = word_meant(str(value), self.choices, self._names) or value
        return super().convert(value, param, ctx)


as_of_option = click.option("--as-of", type=DayType(), help="As the main line was on that day.")
language_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,  # it is looked for before the command is known: see `language`
    help="The report's language; the policy's when left out.",
)


def format_option(what: What, text: str | None = None) -> Callable[[Any], Any]:
    """The choice of a report's format; ``text`` explains it."""
    formats = [*REPORTS[what]]
    return click.option(
        "--format", "style", type=click.Choice(formats), default=formats[0], show_default=True,
        help=text,
    )  # fmt: skip
