"""A suggested decision about a stale action item, and the plain fact it follows from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from rindoku.analysis.staleness import Assessment
from rindoku.analysis.tracked_item import TrackedItem

Advice = Literal["do", "reschedule", "drop"]
Because = Literal["recurred", "priority", "small", "forgotten", "unowned", "unrealistic"]


class Suggestion(NamedTuple):
    """What to decide, and because of what."""

    item: TrackedItem
    advice: Advice
    because: Because
    needs_owner: bool = False
    """Whether somebody has to take it over first."""


def worst_first(assessment: Assessment, items: Iterable[TrackedItem]) -> list[TrackedItem]:
    """Stale items in the order in which to decide on them.

    First what let an incident happen again, then the urgent, then what has more reasons, then what
    has been stale for longer.
    """

    def key(item: TrackedItem) -> tuple[bool, str, int, int, str]:
        reasons = assessment.of(item)
        again = any(reason.name == "recurred" for reason in reasons)
        days = max((reason.days or 0 for reason in reasons), default=0)
        priority = item.item.priority or "P2"
        return not again, priority, -len(reasons), -days, item.address

    return sorted(items, key=key)


def suggest(assessment: Assessment, item: TrackedItem) -> Suggestion:
    """The first of these that holds.

    Do it: the incident happened again meanwhile, or it is urgent (P0, P1), or small.
    Drop it: of low priority (P3, P4, or none) and forgotten (untouched), and nothing happened.
    Reschedule it, to somebody who can: nobody owns it. Else to a day that can be kept.
    """
    names = {reason.name for reason in assessment.of(item)}
    rules: tuple[tuple[bool, Advice, Because], ...] = (
        ("recurred" in names, "do", "recurred"),
        (item.item.priority in ("P0", "P1"), "do", "priority"),
        (item.item.effort == "S", "do", "small"),
        ("untouched" in names and item.item.priority != "P2", "drop", "forgotten"),
        ("unowned" in names, "reschedule", "unowned"),
        (True, "reschedule", "unrealistic"),
    )
    advice, because = next((advice, because) for holds, advice, because in rules if holds)
    return Suggestion(item, advice, because, advice != "drop" and "unowned" in names)
