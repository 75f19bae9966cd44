"""What records hold and the command line offers: the words of some fields, and which years.

The models take them from here, so that an option is declared without them.
"""

from __future__ import annotations

from typing import Literal, get_args

Type = Literal["prevent", "detect", "mitigate", "repair", "investigate", "process", "other"]
Priority = Literal["P0", "P1", "P2", "P3", "P4"]
Effort = Literal["S", "M", "L"]
Status = Literal["proposed", "open", "in-progress", "blocked", "done", "dropped"]

PRIORITIES: tuple[Priority, ...] = get_args(Priority)
OPEN_STATUSES: tuple[Status, ...] = ("open", "in-progress", "blocked")
CLOSED_STATUSES: tuple[Status, ...] = ("done", "dropped")

YEARS = range(1900, 2200)
"""Outside of these a day is a slip, and cannot be reckoned with."""
