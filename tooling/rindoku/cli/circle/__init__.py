"""`rindoku circle`: what is due; plan a session, invite to it, and record it."""

from __future__ import annotations

import click

from rindoku.cli.examples import EXAMPLES
from rindoku.cli.lazy_group import LazyGroup

_SUMMARIES = {
    "due": "Tell which sessions are due or overdue, and why.",
    "plan": "Write the page of PROGRAM's next session, and print its path.",
    "invite": "Print the invitation to a session.",
    "move": "Move a planned session to DAY.",
    "cancel": "Cancel a planned session.",
    "record": "Record a session that was held.",
    "survey": "Put the answers of a survey into a session's page.",
}


@click.group(
    "circle",
    cls=LazyGroup,
    folder="circle",
    summaries=_SUMMARIES,
    epilog=EXAMPLES.format(
        "rindoku circle due\n"
        "  rindoku circle plan reading\n"
        "  rindoku circle invite 2026-06-10-reading\n"
        '  rindoku circle record 2026-06-10-reading --attendee @mika --impression "@mika: …"\n'
        "  rindoku circle survey 2026-06-10-reading answers.csv"
    ),
)
def command() -> None:
    """Plan, hold and record reading circles and other sessions."""
