"""`rindoku circle invite`: tell people when a session is."""

from __future__ import annotations

from pathlib import Path

import click

from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import format_option, language_option
from rindoku.errors import CannotRunError
from rindoku.reports.registry import REPORTS
from rindoku.saying import say


@click.command(
    "invite",
    epilog=EXAMPLES.format(
        "rindoku circle invite 2026-06-10-reading\n"
        "  rindoku circle invite 2026-06-10-reading --format ics > reading.ics"
    ),
)
@click.argument("page")
@format_option("invitation", "Words for a chat, or a file for calendars.")
@language_option
@click.pass_obj
def command(root: Path | None, page: str, style: str) -> None:
    """Print the invitation to a session.

    PAGE is its file or its id. A calendar that has imported the file before shows a move or a
    cancellation after importing it anew. Restricted postmortems are not named.
    """
    from rindoku.circles.calendar.invitation import decisions_waiting, invitation
    from rindoku.circles.calendar.revisions import revisions
    from rindoku.cli.language import words_here
    from rindoku.cli.loading import load
    from rindoku.cli.printing import print_report
    from rindoku.reports.invitation import Invitations
    from rindoku.reports.options import ReportOptions

    form = REPORTS["invitation"][style]
    everything = load(root)
    found = everything.find.session(page)
    if found.record is None:
        raise CannotRunError(
            say("%(path)s cannot be read", path=found.path), say("`rindoku check` says why")
        )
    # an invitation goes to people who may not know of everything
    repository = everything.seen_by(form.audience)
    catalog = repository.catalog
    entry = catalog.circles.get(found.stem)
    if entry is None or entry.record is None:
        hint = say("give the page a name of its own: `rindoku check` shows both")
        raise CannotRunError(
            say("%(stem)s is the id of a restricted record, too", stem=found.stem), hint
        )
    options = ReportOptions(words_here())
    if form.suffix == "ics":  # a calendar keeps what was held, and does not change from day to day
        sessions = [invitation(entry.stem, entry.record, catalog)]
        text = form.render(Invitations(sessions, revisions(repository)), options)
        click.echo(text.encode("utf-8"), nl=False)
        return
    if entry.record.status == "held":
        hint = say("`rindoku circle plan` writes the page of the next one")
        raise CannotRunError(say("%(stem)s was held already", stem=entry.stem), hint)
    waiting = decisions_waiting(entry.record, repository)
    sessions = [invitation(entry.stem, entry.record, catalog, waiting)]
    print_report(form, Invitations(sessions), options)
