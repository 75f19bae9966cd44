"""How many action items were open, stale and closed, month by month."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from rindoku.analysis.timeline import Timeline
from rindoku.values import CLOSED_STATUSES, OPEN_STATUSES


class Point(NamedTuple):
    """The stocks at the end of a day; done and dropped ones count as closed."""

    day: date
    open: int
    stale: int
    closed: int


def trend(timelines: Iterable[Timeline], first: date, last: date) -> list[Point]:
    """The stocks at the end of each month from that of ``first`` on, and on the day ``last``."""
    ends = _month_ends(first, last)
    steps = {name: [0] * (len(ends) + 1) for name in ("open", "stale", "closed")}

    def count(name: str, begin: date, end: date) -> None:
        steps[name][bisect_left(ends, begin)] += 1
        steps[name][bisect_right(ends, end)] -= 1

    for timeline in timelines:
        for interval in timeline.intervals:
            if interval.status in OPEN_STATUSES:
                count("open", interval.first, interval.last)
            elif interval.status in CLOSED_STATUSES:
                count("closed", interval.first, interval.last)
            if interval.stale_from is not None:
                count("stale", interval.stale_from, interval.last)
    columns = [list(accumulate(steps[name]))[:-1] for name in ("open", "stale", "closed")]
    return [Point(*row) for row in zip(ends, *columns, strict=True)]


def _month_ends(first: date, last: date) -> list[date]:
    ends = [last]
    while (end := ends[-1].replace(day=1) - timedelta(days=1)) >= first:
        ends.append(end)
    return ends[::-1]
