"""What `rindoku circle plan --explain` tells."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from rindoku.circles.planning.scoring import Candidate


class WeighedReadings(NamedTuple):
    """The candidates for a reading circle, the best first, and the ids of those it reads."""

    candidates: Sequence[Candidate]
    chosen: Collection[str]
