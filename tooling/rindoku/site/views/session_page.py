"""One session: the invitation before it, the record after it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from rindoku import charts
from rindoku.circles.calendar.times import times
from rindoku.circles.minutes.aftermath import Aftermath, aftermath
from rindoku.records import Circle
from rindoku.records.circle import Survey
from rindoku.site.views.view import View
from rindoku.wording.decisions import aftermath_line, since_then
from rindoku.wording.sessions import kind_name, welcome
from rindoku.wording.survey import again_line, understanding_line


@dataclass(frozen=True)
class SessionPage:
    """A session's page."""

    view: View
    stem: str
    circle: Circle

    @property
    def is_upcoming(self) -> bool:
        """Whether one can still go there."""
        return self.circle.status == "planned" and self.circle.date >= self.view.day

    @property
    def is_unrecorded(self) -> bool:
        """Whether its day is over and nothing was written down."""
        return self.circle.status == "planned" and self.circle.date < self.view.day

    @property
    def calendar(self) -> str:
        """The file that puts it into a calendar."""
        return calendar_uri(self.stem)

    @property
    def hours(self) -> str:
        """From when to when, with the time zone; empty where no time is set."""
        policy = self.view.catalog.policy
        between = times(self.circle, policy)
        return f"{between[0]:%H:%M}–{between[1]:%H:%M} ({policy.timezone})" if between else ""

    @property
    def welcome(self) -> str:
        """What everyone should know beforehand."""
        return welcome(self.view.words)

    @property
    def kind(self) -> str:
        """What sort of session it is, as a word."""
        return kind_name(self.circle.kind, self.view.words)

    @property
    def minutes_of_reading(self) -> int:
        """What its readings take in all, as far as it is planned."""
        return sum(reading.minutes or 0 for reading in self.circle.readings)

    @cached_property
    def decisions(self) -> list[Aftermath]:
        """Its decisions, each with what became of it."""
        return aftermath(self.circle, self.view.assessment)

    @property
    def decided(self) -> str:
        """What became of all its decisions, in one sentence."""
        return aftermath_line(self.decisions, self.view.words)

    def since(self, decided: Aftermath) -> str:
        """What became of one of them."""
        return since_then(decided, self.circle.date, self.view.words)

    def understanding(self, survey: Survey) -> Markup:
        """How well it was understood, as columns; nothing where nobody was asked."""
        if not any(survey.understanding):
            return Markup("")
        text = understanding_line(survey, self.view.words)
        return charts.answers(survey.understanding, text)

    def again(self, survey: Survey) -> Markup:
        """Who would come again, as a bar; nothing where nobody was asked."""
        yes, no = survey.again
        if not yes + no:
            return Markup("")
        text = again_line(survey, self.view.words)
        return charts.shares([("yes", yes), ("no", no)], text)

    def again_line(self, survey: Survey) -> str:
        """Who would come again, in words."""
        return again_line(survey, self.view.words)


def calendar_uri(stem: str) -> str:
    """Where the calendar file of a session stands on the site."""
    return f"circles/{stem}.ics"
