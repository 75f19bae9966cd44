"""Which action items a list is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rindoku.analysis.staleness import Assessment
from rindoku.analysis.tracked_item import TrackedItem
from rindoku.text import fold


class Selection(NamedTuple):
    """What is asked for. Values of one kind are alternatives; of each kind given one must fit.

    Every one of the ``words`` must stand in the title or the address, whatever its case and width.
    """

    owners: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    reasons: frozenset[str] = frozenset()
    priorities: frozenset[str] = frozenset()
    efforts: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    closed_too: bool = False

    def of(self, assessment: Assessment) -> list[TrackedItem]:
        """The items of a report that are asked for."""
        return [item for item in assessment.ledger.items if self._fits(assessment, item)]

    def _fits(self, assessment: Assessment, item: TrackedItem) -> bool:
        one = item.item
        text = fold(f"{item.address}\n{one.title}")
        return (
            (one.is_open or self.closed_too or bool(self.statuses))
            and _fits(self.owners, {one.owner})
            and _fits(self.services, item.services)
            and _fits(self.statuses, {one.status})
            and _fits(self.reasons, {reason.name for reason in assessment.of(item)})
            and _fits(self.priorities, {one.priority})
            and _fits(self.efforts, {one.effort})
            and all(fold(word) in text for word in self.words)
        )


def _fits(wanted: frozenset[str], there: Iterable[str | None]) -> bool:
    return not wanted or not wanted.isdisjoint(there)
