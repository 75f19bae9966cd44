"""`rindoku stale`: the action items that nobody finished."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import get_args

import click

from rindoku.analysis.periods import Period, last_complete, parse_period
from rindoku.analysis.reasons import REASONS
from rindoku.analysis.stale_report import StaleReport
from rindoku.cli.examples import EXAMPLES
from rindoku.cli.loading import load, words_for
from rindoku.cli.options import DayType, format_option, language_option
from rindoku.cli.printing import print_report
from rindoku.editing import files
from rindoku.errors import CannotRunError
from rindoku.reports.options import By, ReportOptions
from rindoku.reports.registry import REPORTS
from rindoku.reports.terminal import terminal_width
from rindoku.repository import Repository
from rindoku.wording.summary import caveats

NOBODY = "nobody"
ANY, TAKEN_OUT = "any", "taken-out"
"""What `--fail-on` takes beside the reasons."""


@click.command(
    "stale",
    epilog=EXAMPLES.format(
        "rindoku stale\n"
        "  rindoku stale --period 2026H1 --as-of 2026-07-01\n"
        "  rindoku stale --format markdown --lang ja > report.md\n"
        "  rindoku stale --owner @ken\n"
        "  rindoku stale --by owner --format markdown --split lists/\n"
        "  rindoku stale --fail-on recurred --fail-on unowned     # in CI"
    ),
)
@click.option("--as-of", type=DayType(), help="Tell it as the main line was on that day.")
@click.option(
    "--period", "half_year", metavar="2026H1",
    help="The half-year to look back on; the last complete one when left out.",
)  # fmt: skip
@click.option("--from", "first", type=DayType(), help="Or look back from this day …")
@click.option("--to", "last", type=DayType(), help="… to that one; today when left out.")
@format_option("stale")
@click.option(
    "--by", type=click.Choice(get_args(By)), default="owner", show_default=True,
    help="How to group what is stale.",
)  # fmt: skip
@click.option(
    "--owner", metavar="HANDLE", help=f"One owner's own list ({NOBODY}: of what has none)."
)
@click.option(
    "--split", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Write a file for each owner into a folder, ready to send.",
)  # fmt: skip
@click.option(
    "--fail-on", "failing", multiple=True, type=click.Choice([*REASONS, TAKEN_OUT, ANY]),
    help="Exit with 1 if something is stale for this reason.",
)  # fmt: skip
@language_option
@click.pass_obj
def command(
    root: Path | None,
    as_of: date | None,
    half_year: str | None,
    first: date | None,
    last: date | None,
    style: str,
    by: By,
    owner: str | None,
    split: Path | None,
    failing: tuple[str, ...],
    lang: str | None,
) -> None:
    """Report every open action item that is overdue, aged, untouched, slipping, unowned, or was
    open when its incident happened again; what to decide first, and whether it is getting better.

    Everything is told from the records and their git history; each reason comes with its evidence.
    """
    if owner is not None and split is not None:
        raise click.UsageError("--split writes every owner's list, --owner shows one: use one")
    everything = load(root, as_of)
    period = _period(half_year, first, last, everything.day)
    words = words_for(everything, lang)
    form = REPORTS["stale"][style]
    repository = everything.seen_by(form.audience)
    options = ReportOptions(words, tuple(caveats(repository, words)), by, terminal_width())
    made = repository.stale_report(period, _meant(repository, owner) if owner else None)
    if split is not None:
        lists = _by_owner(repository, made)
        paths = {name: split / f"{name}.{form.suffix}" for name in lists}
        for name, part in lists.items():
            _write(paths[name], click.unstyle(form.render(part, options)))
        for path in paths.values():
            click.echo(path)
        if not paths:
            click.echo("Nothing is stale or due soon: no list was written.", err=True)
    else:
        print_report(form, made, options)
    if _fails(made, failing):
        raise SystemExit(1)


_MOST_IN_NAME = 50
"""Characters; a file's name holds 255 bytes."""


def _period(half_year: str | None, first: date | None, last: date | None, day: date) -> Period:
    if half_year is not None and (first or last):
        raise click.UsageError("--period and --from/--to are two ways to say the same: use one")
    if half_year is not None:
        found = parse_period(half_year)
        if found is None:
            raise CannotRunError(f"`{half_year}` is no half-year", "write it as 2026H1 or 2026H2")
    elif first is not None:
        found = Period(first, last or day)
    elif last is not None:
        raise click.UsageError("--to needs a --from")
    else:
        found = last_complete(day)
    if found.first > day:
        raise CannotRunError(f"the period begins on {found.first}, after the report's day {day}")
    if found.last < found.first:
        raise CannotRunError(f"the period ends ({found.last}) before it begins ({found.first})")
    return found


def _meant(repository: Repository, owner: str) -> frozenset[str | None]:
    """An owner as records write it, in one way or more."""
    if owner == NOBODY:
        return frozenset([None])
    return repository.find.owners([owner])


def _by_owner(repository: Repository, whole: StaleReport) -> dict[str, StaleReport]:
    """A report for each owner of something stale or due soon, by a name that a file can have."""
    owners = {item.item.owner for item in (*repository.assessment.stale, *whole.due_soon)}
    reports: dict[str, StaleReport] = {}
    if None in owners:  # first, to have its name
        reports[NOBODY] = repository.stale_report(whole.period, _meant(repository, NOBODY))
    groups = {_meant(repository, owner): owner for owner in sorted(filter(None, owners))}
    for group, owner in groups.items():
        reports[_file_name(owner, reports)] = repository.stale_report(whole.period, group)
    return reports


def _file_name(owner: str, taken: Iterable[str]) -> str:
    """An owner as a file's name; two that a file system may take for one get a number."""
    text = owner.removeprefix("@")[:_MOST_IN_NAME]
    plain = "".join(c if c.isalnum() or c in "-_" else "-" for c in text).strip("-") or "owner"
    used = {name.casefold() for name in taken}
    names = (plain, *(f"{plain}-{number}" for number in range(2, 10_000)))
    return next(name for name in names if name.casefold() not in used)


def _write(path: Path, text: str) -> None:
    content = text if text.endswith("\n") else f"{text}\n"
    try:
        files.put(path, content.encode("utf-8", "backslashreplace"))
    except OSError as error:
        hint = "name a folder that you may write into"
        raise CannotRunError(f"{path} cannot be written: {error.strerror}", hint) from None


def _fails(made: StaleReport, failing: tuple[str, ...]) -> bool:
    names = {reason.name for reasons in made.assessment.reasons.values() for reason in reasons}
    taken_out = TAKEN_OUT in failing and bool(made.assessment.ledger.taken_out)
    return taken_out or any(name in failing or ANY in failing for name in names)
