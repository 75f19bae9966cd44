"""Loaded by `make test-elsewhere`: what libfaketime cannot do, while it leaves the steady clock be.

Its clock_nanosleep takes a moment of that clock for one of the clock that it moves, and refuses.
To move both is no way out: then Python ends now and then, waiting for its own lock.

Where the output is closed, the memory it shares with all its processes gets the free number of the
output, and what a command then says is written over it: every later process would die of that.
"""

from __future__ import annotations

import threading
import time
from typing import SupportsIndex

import pytest

_CLOSES_ITS_OUTPUT = "test_a_closed_output_is_none_to_complain_about"


def _sleep(seconds: float | SupportsIndex, /) -> None:
    threading.Event().wait(float(seconds))


time.sleep = _sleep


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the test whose point is an output that is closed."""
    left_out = [item for item in items if item.name.startswith(_CLOSES_ITS_OUTPUT)]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)
