"""One issue as its tracker tells it, whichever tracker that is."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

Resolution = Literal["completed", "not-planned", "duplicate", "merged", "unmerged"]
"""How an issue or a pull request was closed; the last two are a pull request's."""


class Issue(NamedTuple):
    """The state of an issue or a pull request.

    ``url`` is where it is now; where that is not where it was asked for, it ``has_moved``. Closed
    ones have both a resolution and a time.
    """

    url: str
    resolution: Resolution | None = None
    closed: datetime | None = None
    has_moved: bool = False
