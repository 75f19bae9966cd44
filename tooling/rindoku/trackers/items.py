"""Action items with the place where each is written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rindoku.catalog import Catalog, Entry
from rindoku.errors import CannotRunError
from rindoku.findings import FieldPath
from rindoku.records import ActionItem, Circle, Postmortem
from rindoku.records.validation import did_you_mean

Holder = Entry[Postmortem] | Entry[Circle]


@dataclass(frozen=True)
class PlacedItem:
    """An action item, its record's file, and its number in that file's list."""

    entry: Holder
    number: int
    item: ActionItem

    @property
    def address(self) -> str:
        """`RECORD#ID`."""
        return f"{self.entry.stem}#{self.item.id}"

    def field(self, name: str) -> FieldPath:
        """Where one of its fields stands in the front matter."""
        return ("action_items", self.number, name)


def placed_items(catalog: Catalog) -> Iterator[PlacedItem]:
    """All action items that can be read."""
    entries: list[Holder] = [*catalog.postmortem_files, *catalog.circle_files]
    for entry in entries:
        for number, item in entry.numbered("action_items"):
            yield PlacedItem(entry, number, item)


def find_item(catalog: Catalog, address: str) -> PlacedItem:
    """The item of that address. Raises CannotRunError where there is not exactly one."""
    items = list(placed_items(catalog))
    found = [item for item in items if item.address == address]
    if not found:
        known = [item.address for item in items]
        hint = did_you_mean(address, known) or "`rindoku action list --all` lists them"
        raise CannotRunError(f"there is no action item {address}", hint)
    if len(found) > 1:
        raise CannotRunError(f"there is more than one {address}", "`rindoku check` says where")
    return found[0]
