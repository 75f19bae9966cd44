"""`rindoku circle survey`: what a session's survey answered."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from rindoku.cli.examples import EXAMPLES
from rindoku.cli.telling import tell
from rindoku.saying import say
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
        header = printable(column.header[:60]) or say("(no header)")
        about = say(
            "%(number)d %(header)s: %(outcome)s",
            number=column.number,
            header=header,
            outcome=_outcome(column_use),
        )
        tell(about, fg=None if column_use.use else "yellow")
        for answer in column_use.unread:
            unread = say(
                "  an answer that does not count: %(answer)s", answer=printable(answer[:60])
            )
            tell(unread, fg="yellow")
        if column_use.use is None:
            uses = ", ".join(f"{use}={column.number}" for use in USES)
            tell(say("  say what it is by --column: %(uses)s", uses=uses))
    if result.shortened:
        shortened = say(
            "%(count)d comments were longer than %(most)d characters: cut off",
            count=result.shortened,
            most=MOST_CHARACTERS,
        )
        tell(shortened, fg="yellow")


def _outcome(found: ColumnUse) -> str:
    if found.use is None:
        return say("not taken, %(why)s", why=found.why)
    if found.use == "ignore":
        return say("left out, %(why)s", why=found.why) if found.why else say("left out")
    if found.use == "comment":
        return say("comments, %(count)d of them", count=len(found.column.given))
    return say("%(use)s, %(count)d answers", use=found.use, count=len(found.places))
