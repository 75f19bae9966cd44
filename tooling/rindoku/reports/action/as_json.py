"""An action item for programs."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from rindoku.reports.action import ShownItem
from rindoku.reports.documents import JsonDocument, JsonObject
from rindoku.reports.items import ItemRow, LifeRow
from rindoku.reports.options import ReportOptions


class RecurrenceRow(JsonObject):
    """That an incident happened again."""

    day: date
    postmortem: Annotated[str, Field(description="as what; its id")]


class LifeDocument(ItemRow, JsonDocument):
    """What `rindoku action show --format json` prints: an action item and its life."""

    life: Annotated[list[LifeRow], Field(description="oldest first")]
    again: Annotated[list[RecurrenceRow], Field(description="when its incident happened again")]


DOCUMENT = LifeDocument


def render(shown: ShownItem, options: ReportOptions) -> str:
    """The item with its life."""
    found = shown.assessment.again.get(shown.item.record_id, [])
    again = [RecurrenceRow(day=on, postmortem=stem) for on, stem in found]
    life = LifeRow.life_of(shown.item)
    return LifeDocument.of(shown.assessment, shown.item, life=life, again=again).dumped()
