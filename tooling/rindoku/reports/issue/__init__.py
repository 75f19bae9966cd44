"""What `rindoku action open-issue` sends."""

from __future__ import annotations

from dataclasses import dataclass

from rindoku.reading.catalog import PlacedItem


@dataclass(frozen=True)
class IssueDraft:
    """An action item of which an issue is to be opened.

    ``link`` is the web address of its record's file, where that is known.
    """

    placed: PlacedItem
    link: str | None
