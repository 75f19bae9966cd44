"""What `rindoku circle due` tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rindoku.circles.planning.cadence import DueSession
from rindoku.records import Policy


@dataclass(frozen=True)
class DueSessions:
    """Each program's next session, in the policy's order, and the policy that says so."""

    sessions: Sequence[DueSession]
    policy: Policy
