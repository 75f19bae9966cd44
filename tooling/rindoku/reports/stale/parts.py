"""The parts of the stale report that text and Markdown share."""

from __future__ import annotations

from rindoku.analysis.ledger import TrackedItem
from rindoku.analysis.staleness import StaleReport
from rindoku.locale import Words


def by_owner(report: StaleReport, say: Words) -> list[tuple[str, list[TrackedItem]]]:
    """The stale items of each owner: who has most comes first, the worst item first."""
    groups: dict[str, list[TrackedItem]] = {}
    for item in report.stale:
        groups.setdefault(item.item.owner or say.gettext("nobody"), []).append(item)
    for items in groups.values():
        items.sort(key=lambda item: badness(report, item), reverse=True)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def badness(report: StaleReport, item: TrackedItem) -> tuple[bool, int, int]:
    """What makes one stale item worse than another: it happened again, more reasons, more days."""
    reasons = report.of(item)
    again = any(reason.name == "recurred" for reason in reasons)
    return again, len(reasons), max((reason.days or 0 for reason in reasons), default=0)
