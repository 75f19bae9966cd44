"""What `rindoku action show` tells."""

from __future__ import annotations

from dataclasses import dataclass

from rindoku.analysis.staleness import Assessment
from rindoku.analysis.tracked_item import TrackedItem


@dataclass(frozen=True)
class ShownItem:
    """One action item, and why it is stale, if it is."""

    assessment: Assessment
    item: TrackedItem
