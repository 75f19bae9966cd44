"""What `rindoku action show` tells."""

from __future__ import annotations

from typing import NamedTuple

from rindoku.analysis.staleness import Assessment
from rindoku.analysis.tracked_item import TrackedItem


class ShownItem(NamedTuple):
    """One action item, and why it is stale, if it is."""

    assessment: Assessment
    item: TrackedItem
