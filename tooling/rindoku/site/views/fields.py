"""Fields as a record's page shows them."""

from __future__ import annotations

from typing import Any, NamedTuple

from rindoku.locale import Words
from rindoku.records import ActionItem, Postmortem
from rindoku.records.fields import ALONE, RecordField, shown_at
from rindoku.wording import fields as wording


class Fields(NamedTuple):
    """The table of fields, with the questions that pages ask of it."""

    words: Words

    def shown(self, record: ActionItem | Postmortem) -> list[tuple[RecordField, list[Any]]]:
        """The fields that its page tells of a record as it stands, each with its values."""
        found = []
        for field in shown_at(type(record), "page"):
            value = field.of(record)
            values = value if isinstance(value, list) else [value]
            if isinstance(value, dict):
                values = [*value.items()]
            if value is not None and record.status in (field.about.page_while or (record.status,)):
                found.append((field, values))
        return [(field, values) for field, values in found if values]

    def label(self, field: RecordField) -> str:
        """What a field is called."""
        return wording.label(field, self.words)

    def heading(self, field: RecordField) -> str:
        """What a field is called, at the start of a line."""
        return wording.heading(field, self.words)

    def text(self, field: RecordField, value: object) -> str:
        """A value in words."""
        return wording.value_text(field, value, self.words)

    def around(self, field: RecordField) -> tuple[str, str]:
        """The words before and behind a field's values."""
        before, _, behind = wording.phrase(field, "page", self.words).partition("%s")
        return before, behind

    def is_address(self, field: RecordField, value: str) -> bool:
        """Whether a value is a link."""
        return field.may_link and value.startswith(("https://", "http://"))

    def link_text(self, field: RecordField, address: str) -> str:
        """What a link says: where it leads, or what it is where nothing else tells that."""
        is_alone = field.about.shown["page"] == ALONE
        return self.label(field) if is_alone else address.split("/")[2]
