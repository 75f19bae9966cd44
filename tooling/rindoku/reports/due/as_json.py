"""Which sessions are due, for programs."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field

from rindoku.circles.planning.cadence import DueSession
from rindoku.locale import Words
from rindoku.records import Policy
from rindoku.records.circle import CircleKind
from rindoku.reports.documents import JsonDocument, JsonObject
from rindoku.reports.due import DueSessions
from rindoku.reports.options import ReportOptions
from rindoku.wording.due import due_reasons


class PlannedRow(JsonObject):
    """A session that stands in the circles already."""

    circle: Annotated[str, Field(description="its id")]
    date: date


class ProgramRow(JsonObject):
    """A program and its next session. Days that there are not are null."""

    program: Annotated[str, Field(description="its name")]
    kind: CircleKind
    last_held: date | None
    due: Annotated[date | None, Field(description="null: wished for, or nothing makes it due yet")]
    overdue_days: Annotated[int, Field(description="0: it is not")]
    planned: list[PlannedRow]
    wanted_by: Annotated[list[str], Field(description="who asked for it, by their handles")]
    why: Annotated[list[str], Field(description="what the day was told from, in words")]

    @classmethod
    def of(cls, due: DueSession, policy: Policy, words: Words) -> Self:
        """When a program's next session is due, and why."""
        return cls(
            program=due.program.name,
            kind=due.program.kind,
            last_held=due.last_held,
            due=due.due,
            overdue_days=due.overdue_days,
            planned=[PlannedRow(circle=stem, date=day) for stem, day in due.planned],
            wanted_by=list(due.wanted_by),
            why=due_reasons(due, policy, words),
        )


class DueDocument(JsonDocument):
    """What `rindoku circle due --format json` prints."""

    programs: Annotated[list[ProgramRow], Field(description="in the policy's order")]


DOCUMENT = DueDocument


def render(due_sessions: DueSessions, options: ReportOptions) -> str:
    """All programs."""
    policy, words = due_sessions.policy, options.words
    rows = [ProgramRow.of(due, policy, words) for due in due_sessions.sessions]
    return DueDocument(programs=rows).dumped()
