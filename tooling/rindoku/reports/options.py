"""How a report is told, beside what it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from rindoku.locale import Words, words_in

By = Literal["owner", "service", "reason"]
NOBODY = "nobody"
"""Who owns what has no owner, as an option says it and a file is called."""


@dataclass(frozen=True)
class ReportOptions:
    """What any report can be asked for; each takes what concerns it.

    ``notes`` are sentences on what the report cannot tell. ``by`` groups what is stale. ``width``
    is the terminal's in columns, None where there is no end of them. ``prefix`` leads from here to
    the paths of the records, and ``records`` is how many were looked at, None where there is none.
    """

    words: Words = field(default_factory=lambda: words_in("en"))
    notes: tuple[str, ...] = ()
    by: By = "owner"
    width: int | None = None
    prefix: str = ""
    records: int | None = 0
