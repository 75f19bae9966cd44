"""`rindoku new`: the page of a new postmortem."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import DayType
from rindoku.errors import CannotRunError
from rindoku.locale import LANGUAGES
from rindoku.saying import say


@click.command(
    "new",
    epilog=EXAMPLES.format(
        'rindoku new "Checkout answered 502"\n'
        '  rindoku new "決済がタイムアウトした" --date 2026-03-14 --severity SEV2'
    ),
)
@click.argument("title")
@click.option("--date", "day", type=DayType(), help="The day it started; today when left out.")
@click.option("--severity", help="One of the policy's severities.")
@click.option("--service", "services", multiple=True, help="An affected service; repeatable.")
@click.option("--author", "authors", multiple=True, help="Found from git when left out.")
@click.option("--near-miss", is_flag=True, help="It did no harm, but could have.")
@click.option(
    "--lang", type=click.Choice(LANGUAGES),
    help="The page's language; the title's, else the policy's when left out.",
)  # fmt: skip
@click.pass_obj
def command(
    root: Path | None,
    title: str,
    day: date | None,
    severity: str | None,
    services: tuple[str, ...],
    authors: tuple[str, ...],
    near_miss: bool,
    lang: str | None,
) -> None:
    """Write the page of a new postmortem, a draft, and print its path.

    The headings are Japanese when the title is.
    """
    if not title.strip():
        raise CannotRunError(say("the title is empty"), say('say what happened: rindoku new "…"'))
    from rindoku import clock
    from rindoku.cli.language import words_here
    from rindoku.cli.paths import find_root, shown_path
    from rindoku.editing import files
    from rindoku.locale import words_in
    from rindoku.reading.catalog import read_catalog
    from rindoku.scaffold import new
    from rindoku.source import layout
    from rindoku.source.tree import WorkingTree

    folder = find_root(root)
    policy = read_catalog(WorkingTree(folder)).policy
    if severity is not None and severity not in policy.severities:
        raise CannotRunError(
            say("%(severity)s is no severity here", severity=severity),
            say("use one of %(severities)s", severities=", ".join(policy.severities)),
        )
    language = lang or ("ja" if new.is_japanese(title) else words_here().language)
    when = day or clock.today(policy.zone)
    text = new.postmortem(
        " ".join(title.split()),
        when,
        policy,
        words_in(language),
        severity=severity,
        services=list(services),
        authors=list(authors) or new.authors_here(folder, policy),
        near_miss=near_miss,
    )
    path = folder / layout.POSTMORTEMS / new.file_name(title, when)
    files.create(path, text.encode("utf-8"))
    click.echo(shown_path(path))
