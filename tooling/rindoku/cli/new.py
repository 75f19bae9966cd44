"""`rindoku new`: the page of a new postmortem."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import DayType
from rindoku.cli.telling import tell
from rindoku.errors import CannotRunError
from rindoku.locale import LANGUAGES
from rindoku.saying import say

if TYPE_CHECKING:
    from rindoku.reading.catalog import Catalog

_SAMPLE_DUE = timedelta(days=30)
"""How far ahead the sample's due day lies: within the limit of a P1."""


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
@click.option(
    "--edit/--no-edit", "edits", default=None,
    help="Open the page in your editor; on a terminal it is opened when left out.",
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
    edits: bool | None,
) -> None:
    """Write the page of a new postmortem, a draft, and print its path.

    The headings are Japanese when the title is. A team's own template is used where there is one:
    `postmortems/TEMPLATE.md`, or what the policy's `template` names.
    """
    if not title.strip():
        raise CannotRunError(say("the title is empty"), say('say what happened: rindoku new "…"'))
    from rindoku import clock
    from rindoku.cli.language import words_here
    from rindoku.cli.paths import find_root, shown_path
    from rindoku.editing import files
    from rindoku.locale import words_in
    from rindoku.reading.catalog import read_catalog
    from rindoku.scaffold.new import Incident, authors_here, file_name, is_japanese, new_page
    from rindoku.source import layout
    from rindoku.source.tree import WorkingTree

    folder = find_root(root)
    catalog = read_catalog(WorkingTree(folder))
    policy = catalog.policy
    if severity is not None and severity not in policy.severities:
        raise CannotRunError(
            say("%(severity)s is no severity here", severity=severity),
            say("use one of %(severities)s", severities=", ".join(policy.severities)),
        )
    knows_zone = "timezone" in policy.model_fields_set
    today = clock.today(policy.zone if knows_zone else None)
    if day is None and not knows_zone:
        here = say("today is %(today)s on this machine; the policy's `timezone` says it for all",
                   today=today)  # fmt: skip
        tell(here)
    incident = Incident(
        title=" ".join(title.split()),
        day=day or today,
        severity=severity,
        services=list(services),
        authors=list(authors) or authors_here(folder, policy),
        near_miss=near_miss,
        sample_due=max(day or today, today) + _SAMPLE_DUE,
    )
    words = words_in(lang or ("ja" if is_japanese(title) else words_here().language))
    path = f"{layout.POSTMORTEMS}/{file_name(title, incident.day)}"
    _refuse_a_twin(catalog, path)
    files.create(folder / path, new_page(incident, catalog, words).encode())
    click.echo(shown_path(folder / path))
    if edits or (edits is None and sys.stdin.isatty() and sys.stdout.isatty()):
        _open_editor(folder / path)


def _refuse_a_twin(catalog: Catalog, path: str) -> None:
    """Raise CannotRunError where a record is named alike: in any capitals, in any Unicode form."""
    from rindoku.source import layout

    twin = catalog.first_in_any_capitals(layout.stem(path))
    if twin is not None:
        raise CannotRunError(
            say("%(path)s is there already", path=twin.path), say("choose another title or date")
        )


def _open_editor(path: Path) -> None:
    try:
        click.edit(filename=str(path))
    except click.ClickException as error:
        tell(say("the page is written, but no editor was opened: %(why)s", why=error.message))
