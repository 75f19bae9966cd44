"""How fast and how small commands ought to be, and whether they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from measuring import Run

PYTHON = "`python -c pass`"
GIT = "`git log --raw --first-parent`"
PYTHON_SECONDS = 0.012
"""What `python -c pass` takes on the machine that goals in milliseconds are of."""
SIZE = 3000
"""At how many postmortems goals in milliseconds and megabytes are meant."""


@dataclass(frozen=True)
class Goal:
    """The most that a run may take. None: that was not said."""

    times: float | None = None
    of: str = PYTHON
    milliseconds: float | None = None
    megabytes: float | None = None

    def limit(self, found: Mapping[str, Run], floor: str, postmortems: int) -> Limit:
        """What it comes to where the floors took what was found; one of them is the table's."""
        growth = max(1, postmortems / SIZE)
        seconds, said = None, []
        if self.times is not None:
            seconds = self.times * found[self.of].seconds
            said.append(f"{self.times:g} x" if self.of == floor else f"{self.times:g} x {self.of}")
        if self.milliseconds is not None:
            seconds = self.milliseconds / 1000 * growth * found[PYTHON].seconds / PYTHON_SECONDS
            said.append(f"{self.milliseconds:g} ms (here {seconds * 1000:.0f})")
        megabytes = None if self.megabytes is None else self.megabytes * growth
        if megabytes is not None:
            said.append(f"{megabytes:g} MB")
        return Limit(", ".join(said), seconds, megabytes)


NO_GOAL = Goal()


@dataclass(frozen=True)
class Limit:
    """A goal in seconds and megabytes of this machine, and in words."""

    words: str
    seconds: float | None
    megabytes: float | None

    def verdict(self, run: Run) -> str:
        """Whether a run met it, and in what it did not."""
        missed = [
            what
            for what, most, took in (
                ("time", self.seconds, run.seconds),
                ("memory", self.megabytes, run.megabytes),
            )
            if most is not None and took > most
        ]
        return f"no: {', '.join(missed)}" if missed else "yes" if self.words else ""
