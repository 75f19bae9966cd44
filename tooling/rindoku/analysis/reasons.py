"""For which reasons an action item can be stale, by their names."""

from __future__ import annotations

from typing import Literal, get_args

ReasonName = Literal["overdue", "aged", "untouched", "slipped", "unowned", "recurred"]
REASONS: tuple[ReasonName, ...] = get_args(ReasonName)
"""In the order in which they are told."""
