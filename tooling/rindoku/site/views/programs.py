"""All circles on one page: what is planned, due and wished for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from rindoku.circles.planning.cadence import DueSession, due_sessions
from rindoku.circles.planning.scoring import candidates, choose
from rindoku.records.circle import CircleKind
from rindoku.site.views.view import View
from rindoku.wording.due import due_reasons, due_state
from rindoku.wording.readings import why_chosen
from rindoku.wording.sessions import kind_name, sessions_headline, welcome

_USUAL_MINUTES = 50


class ProgramState(NamedTuple):
    """A program: whether its next session is due, and why one can say so."""

    due: DueSession
    kind: str
    state: str
    why: str


@dataclass(frozen=True)
class ProgramsPage:
    """The page of all circles."""

    view: View

    @cached_property
    def due(self) -> list[ProgramState]:
        """The programs with a rhythm of their own, the longest overdue first."""
        found = [due for due in self._programs if not due.is_wished_for]
        return [self._state_of(due) for due in sorted(found, key=lambda d: -d.overdue_days)]

    @cached_property
    def wished_for(self) -> list[ProgramState]:
        """The programs without one; what most people want first."""
        found = [due for due in self._programs if due.is_wished_for]
        return [self._state_of(due) for due in sorted(found, key=lambda d: -len(d.wanted_by))]

    @property
    def headline(self) -> str:
        """What is planned next, or due, in one sentence."""
        upcoming = self.view.sessions.upcoming
        following = upcoming[0][1] if upcoming else None
        overdue = sum(bool(program.due.overdue_days) for program in self.due)
        return sessions_headline(following, overdue, self.view.words)

    @property
    def next_program(self) -> str:
        """The program to plan first."""
        return self.due[0].due.program.name if self.due else "reading"

    @property
    def welcome(self) -> str:
        """What everyone should know beforehand."""
        return welcome(self.view.words)

    def would_read(self) -> list[tuple[str, str, str]]:
        """What a reading circle planned today would read, with id, title and reasons."""
        policy = self.view.catalog.policy
        minutes = next((p.minutes for p in policy.programs if p.kind == "reading"), _USUAL_MINUTES)
        chosen = choose(candidates(self.view.repository), minutes)
        return [(c.stem, c.record.title, why_chosen(c, policy, self.view.words)) for c in chosen]

    def kind_of(self, kind: CircleKind) -> str:
        """A kind of session as a word."""
        return kind_name(kind, self.view.words)

    @cached_property
    def _programs(self) -> list[DueSession]:
        return due_sessions(self.view.repository)

    def _state_of(self, due: DueSession) -> ProgramState:
        words, policy = self.view.words, self.view.catalog.policy
        kind = kind_name(due.program.kind, words)
        why = words.joined(due_reasons(due, policy, words))
        return ProgramState(due, kind, due_state(due, words), why)
