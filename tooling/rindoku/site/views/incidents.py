"""Postmortems as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from markupsafe import Markup

from rindoku import charts
from rindoku.analysis.tracked_item import TrackedItem
from rindoku.locale import Words
from rindoku.reading.catalog import Catalog
from rindoku.records import Postmortem
from rindoku.site.views.actions import Actions
from rindoku.wording.incidents import duration

NamedPostmortem = tuple[str, Postmortem]
"""A postmortem with its id."""


@dataclass(frozen=True)
class Incidents:
    """All postmortems that may be published, with the questions that pages ask of them."""

    catalog: Catalog
    actions: Actions
    words: Words

    @cached_property
    def own(self) -> list[NamedPostmortem]:
        """The team's own postmortems, the latest first."""
        return [(stem, record) for stem, record in self._all if not record.is_external]

    @cached_property
    def external(self) -> list[NamedPostmortem]:
        """Other companies' postmortems, the latest first."""
        return [(stem, record) for stem, record in self._all if record.is_external]

    def find(self, stem: str) -> Postmortem | None:
        """The postmortem of that id."""
        entry = self.catalog.postmortem(stem)
        return entry.record if entry else None

    def rank(self, record: Postmortem) -> int:
        """How many severities of the policy are worse than its own; 9 where it has none."""
        known = self.catalog.policy.severities
        return known.index(record.severity) if record.severity in known else 9

    def line(self, record: Postmortem) -> Markup:
        """An incident to scale."""
        return charts.incident_line([(one.name, at) for one, at in record.times])

    def duration(self, span: timedelta) -> str:
        """A span of time in its two largest units."""
        return duration(span, self.words)

    def happened_again(self, stem: str) -> list[NamedPostmortem]:
        """The later incidents that repeat this one."""
        found = self.actions.assessment.again.get(stem, [])
        return [(name, record) for _, name in found if (record := self.find(name))]

    def happened_before(self, record: Postmortem) -> list[NamedPostmortem]:
        """The earlier incidents that this one repeats."""
        named = [(name, self.find(name)) for name in record.recurrence_of]
        return [(name, earlier) for name, earlier in named if earlier is not None]

    def saved_by(self, record: Postmortem) -> list[TrackedItem]:
        """The action items that paid off in an incident."""
        return [item for address in record.saved_by if (item := self.actions.find(address))]

    @cached_property
    def _all(self) -> list[NamedPostmortem]:
        return self.catalog.read_postmortems()[::-1]
