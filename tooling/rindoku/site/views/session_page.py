"""One session: the invitation before it, the record after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from rindoku import charts
from rindoku.analysis.ledger import TrackedItem
from rindoku.circles.calendar.invitation import times, welcome
from rindoku.circles.planning.titles import kind_name
from rindoku.records import Circle, Decision
from rindoku.records.circle import Survey
from rindoku.site.views.view import View


@dataclass(frozen=True)
class DecisionOutcome:
    """A decision and what became of it. ``item`` is None where it is in no record any more."""

    decision: Decision
    item: TrackedItem | None
    since: str


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
    def decisions(self) -> list[DecisionOutcome]:
        """Its decisions, each with what became of it."""
        return [self._outcome_of(decision) for decision in self.circle.decisions]

    @property
    def decided(self) -> str:
        """What became of all its decisions, in one sentence."""
        items = [one.item for one in self.decisions if one.item is not None]
        statuses = [item.item.status for item in items]
        facts = {
            "count": len(self.decisions),
            "done": statuses.count("done"),
            "dropped": statuses.count("dropped"),
            "open": sum(item.item.is_open for item in items),
            "stale": sum(bool(self.view.actions.reasons(item)) for item in items),
        }
        text = self.view.words.ngettext(
            "%(count)d decision: today %(done)d done, %(dropped)d dropped, %(open)d open, "
            "%(stale)d stale.",
            "%(count)d decisions: today %(done)d done, %(dropped)d dropped, %(open)d open, of "
            "these %(stale)d stale.",
            facts["count"],
        )
        if not (ideas := statuses.count("proposed")):
            return text % facts
        more = self.view.words.ngettext("%(num)d is an idea.", "%(num)d are ideas.", ideas)
        return self.view.words.sentences([text % facts, more % {"num": ideas}])

    def understanding(self, survey: Survey) -> Markup:
        """How well it was understood, as columns; nothing where nobody was asked."""
        if not any(survey.understanding):
            return Markup("")
        told = ", ".join(f"{n}: {count}" for n, count in enumerate(survey.understanding, 1))
        text = self.view.words.gettext(
            "How well it was understood, from 1 to 5, and by how many: %s"
        )
        return charts.answers(survey.understanding, text % told)

    def again(self, survey: Survey) -> Markup:
        """Who would come again, as a bar; nothing where nobody was asked."""
        yes, no = survey.again
        if not yes + no:
            return Markup("")
        text = self.view.words.gettext("Would come again: %(yes)d yes, %(no)d no.")
        return charts.shares([("yes", yes), ("no", no)], text % {"yes": yes, "no": no})

    def _outcome_of(self, decision: Decision) -> DecisionOutcome:
        address = decision.action_item
        item = self.view.actions.find(address)
        if item is None:
            return DecisionOutcome(decision, None, self._taken_out(address))
        return DecisionOutcome(decision, item, self._since(decision, item))

    def _taken_out(self, address: str) -> str:
        _, removed = self.view.words.gettext, self.view.assessment.ledger.removed
        days = [item.life.events[-1].day for item in removed if item.address == address]
        if not days or days[-1] is None:
            return _("in no record any more")
        return _("taken out on %s") % self.view.day_of(days[-1])

    def _since(self, decision: Decision, item: TrackedItem) -> str:
        _, words = self.view.words.gettext, self.view.words
        if item.item.status in ("done", "dropped"):
            return self._closed(_closed_on(item))
        parts = []
        reasons = self.view.actions.reasons(item)
        # a circle that reschedules can make an item slip: that is not news since then
        again = any(r.name != "slipped" and self._came_after(r.since) for r in reasons)
        if reasons:
            parts.append(_("stale again") if again else _("still stale"))
        moves = sum(
            self._came_after(on) and new != decision.due for on, _old, new in item.due_moves
        )
        if moves:
            text = words.ngettext(
                "moved later %(times)d more time", "moved later %(times)d more times", moves
            )
            parts.append(text % {"times": moves})
        if item.last_changed is not None and not self._came_after(item.last_changed):
            parts.append(_("not changed since"))
        return words.joined(parts)

    def _closed(self, day: date | None) -> str:
        if day is None:
            return ""
        on, days = self.view.day_of(day), (day - self.circle.date).days
        if days <= 0:
            return on
        text = self.view.words.ngettext(
            "%(day)s, %(days)d day later", "%(day)s, %(days)d days later", days
        )
        return text % {"day": on, "days": days}

    def _came_after(self, day: date | None) -> bool:
        return day is not None and day > self.circle.date


def calendar_uri(stem: str) -> str:
    """Where the calendar file of a session stands on the site."""
    return f"circles/{stem}.ics"


def _closed_on(item: TrackedItem) -> date | None:
    """The day it was done or dropped, as written, else as the history tells."""
    told = [e.day for e in item.life.events if "status" in e.changes]
    return item.item.closed or (told[-1] if told else None)
