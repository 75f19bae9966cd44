"""`rindoku circle plan`: the page of a program's next session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import DayType, language_option
from rindoku.cli.telling import tell
from rindoku.reports.registry import REPORTS
from rindoku.saying import say

if TYPE_CHECKING:
    from rindoku.locale import Words
    from rindoku.repository import Repository


@click.command(
    "plan",
    epilog=EXAMPLES.format(
        "rindoku circle plan reading\n"
        "  rindoku circle plan reading --dry-run --explain   # what would be read, and why?\n"
        "  rindoku circle plan reading --date 2026-06-10 --start 15:30 --facilitator @mika\n"
        "  rindoku circle plan reading --read 2026-03-14-checkout-502 --minutes 30"
    ),
)
@click.argument("program")
@click.option(
    "--date", "day", type=DayType(), help="When; after the program's cadence if left out."
)
@click.option(
    "--start", type=click.DateTime(["%H:%M"]), metavar="HH:MM",
    help="At what time; as last time, or 16:00, if left out.",
)  # fmt: skip
@click.option(
    "--minutes", type=click.IntRange(10, 600), help="How long; the program's if left out."
)
@click.option(
    "--read", multiple=True, metavar="POSTMORTEM",
    help="Read exactly this; can be given more than once.",
)  # fmt: skip
@click.option(
    "--without", multiple=True, metavar="POSTMORTEM",
    help="Do not read this; can be given more than once.",
)  # fmt: skip
@click.option("--facilitator", metavar="HANDLE", help="Who keeps the time.")
@click.option("--title", help="What the session is called.")
@click.option(
    "--invite", multiple=True, metavar="HANDLE",
    help="Invite exactly these; can be given more than once.",
)  # fmt: skip
@click.option("--explain", is_flag=True, help="Show on stderr how the readings were weighed.")
@click.option("--dry-run", is_flag=True, help="Print the page; write nothing.")
@language_option
@click.pass_obj
def command(
    root: Path | None,
    /,
    program: str,
    explain: bool,
    dry_run: bool,
    **wishes: Any,
) -> None:
    """Write the page of PROGRAM's next session, and print its path.

    What to read is chosen by points for what was never read, has stale action items or happened
    again, and fitted into the minutes; the page says why. Everything can be changed by options,
    or by editing the page. While a session is planned, planning again changes nothing.
    """
    from rindoku.circles.planning.cadence import due_session
    from rindoku.circles.planning.plan import plan_session
    from rindoku.circles.planning.wishes import completed_wishes
    from rindoku.cli.language import words_here
    from rindoku.cli.loading import load
    from rindoku.cli.paths import shown_path
    from rindoku.scaffold.circle import circle_page, create_page, page_path
    from rindoku.wording.readings import why_chosen

    # the page is published: what must not be, does not exist for it
    repository = load(root).seen_by("site")
    catalog = repository.catalog
    found = repository.find.program(program)
    words = words_here()
    due = due_session(found, repository)
    if due.planned:
        tell(say("This one is planned already; edit the page to change it."))
        page = catalog.circles[due.planned[0][0]]
        path, text = page.path, page.document.text
        read = [reading.postmortem for reading in page.record.readings] if page.record else []
    else:
        made = plan_session(found, repository, completed_wishes(due, repository, **wishes))
        path, text = page_path(made), circle_page(made, repository, words)
        read = [reading.postmortem for reading in made.readings]
        for stem in due.unrecorded:
            tell(say("%(stem)s was planned and never recorded: held, or cancelled?", stem=stem))
    if explain and found.kind == "reading":
        click.echo(_weighed(repository, read, words), err=True)
    if dry_run:
        click.echo(text, nl=False)
        return
    if not due.planned:
        create_page(repository.root, catalog, path, text)
        for reading in made.readings:
            why = why_chosen(reading.candidate, repository.policy, words)
            click.echo(f"{reading.postmortem}: {why}", err=True)
    click.echo(shown_path(repository.root / path))


def _weighed(repository: Repository, read: list[str], words: Words) -> str:
    """How the readings were chosen, as a table."""
    from rindoku.circles.planning.scoring import candidates
    from rindoku.reports.options import ReportOptions
    from rindoku.reports.scoring import WeighedReadings

    weighed = WeighedReadings(candidates(repository), read)
    return REPORTS["scoring"]["text"].render(weighed, ReportOptions(words))
