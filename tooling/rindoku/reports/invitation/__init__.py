"""What `rindoku circle invite` and the site's calendars tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rindoku.circles.calendar.invitation import Invitation
from rindoku.circles.calendar.revisions import Revision


@dataclass(frozen=True)
class Invitations:
    """Sessions to invite to.

    How often each has changed and where its web page is are by the sessions' ids, where known.
    """

    sessions: Sequence[Invitation]
    revisions: Mapping[str, Revision] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
