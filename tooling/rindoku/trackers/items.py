"""Action items with the place where each is written down."""

from __future__ import annotations

from rindoku.catalog import Catalog, PlacedItem, placed_items
from rindoku.errors import CannotRunError
from rindoku.records.validation import did_you_mean


def all_items(catalog: Catalog) -> list[PlacedItem]:
    """All action items that can be read, those of a file whose id is taken already too."""
    return list(placed_items([*catalog.postmortem_files, *catalog.circle_files]))


def find_item(catalog: Catalog, address: str) -> PlacedItem:
    """The item of that address. Raises CannotRunError where there is not exactly one."""
    items = all_items(catalog)
    found = [item for item in items if item.address == address]
    if not found:
        known = [item.address for item in items]
        hint = did_you_mean(address, known) or "`rindoku action list --all` lists them"
        raise CannotRunError(f"there is no action item {address}", hint)
    if len(found) > 1:
        raise CannotRunError(f"there is more than one {address}", "`rindoku check` says where")
    return found[0]
