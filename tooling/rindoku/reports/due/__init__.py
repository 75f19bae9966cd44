"""What `rindoku circle due` tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rindoku.circles.planning.cadence import DueSession
from rindoku.records import Policy


class DueSessions(NamedTuple):
    """Each program's next session, in the policy's order, and the policy that says so."""

    sessions: Sequence[DueSession]
    policy: Policy
