"""Which sessions are due, for programs."""

from __future__ import annotations

from rindoku.circles.planning.cadence import DueSession
from rindoku.locale import Words
from rindoku.records import Policy
from rindoku.reports.due import DueSessions
from rindoku.reports.options import ReportOptions
from rindoku.reports.rows import Row, dump
from rindoku.wording.due import due_reasons


def render(due_sessions: DueSessions, options: ReportOptions) -> str:
    """`{"programs": [...]}` in the policy's order; days that there are not are null."""
    policy = due_sessions.policy
    return dump({"programs": [_row(due, policy, options.words) for due in due_sessions.sessions]})


def _row(due: DueSession, policy: Policy, words: Words) -> Row:
    return {
        "program": due.program.name,
        "kind": due.program.kind,
        "last_held": due.last_held,
        "due": due.due,
        "overdue_days": due.overdue_days,
        "planned": [{"circle": stem, "date": day} for stem, day in due.planned],
        "wanted_by": list(due.wanted_by),
        "why": due_reasons(due, policy, words),
    }
