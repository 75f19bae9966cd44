"""A guard against waiting for ever; no measure of speed, for its limit is far beyond."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 60


@contextmanager
def within(seconds: int = SECONDS) -> Iterator[None]:
    """Fail when it takes longer: a pipe that is opened waits for ever, a bad pattern nearly so."""

    def give_up(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    around = signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        signal.alarm(around)  # of another one around this
