"""`rindoku circle survey`: what a session's survey answered."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from rindoku.cli.examples import EXAMPLES
from rindoku.text import printable

if TYPE_CHECKING:
    from rindoku.circles.minutes.survey import ColumnUse, Result


@click.command(
    "survey",
    epilog=EXAMPLES.format(
        "rindoku circle survey 2026-06-10-reading answers.csv\n"
        "  rindoku circle survey 2026-06-10-reading answers.csv \\\n"
        '    --column understanding=3 --column "again=Would you recommend it?" --column ignore=5'
    ),
)
@click.argument("page")
@click.argument("file", type=click.File("rb"))
@click.option(
    "--column", "columns", multiple=True, metavar="USE=COLUMN",
    help="understanding | again | comment | ignore, and the column's number or header.",
)  # fmt: skip
@click.pass_obj
def command(root: Path | None, page: str, file: IO[bytes], columns: tuple[str, ...]) -> None:
    """Put the answers of a survey into a session's page.

    PAGE is its file or its id. FILE is the CSV export of a form (- reads standard input). Only
    counts and free text are kept: how well it was understood (1 to 5), how many would come again
    (yes or no), and comments, sorted, 500 characters each, with mail addresses blotted out. Columns
    with times, names and addresses are left out. What became of each column is told, and --column
    says it better.

    Importing again replaces what was there. Prints what changed.

    An answer about understanding is a number with or without words (5, ５, 5 - very well), or one
    of: very well, well, somewhat, not very well, not at all; とてもよく理解できた, 理解できた,
    どちらともいえない, あまり理解できなかった, 全く理解できなかった.
    """
    from rindoku.circles.minutes.survey import parse_use, record_survey, summarize
    from rindoku.circles.minutes.survey_table import read_table
    from rindoku.circles.minutes.text_export import MOST_BYTES, decode_export
    from rindoku.cli.circle.common import write_and_show
    from rindoku.cli.paths import find_root
    from rindoku.editing.edits import Edits
    from rindoku.repository import open_repository

    folder = find_root(root)
    repository = open_repository(folder)
    entry = repository.find.session(page)
    given = dict(parse_use(text) for text in columns)
    table = read_table(decode_export(file.read(MOST_BYTES + 1), file.name))
    result = summarize(table, repository.find.people, given)
    _show(result)
    edits = Edits(folder)
    record_survey(edits, entry, result.survey)
    write_and_show(edits)


def _show(result: Result) -> None:
    """What became of each column, so that nothing is lost unseen."""
    from rindoku.circles.minutes.survey import MOST_CHARACTERS, USES

    for column_use in result.columns:
        column = column_use.column
        header = printable(column.header[:60]) or "(no header)"
        about = f"{column.number} {header}: {_outcome(column_use)}"
        click.secho(about, fg=None if column_use.use else "yellow", err=True)
        for answer in column_use.unread:
            text = f"  an answer that does not count: {printable(answer[:60])}"
            click.secho(text, fg="yellow", err=True)
        if column_use.use is None:
            uses = ", ".join(f"{use}={column.number}" for use in USES)
            click.echo(f"  say what it is by --column: {uses}", err=True)
    if result.shortened:
        text = f"{result.shortened} comments were longer than {MOST_CHARACTERS} characters: cut off"
        click.secho(text, fg="yellow", err=True)


def _outcome(found: ColumnUse) -> str:
    if found.use is None:
        return f"not taken, {found.why}"
    if found.use == "ignore":
        return f"left out{', ' if found.why else ''}{found.why}"
    if found.use == "comment":
        return f"comments, {len(found.column.given)} of them"
    return f"{found.use}, {len(found.places)} answers"
