"""Options that several commands share: days, languages and formats."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import click

from rindoku.locale import LANGUAGES
from rindoku.reports.registry import REPORTS, What
from rindoku.values import YEARS


class DayType(click.ParamType[date]):
    """A day on the command line."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        text = unicodedata.normalize("NFKC", str(value)).replace("/", "-")
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            self.fail(f"{text} is no day; write it as 2026-06-30", param, ctx)
        try:
            day = date.fromisoformat(text)
        except ValueError:
            self.fail(f"{text} is a day that no calendar has", param, ctx)
        if day.year not in YEARS:
            self.fail(f"{text} is not between {YEARS[0]} and {YEARS[-1]}", param, ctx)
        return day


as_of_option = click.option("--as-of", type=DayType(), help="As the main line was on that day.")
language_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    help="The report's language; the policy's when left out.",
)


def format_option(what: What, text: str | None = None) -> Callable[[Any], Any]:
    """The choice of a report's format; ``text`` explains it."""
    formats = [*REPORTS[what]]
    return click.option(
        "--format", "style", type=click.Choice(formats), default=formats[0], show_default=True,
        help=text,
    )  # fmt: skip
