"""Loaded by `make test-elsewhere`: sleeping under libfaketime, while it leaves the steady clock be.

Its clock_nanosleep takes a moment of that clock for one of the clock that it moves, and refuses.
To move both is no way out: then Python ends now and then, waiting for its own lock.
"""

from __future__ import annotations

import threading
import time
from typing import SupportsIndex


def _sleep(seconds: float | SupportsIndex, /) -> None:
    threading.Event().wait(float(seconds))


time.sleep = _sleep
