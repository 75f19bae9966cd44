"""`rindoku stale`: the action items that nobody finished."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from rindoku.analysis.reasons import REASONS
from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import DayType, WordType, format_option, language_option
from rindoku.cli.telling import tell, wrong_usage
from rindoku.reports.options import By, ReportOptions
from rindoku.reports.registry import REPORTS
from rindoku.saying import say
from rindoku.values import REASON_NAMES

if TYPE_CHECKING:
    from rindoku.analysis.stale_report import StaleReport
    from rindoku.audiences.withheld import Audience

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
@click.option("--owner", metavar="HANDLE", help="One owner's own list (nobody: of what has none).")
@click.option(
    "--split", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Write a file for each owner into a folder, ready to send.",
)  # fmt: skip
@click.option(
    "--fail-on", "failing", multiple=True, type=WordType([*REASONS, TAKEN_OUT, ANY], REASON_NAMES),
    help="Exit with 1 if something is stale for this reason.",
)  # fmt: skip
@click.option(
    "--audience", type=click.Choice(["site", "public"]),
    help="For whom: public tells of public postmortems alone, and names nobody.",
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
    audience: Audience | None,
) -> None:
    """Report every open action item that is overdue, aged, untouched, slipping, unowned, or was
    open when its incident happened again; what to decide first, and whether it is getting better.

    Everything is told from the records and their git history; each reason comes with its evidence.
    """
    if owner is not None and split is not None:
        raise wrong_usage(say("--split writes every owner's list, --owner shows one: use one"))
    if half_year is not None and (first or last):
        raise wrong_usage(say("--period and --from/--to are two ways to say the same: use one"))
    if last is not None and first is None:
        raise wrong_usage(say("--to needs a --from"))
    from rindoku.analysis.periods import looked_back_on
    from rindoku.cli.language import words_here
    from rindoku.cli.loading import load
    from rindoku.cli.printing import print_report, write_report
    from rindoku.reports.stale.by_owner import by_owner, owners_meant
    from rindoku.reports.terminal import terminal_width
    from rindoku.wording.summary import caveats

    everything = load(root, as_of, only_tells=split is None)
    period = looked_back_on(half_year, first, last, everything.day)
    words = words_here()
    form = REPORTS["stale"][style]
    repository = everything.seen_by(audience or form.audience)
    options = ReportOptions(words, tuple(caveats(repository, words)), by, terminal_width())
    made = repository.stale_report(period, owners_meant(repository, owner) if owner else None)
    if split is None:
        print_report(form, made, options)
    else:
        lists = by_owner(repository, made)
        paths = {name: split / f"{name}.{form.suffix}" for name in lists}
        for name, part in lists.items():
            write_report(paths[name], form, part, options)
        for path in paths.values():
            click.echo(path)
        if not paths:
            tell(say("Nothing is stale or due soon: no list was written."))
    if _fails(made, failing):
        raise SystemExit(1)


def _fails(made: StaleReport, failing: tuple[str, ...]) -> bool:
    names = {reason.name for reasons in made.assessment.reasons.values() for reason in reasons}
    taken_out = TAKEN_OUT in failing and bool(made.assessment.ledger.taken_out)
    return taken_out or any(name in failing or ANY in failing for name in names)
