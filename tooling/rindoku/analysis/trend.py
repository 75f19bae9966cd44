"""How the number of open promises moved, month by month, told from the lives alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from rindoku.analysis.ledger import Ledger, TrackedItem
from rindoku.records.action_item import CLOSED_STATUSES
from rindoku.source.yaml import Value

Point = tuple[date, int]


def open_by_month(ledger: Ledger, months: int) -> list[Point]:
    """The number of open promises at the end of each of the last months, the ledger's day last."""
    ends = _month_ends(ledger.day, months)
    steps: Counter[date] = Counter()
    for item in (*ledger.items, *ledger.taken_out):
        for day, step in _steps(item):
            index = next((end for end in ends if day <= end), None)
            if index is not None:
                steps[index] += step
    counts = accumulate(steps[end] for end in ends)
    return list(zip(ends, counts, strict=True))


def _steps(item: TrackedItem) -> Iterator[tuple[date, int]]:
    """The days on which an item became open (+1) or stopped being so (-1)."""
    was_open = False
    status: Value = None
    for event in item.life.events:
        status = event.changes.get("status", (None, status))[1]
        is_open = event.present and status not in ("proposed", *CLOSED_STATUSES)
        if is_open != was_open:
            yield event.latest or date.min, 1 if is_open else -1
        was_open = is_open


def _month_ends(day: date, months: int) -> list[date]:
    ends = [day]
    while len(ends) < months:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    return ends[::-1]
