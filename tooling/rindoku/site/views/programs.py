"""All circles on one page: what is planned, due and wished for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rindoku.circles.calendar.invitation import welcome
from rindoku.circles.planning.cadence import DueSession, due_sessions
from rindoku.circles.planning.reasons import why
from rindoku.circles.planning.scoring import candidates, choose
from rindoku.circles.planning.titles import kind_name
from rindoku.records.circle import CircleKind
from rindoku.site.views.view import View
from rindoku.wording.due import reasons, state

_USUAL_MINUTES = 50


@dataclass(frozen=True)
class ProgramState:
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
        found = [one for one in self._programs if not one.is_wished_for]
        return [self._state_of(one) for one in sorted(found, key=lambda d: -d.overdue_days)]

    @cached_property
    def wished_for(self) -> list[ProgramState]:
        """The programs without one; what most people want first."""
        found = [one for one in self._programs if one.is_wished_for]
        return [self._state_of(one) for one in sorted(found, key=lambda d: -len(d.wanted_by))]

    @property
    def headline(self) -> str:
        """What is planned next, or due, in one sentence."""
        _, view = self.view.words.gettext, self.view
        if view.sessions.upcoming:
            _stem, circle = view.sessions.upcoming[0]
            facts = {"title": circle.title, "day": view.day_of(circle.date)}
            return _("Next: %(title)s on %(day)s.") % facts
        overdue = sum(bool(one.due.overdue_days) for one in self.due)
        if not overdue:
            return _("No circle is planned.")
        text = view.words.ngettext(
            "No circle is planned, and %(count)d program is overdue.",
            "No circle is planned, and %(count)d programs are overdue.",
            overdue,
        )
        return text % {"count": overdue}

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
        chosen = choose(candidates(self.view.catalog, self.view.assessment), minutes)
        return [(one.stem, one.record.title, why(one, policy, self.view.words)) for one in chosen]

    def kind_of(self, kind: CircleKind) -> str:
        """A kind of session as a word."""
        return kind_name(kind, self.view.words)

    @cached_property
    def _programs(self) -> list[DueSession]:
        return due_sessions(self.view.catalog, self.view.day)

    def _state_of(self, due: DueSession) -> ProgramState:
        words, policy = self.view.words, self.view.catalog.policy
        told = reasons(due, policy, words)
        return ProgramState(
            due, kind_name(due.program.kind, words), state(due, words), words.joined(told)
        )
