"""What commands share: the root, days as options, and how examples stand in a help text."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from rindoku.errors import CannotRunError
from rindoku.locale import LANGUAGES
from rindoku.reports.registry import REPORTS, What
from rindoku.source import layout
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


def find_root(given: Path | None) -> Path:
    """The repository's folder: the given one, or the nearest one upwards with records or a policy.

    Raises CannotRunError where there is none.
    """
    if given is not None:
        return given.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if _is_root(folder):
            return folder
    raise CannotRunError(
        f"neither here nor above is a `{layout.POSTMORTEMS}/` folder or a policy",
        "go to your repository, name it (rindoku --root DIR …), or begin one: mkdir postmortems",
    )


def shown_path(path: Path) -> str:
    """A path as a person here would type it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def _is_root(folder: Path) -> bool:
    if (folder / layout.POSTMORTEMS).is_dir() or (folder / "rindoku.toml").is_file():
        return True
    from rindoku.reading.policy_file import (
        read_policy,  # brings pydantic, which --help can do without
    )
    from rindoku.source.tree import WorkingTree

    policy = read_policy(WorkingTree(folder))
    return policy.path is not None and (policy.error is None or "tool.rindoku" in policy.text)


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
