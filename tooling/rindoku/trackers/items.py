"""Action items with the place where each is written down."""

from __future__ import annotations

from rindoku.errors import CannotRunError
from rindoku.reading.catalog import Catalog, PlacedItem, placed_items


def all_items(catalog: Catalog) -> list[PlacedItem]:
    """All action items that can be read, those of a file whose id is taken already too."""
    return list(placed_items([*catalog.postmortem_files, *catalog.circle_files]))


def find_item(catalog: Catalog, address: str) -> PlacedItem:
    """The item of that address. Raises CannotRunError where there is not exactly one."""
    found = [item for item in all_items(catalog) if item.address == address]
    if not found:
        hint = "`rindoku action list --all` lists them"
        raise CannotRunError(f"there is no action item {address}", hint)
    if len(found) > 1:
        raise CannotRunError(f"there is more than one {address}", "`rindoku check` says where")
    return found[0]
