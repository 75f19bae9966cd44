"""An action item: something a team promised, or proposes, to do after an incident."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from rindoku.records.base import (
    Day,
    Model,
    Name,
    Owner,
    Pointer,
    Text,
    Title,
    Url,
    refuse,
    show,
)
from rindoku.records.fields import ALONE, NAMED, About, Place, Shown
from rindoku.saying import N_, say
from rindoku.values import (
    CLOSED_STATUSES,
    HORIZON_NAMES,
    OPEN_STATUSES,
    STATUS_NAMES,
    STATUSES_SAID,
    STRENGTH_NAMES,
    TYPE_NAMES,
    Effort,
    Horizon,
    Priority,
    Status,
    Strength,
    Type,
)


def _check_id(value: str) -> str:
    if any(c.isspace() or c in "#," for c in value):
        raise refuse(
            say("is %(value)s, with a space, a comma or a `#` in it", value=show(value)),
            say("write it as A1"),
        )
    return value


_LINES: Shown = {"list": ALONE, "page": ALONE, "life": ALONE, "report": ALONE}
_ROWS: Shown = {"csv": ALONE, "json": ALONE}
_UNTIL = N_("due %s")
_ISSUE: Shown = {"issue": NAMED}
_FIRST_IN_LINES = ("priority", "status", "owner", "due", "closed", "tracker")
_FIRST_IN_ROWS = ("title", "owner", "priority", "status", "due")

ItemId = Annotated[Name, AfterValidator(_check_id)]


class ActionItem(Model):
    """One entry of `action_items`, addressed everywhere as `RECORD#ID`."""

    id: ItemId
    """Unique in its record; `A1`, `A2` … are usual."""
    title: Annotated[Title, About(N_("title"), _ROWS)]
    """What will be true when it is done."""
    type: Annotated[Type, About(N_("type"), words=TYPE_NAMES)] = "other"
    """What it does about the incident."""
    strength: Annotated[
        Strength | None, About(N_("strength"), {"page": NAMED, "life": NAMED}, words=STRENGTH_NAMES)
    ] = None
    """How surely it holds, whoever is on call: `stronger` changes the system, `intermediate` helps
    people, `weaker` asks people to take care (RCA2's hierarchy of actions)."""
    horizon: Annotated[
        Horizon | None, About(N_("horizon"), {"page": NAMED, "life": NAMED}, words=HORIZON_NAMES)
    ] = None
    """Whether it is a `temporary` countermeasure or a `permanent` fix."""
    priority: Annotated[Priority | None, About(N_("priority"), {**_LINES, **_ROWS, **_ISSUE})] = (
        None
    )
    """P0 (drop everything) to P4; limits how long it may age."""
    effort: Annotated[Effort | None, About(N_("effort"), {"life": ALONE})] = None
    """S, M or L; small ones feed the mob hour."""
    owner: Annotated[Owner | None, About(N_("owner"), {**_LINES, **_ROWS, **_ISSUE})] = None
    """One of the policy's people or teams."""
    status: Annotated[
        Status, About(N_("status"), {**_LINES, **_ROWS}, words=STATUS_NAMES, also=STATUSES_SAID)
    ]
    """`proposed` is an idea, not promised yet; `done` and `dropped` are closed."""
    due: Annotated[
        Day | None,
        About(
            N_("due"),
            {"list": _UNTIL, "page": _UNTIL, "life": _UNTIL, **_ROWS, **_ISSUE},
            page_while=OPEN_STATUSES,
        ),
    ] = None
    """The day it is promised for."""
    closed: Annotated[
        Day | None,
        About(N_("closed"), {"page": ALONE, "life": NAMED}, belongs=CLOSED_STATUSES),
    ] = None
    """The day it was done or dropped."""
    evidence: Annotated[
        Pointer | None,
        About(N_("evidence"), {"page": ALONE, "life": NAMED}, belongs=("done",)),
    ] = None
    """Where one can see that it is done: a link, a commit."""
    verified: Annotated[
        Day | None,
        About(N_("verified"), {"page": NAMED, "life": NAMED}, belongs=("done",)),
    ] = None
    """The day on which somebody saw that it works: in a drill, or in the next incident."""
    reason: Annotated[
        Text | None,
        About(
            N_("reason"), {"page": N_("Dropped because: %s"), "life": NAMED}, belongs=("dropped",)
        ),
    ] = None
    """Why it was dropped."""
    blocked_by: Annotated[
        Text | None,
        About(
            N_("blocked by"),
            {"page": N_("Waits for: %s"), "life": NAMED, "report": N_("waits for %s")},
            belongs=("blocked",),
            page_while=("blocked",),
        ),
    ] = None
    """What a blocked one waits for."""
    tracker: Annotated[Url | None, About(N_("tracker"), {"page": ALONE})] = None
    """The issue it is tracked as elsewhere."""

    shown_first: ClassVar[Mapping[Place, tuple[str, ...]]] = {
        "list": _FIRST_IN_LINES,
        "page": _FIRST_IN_LINES,
        "report": _FIRST_IN_LINES,
        "life": ("status",),
        "csv": _FIRST_IN_ROWS,
        "json": _FIRST_IN_ROWS,
        "issue": _FIRST_IN_ROWS,
    }

    @property
    def is_open(self) -> bool:
        """Whether it is promised, and neither done nor dropped."""
        return self.status in OPEN_STATUSES
