"""Action items for programs."""

from __future__ import annotations

from rindoku.analysis.staleness import Assessment
from rindoku.analysis.tracked_item import TrackedItem
from rindoku.reports.rows import dump, life_rows, row


def render_list(assessment: Assessment, items: list[TrackedItem]) -> str:
    """`{"action_items": [...]}`, with the keys of the stale report."""
    return dump({"action_items": [row(assessment, item) for item in items]})


def render_one(assessment: Assessment, item: TrackedItem) -> str:
    """One action item, with its `life` added, and when its incident happened `again`."""
    again = [
        {"day": on, "postmortem": stem} for on, stem in assessment.again.get(item.record_id, [])
    ]
    return dump(row(assessment, item) | {"life": life_rows(item), "again": again})
