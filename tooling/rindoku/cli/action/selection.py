"""Which action items a list is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rindoku.analysis.ledger import TrackedItem
from rindoku.analysis.staleness import Assessment
from rindoku.cli.action.arguments import match_handles, near_handle
from rindoku.errors import CannotRunError
from rindoku.reading.catalog import Catalog
from rindoku.reading.validation import did_you_mean
from rindoku.records import Postmortem
from rindoku.text import fold


@dataclass(frozen=True)
class Selection:
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
            and _fits(self.services, services_of(item))
            and _fits(self.statuses, {one.status})
            and _fits(self.reasons, {reason.name for reason in assessment.of(item)})
            and _fits(self.priorities, {one.priority})
            and _fits(self.efforts, {one.effort})
            and all(fold(word) in text for word in self.words)
        )


def owners_meant(given: Iterable[str], assessment: Assessment, catalog: Catalog) -> frozenset[str]:
    """The owners as they are written. Raises CannotRunError for one that nothing knows."""
    used = [item.item.owner for item in assessment.ledger.items if item.item.owner]
    known = list(dict.fromkeys([*catalog.policy.people, *catalog.policy.teams, *used]))
    found = {text: match_handles(text, known) for text in given}
    for text, names in found.items():
        if not names:
            raise CannotRunError(f"there is no owner {text}", near_handle(text, known))
    return frozenset(name for names in found.values() for name in names)


def services_meant(
    given: Iterable[str], assessment: Assessment, catalog: Catalog
) -> frozenset[str]:
    """The services as they are written. Raises CannotRunError for one that nothing knows."""
    used = [name for item in assessment.ledger.items for name in services_of(item)]
    known = list(dict.fromkeys([*catalog.policy.services, *used]))
    by_name = {fold(name): name for name in reversed(known)}
    for text in given:
        if fold(text) not in by_name:
            hint = did_you_mean(text, known) or f"known are {', '.join(known[:8]) or 'none'}"
            raise CannotRunError(f"there is no service {text}", hint)
    return frozenset(by_name[fold(text)] for text in given)


def services_of(item: TrackedItem) -> list[str]:
    """The services that the item's incident affected."""
    return item.record.services if isinstance(item.record, Postmortem) else []


def _fits(wanted: frozenset[str], there: Iterable[str | None]) -> bool:
    return not wanted or not wanted.isdisjoint(there)
