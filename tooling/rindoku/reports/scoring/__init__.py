"""What `rindoku circle plan --explain` tells."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rindoku.circles.planning.scoring import Candidate


@dataclass(frozen=True)
class WeighedReadings:
    """The candidates for a reading circle, the best first, and the ids of those it reads."""

    candidates: Sequence[Candidate]
    chosen: Collection[str]
