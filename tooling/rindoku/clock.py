"""The one place where the clock is read; whoever wants to know what day or moment it is asks here.

Nothing else reads a clock, so that a test can say what time it is by setting `now` alone.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, tzinfo


def now() -> datetime:
    """The moment now, in UTC."""
    return datetime.now(UTC)


def today(zone: tzinfo | None) -> date:
    """The day it is now in a time zone; None is that of the machine."""
    return now().astimezone(zone).date()


def file_time() -> int:
    """The moment now as a file that is written now is stamped: nanoseconds since 1970.

    It is the machine's own, not `now`: it is compared with what the file system says.
    """
    return time.time_ns()
