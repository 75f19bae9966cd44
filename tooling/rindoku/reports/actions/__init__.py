"""What `rindoku action list` tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rindoku.analysis.staleness import Assessment
from rindoku.analysis.tracked_item import TrackedItem


class ListedItems(NamedTuple):
    """The action items that were asked for, and why those that are stale are so."""

    assessment: Assessment
    items: Sequence[TrackedItem]
