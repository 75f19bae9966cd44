"""Action items as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from rindoku import charts
from rindoku.analysis.staleness import Assessment, Reason
from rindoku.analysis.tracked_item import TrackedItem
from rindoku.circles.planning.plan import to_decide
from rindoku.locale import Words
from rindoku.wording import life, names, reasons

_FIRST = {"blocked": 0, "in-progress": 0, "open": 0, "proposed": 1, "done": 2, "dropped": 2}


@dataclass(frozen=True)
class Actions:
    """All action items that may be published, with the questions that pages ask of them."""

    assessment: Assessment
    words: Words

    @cached_property
    def all(self) -> list[TrackedItem]:
        """All action items: open ones first, then proposals, then what is closed."""
        return sorted(
            self.assessment.ledger.items,
            key=lambda i: (
                _FIRST[i.item.status],
                i.item.priority or "P9",
                i.item.due or date.max,
            ),
        )

    @cached_property
    def to_decide(self) -> tuple[TrackedItem, ...]:
        """What the next circle decides on: the worst stale action items, then proposals."""
        return to_decide(self.assessment)

    def of(self, stem: str) -> list[TrackedItem]:
        """The action items of a record, in the order they are written."""
        return self._by_record.get(stem, [])

    def find(self, address: str) -> TrackedItem | None:
        """The action item of an address."""
        return self.assessment.ledger.find(address)

    def stale_of(self, stem: str) -> int:
        """How many action items of a record are stale."""
        return sum(bool(self.reasons(item)) for item in self.of(stem))

    def reasons(self, item: TrackedItem) -> tuple[Reason, ...]:
        """Why an item is stale; nothing where it is not."""
        return self.assessment.of(item)

    def reason_name(self, name: str) -> str:
        """A reason as a word."""
        return names.reason_name(name, self.words)

    def evidence(self, reason: Reason) -> str:
        """A reason with what it was told from."""
        return reasons.evidence(reason, self.words)

    def outcome(self, outcome: str) -> str:
        """A circle's decision in words."""
        return names.outcome_name(outcome, self.words)

    def story(self, item: TrackedItem) -> list[tuple[date | None, str, str]]:
        """The life of an item in words."""
        return life.life_story(item, self.words)

    def life_line(self, item: TrackedItem, width: int = 180) -> Markup:
        """The life of an item as a line."""
        story = "\n".join(f"{day or '?'}: {text}" for day, text, _ in self.story(item))
        again = [on for on, _ in self.assessment.again_while_undone(item)]
        return charts.life_line(item, self.assessment.ledger.day, again, story, width)

    @cached_property
    def legend(self) -> list[tuple[Markup, str]]:
        """The parts of a life line, each with what it means."""
        meanings = life.line_meanings(self.words)
        return [(charts.mark(name), meanings[name]) for name in charts.MARKS]

    @cached_property
    def _by_record(self) -> dict[str, list[TrackedItem]]:
        found: dict[str, list[TrackedItem]] = {}
        for item in self.assessment.ledger.items:
            found.setdefault(item.record_id, []).append(item)
        return found
