"""Which sessions are due, for a terminal."""

from __future__ import annotations

import click
from rich.cells import cell_len, set_cell_size

from rindoku.circles.planning.cadence import DueSession
from rindoku.reports.due import DueSessions
from rindoku.reports.options import ReportOptions
from rindoku.text import printable
from rindoku.wording.due import due_reasons, due_state, no_programs


def render(due_sessions: DueSessions, options: ReportOptions) -> str:
    """One program a line, what is overdue longest first, wished-for ones last."""
    words, sessions = options.words, due_sessions.sessions
    if not sessions:
        return no_programs(words)
    ordered = sorted(sessions, key=_order)
    names = [printable(due.program.name) for due in ordered]
    states = [due_state(due, words) for due in ordered]
    widths = [max(map(cell_len, column)) for column in (names, states)]
    lines = []
    for due, name, text in zip(ordered, names, states, strict=True):
        shown = set_cell_size(text, widths[1])
        styled = click.style(shown, fg="yellow") if due.overdue_days else shown
        why = printable(words.joined(due_reasons(due, due_sessions.policy, words)))
        lines.append(f"{set_cell_size(name, widths[0])}  {styled}  {why}")
    return "\n".join(lines)


def _order(due: DueSession) -> tuple[bool, bool, int]:
    day = due.due.toordinal() if due.due else 0
    return due.is_wished_for, due.due is None, day
