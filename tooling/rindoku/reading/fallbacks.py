"""What stands in for what a record does not say, so that the rest of it still counts."""

from __future__ import annotations

from rindoku.reading.validation import Data
from rindoku.records import Circle, Postmortem
from rindoku.records.base import Model
from rindoku.source import layout

ITEM_FALLBACKS: Data = {"id": "?", "title": "?", "status": "open"}
"""An item whose status cannot be read counts as open."""


def fallbacks(model: type[Model], stem: str) -> Data:
    """What stands in for a field that is missing or unusable; a broken visibility hides."""
    values: Data = {"title": stem, "action_items": ITEM_FALLBACKS}
    if model is Circle:
        values |= {"kind": "study", "status": "planned"}
    if model is Postmortem:
        values |= {"status": "draft", "visibility": "restricted"}
    day = layout.stem_date(stem)
    return values | ({"date": day.isoformat()} if day else {})
