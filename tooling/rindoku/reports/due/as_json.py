"""Which sessions are due, for programs."""

from __future__ import annotations

from collections.abc import Sequence

from rindoku.circles.planning.cadence import DueSession
from rindoku.locale import Words
from rindoku.records import Policy
from rindoku.reports.rows import Row, dump
from rindoku.wording.due import due_reasons


def render(found: Sequence[DueSession], policy: Policy, words: Words) -> str:
    """`{"programs": [...]}` in the policy's order; days that there are not are null."""
    return dump({"programs": [_row(due, policy, words) for due in found]})


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
