"""An action item beside its issue: do they agree, and what would make them?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from rindoku.editing.action_items import Fields, done, dropped
from rindoku.records import ActionItem
from rindoku.trackers.issue import Issue
from rindoku.values import CLOSED_STATUSES


def agree(item: ActionItem, issue: Issue) -> bool:
    """Whether both are closed or neither is: how they were closed is each one's own affair."""
    return (item.status in CLOSED_STATUSES) == (issue.resolution is not None)


def proposed_change(
    item: ActionItem, issue: Issue, zone: tzinfo, drop_reason: Callable[[Issue], str]
) -> Fields | None:
    """The fields with which an open item would say what its closed issue says.

    None where a person has to decide: the issue is open while the item is closed, or the item is
    not promised yet. ``drop_reason`` words why an item is dropped.
    """
    if not item.is_open or issue.closed is None:
        return None
    closed = issue.closed.astimezone(zone).date()
    if issue.resolution in ("completed", "merged"):
        evidence = item.evidence or item.tracker or issue.url
        return done(item, closed, on=closed, evidence=evidence)
    return dropped(item, closed, item.reason or drop_reason(issue), on=closed)
