"""`rindoku circle record`: what was said and decided in a session."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from rindoku.cli.examples import EXAMPLES
from rindoku.cli.telling import tell
from rindoku.errors import CannotRunError
from rindoku.saying import say
from rindoku.text import clean_line, printable

if TYPE_CHECKING:
    from rindoku.lookup.people import People
    from rindoku.reading.catalog import RecordFile
    from rindoku.records import Circle, Impression

_HOW = say("say it by options (see --help), or run it on a terminal to be asked")


@click.command(
    "record",
    epilog=EXAMPLES.format(
        "rindoku circle record 2026-06-10-reading          # asks, on a terminal\n"
        "  rindoku circle record 2026-06-10-reading --attendee @mika,@ken \\\n"
        '    --impression "@mika: 接続プールの枯渇を初めて理解できた" \\\n'
        '    --decision "2026-03-14-checkout-502#A1 reschedule 2026-07-31: after the move" \\\n'
        '    --decision "2026-03-14-checkout-502#A2 done: https://github.com/acme/shop/pull/833"\n'
        "  rindoku circle record 2026-06-10-reading --impressions - < chat.txt"
    ),
)
@click.argument("page")
@click.option("--attendee", "attendees", multiple=True, metavar="HANDLE", help="Who was there.")
@click.option("--absent", multiple=True, metavar="HANDLE", help="Takes an attendee out again.")
@click.option("--facilitator", metavar="HANDLE", help="Who kept the time.")
@click.option(
    "--read", multiple=True, metavar="POSTMORTEM[=HANDLE]",
    help="Was read in addition, or by somebody else than planned.",
)  # fmt: skip
@click.option("--unread", multiple=True, metavar="POSTMORTEM", help="Was planned and not read.")
@click.option(
    "--impression", "impressions", multiple=True, metavar='"HANDLE: TEXT"',
    help="One line of somebody; without a handle it is nameless.",
)  # fmt: skip
@click.option(
    "--impressions", "pasted", type=click.File("rb"), metavar="FILE",
    help="Lines pasted from a chat; - reads standard input.",
)  # fmt: skip
@click.option(
    "--decision", "decisions", multiple=True, metavar='"RECORD#ID OUTCOME …: WHY"',
    help="keep | promote DAY OWNER [P0…P4] | reschedule DAY [OWNER] | drop | done.",
)  # fmt: skip
@click.option(
    "--action", "actions", multiple=True, metavar="TITLE",
    help="Something the session found to do; it starts as a proposal.",
)  # fmt: skip
@click.option("--note", "notes", multiple=True, metavar="TEXT", help="A line for the page's end.")
@click.option("--recording", metavar="URL", help="Where the recording is.")
@click.pass_obj
def command(
    root: Path | None,
    page: str,
    attendees: tuple[str, ...],
    absent: tuple[str, ...],
    facilitator: str | None,
    read: tuple[str, ...],
    unread: tuple[str, ...],
    impressions: tuple[str, ...],
    pasted: IO[bytes] | None,
    decisions: tuple[str, ...],
    actions: tuple[str, ...],
    notes: tuple[str, ...],
    recording: str | None,
) -> None:
    """Record a session that was held.

    PAGE is its file or its id. Without any option it asks, on a terminal. Decisions change the
    action items themselves, only the lines concerned. Options can be given more than once, and
    recording again completes and amends what is there. Prints what changed.

    In pasted lines `aoi: …`, `[10:32] aoi: …` and a line `aoi  10:32` above the words name the
    speaker, by handle or by the policy's names. A name that is nobody's stays among the words.
    """
    from rindoku.circles.minutes import typed
    from rindoku.circles.minutes.page import Minutes
    from rindoku.circles.minutes.record import record_minutes
    from rindoku.cli.circle.common import write_and_show
    from rindoku.cli.paths import find_root
    from rindoku.editing.edits import Edits
    from rindoku.repository import open_repository

    folder = find_root(root)
    repository = open_repository(folder)
    entry = repository.find.session(page)
    people = repository.find.people
    options = (attendees, absent, facilitator, read, unread, impressions, pasted, decisions)
    today = repository.day
    if not any((*options, actions, notes, recording)):
        _ask(root, entry.path)
        return
    minutes = Minutes(
        attendees=typed.parse_people(attendees, people),
        absent=typed.parse_people(absent, people),
        facilitator=typed.parse_person(facilitator, people) if facilitator else None,
        read=[typed.parse_reading(text, people) for text in read],
        unread=list(unread),
        impressions=[typed.parse_impression(text, people) for text in impressions]
        + (_read_pasted(pasted, people) if pasted else []),
        decisions=[typed.parse_decision(text) for text in decisions],
        action_items=list(actions),
        notes=list(notes),
        recording=clean_line(recording) if recording else None,
    )
    if minutes == Minutes():
        raise CannotRunError(say("there is nothing to record"), _HOW)
    edits = Edits(folder)
    record_minutes(edits, entry, minutes, today)
    write_and_show(edits)
    if entry.record is not None and entry.record.date > today:
        warning = say(
            "%(stem)s is on %(date)s: its decisions count from that day on.",
            stem=entry.stem,
            date=entry.record.date,
        )
        tell(warning, fg="yellow")
    _tell_who_was_not_there(open_repository(folder).find.session(entry.stem))


def _tell_who_was_not_there(written: RecordFile[Circle]) -> None:
    """Whoever stands in the page as reader or facilitator, but not among its attendees."""
    circle = written.record
    if circle is None or not circle.attendees:
        return
    missing = [
        say(
            "%(reader)s is not among the attendees: who read %(postmortem)s? "
            "--read %(postmortem)s=HANDLE",
            reader=printable(reading.reader),
            postmortem=printable(reading.postmortem),
        )
        for reading in circle.readings
        if reading.reader and reading.reader not in circle.attendees
    ]
    if circle.facilitator and circle.facilitator not in circle.attendees:
        warning = say(
            "%(facilitator)s is not among the attendees: who kept the time? --facilitator HANDLE",
            facilitator=printable(circle.facilitator),
        )
        missing.append(warning)
    for sentence in missing:
        tell(sentence, fg="yellow")


def _ask(root: Path | None, path: str) -> None:
    if not sys.stdin.isatty():
        raise CannotRunError(say("there is nothing to record"), _HOW)
    from rindoku.cli.circle.asking import ask_and_record

    ask_and_record(root, path)


def _read_pasted(file: IO[bytes], people: People) -> list[Impression]:
    from rindoku.circles.minutes.impressions import read_pasted
    from rindoku.circles.minutes.text_export import MOST_BYTES, decode_export

    heard = read_pasted(decode_export(file.read(MOST_BYTES + 1), file.name), people)
    for name in heard.strangers:
        warning = say(
            "Nobody here is called %(name)s: the line stays nameless, with that name.",
            name=printable(name),
        )
        tell(warning, fg="yellow")
    return heard.impressions
