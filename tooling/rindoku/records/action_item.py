"""An action item: something a team promised, or proposes, to do after an incident."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator

from rindoku.records.base import Day, Model, Name, Text, Title, Url, refuse, show

Type = Literal["prevent", "detect", "mitigate", "repair", "investigate", "process", "other"]
Priority = Literal["P0", "P1", "P2", "P3", "P4"]
Effort = Literal["S", "M", "L"]
Status = Literal["proposed", "open", "in-progress", "blocked", "done", "dropped"]

OPEN_STATUSES: tuple[Status, ...] = ("open", "in-progress", "blocked")
CLOSED_STATUSES: tuple[Status, ...] = ("done", "dropped")


def _check_id(value: str) -> str:
    if any(c.isspace() or c in "#," for c in value):
        raise refuse(f"is {show(value)}, with a space, a comma or a `#` in it", "write it as A1")
    return value


ItemId = Annotated[Name, AfterValidator(_check_id)]


class ActionItem(Model):
    """One entry of `action_items`, addressed everywhere as `RECORD#ID`."""

    id: ItemId
    """Unique in its record; `A1`, `A2` … are usual."""
    title: Title
    """What will be true when it is done."""
    type: Type = "other"
    """What it does about the incident."""
    priority: Priority | None = None
    """P0 (drop everything) to P4; limits how long a promise may age."""
    effort: Effort | None = None
    """S, M or L; small ones feed the mob hour."""
    owner: Text | None = None
    """One of the policy's people or teams."""
    status: Status
    """`proposed` is an idea and no promise yet; `done` and `dropped` are closed."""
    due: Day | None = None
    """The day it is promised for."""
    closed: Day | None = None
    """The day it was done or dropped."""
    evidence: Text | None = None
    """Where one can see that it is done: a link, a commit."""
    reason: Text | None = None
    """Why it was dropped."""
    blocked_by: Text | None = None
    """What a blocked one waits for."""
    tracker: Url | None = None
    """The issue it is tracked as elsewhere."""

    @property
    def is_open(self) -> bool:
        """A promise that is neither done nor dropped."""
        return self.status in OPEN_STATUSES
