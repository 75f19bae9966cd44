"""What stands in the records under a name; no history is asked.

Each function raises CannotRunError where nothing stands there under that name, or more than one.
"""

from __future__ import annotations

from rindoku.errors import CannotRunError
from rindoku.lookup.matching import POSTMORTEM, SESSION, pick_address, pick_record
from rindoku.reading.catalog import Catalog, Holder, PlacedItem, RecordFile, placed_items
from rindoku.records import Circle, Postmortem
from rindoku.saying import say
from rindoku.source import layout
from rindoku.text import composed, fold


def find_action_item(catalog: Catalog, text: str) -> PlacedItem:
    """An action item, and where it is written down."""
    placed = list(placed_items(catalog.holders))
    try:
        address = pick_address(text, [one.address for one in placed])
    except CannotRunError:
        _refuse_unreadable(catalog, text.partition("#")[0])
        raise
    found = [one for one in placed if one.address == address]
    if len(found) > 1:
        raise CannotRunError(
            say(
                "%(address)s stands in %(path)s more than once", address=address, path=found[0].path
            ),
            say("give each action item an id of its own; `rindoku check` shows the place"),
        )
    return found[0]


def find_record(catalog: Catalog, text: str) -> Holder:
    """A record that can hold action items, by its id, its path or a part of its id."""
    holders = {file.stem: file for file in reversed(catalog.holders)}
    return holders[pick_record(_as_stem(text), holders)]


def find_postmortem(catalog: Catalog, text: str) -> RecordFile[Postmortem]:
    """A postmortem, likewise."""
    return catalog.postmortems[pick_record(_as_stem(text), catalog.postmortems, POSTMORTEM)]


def find_session(catalog: Catalog, text: str) -> RecordFile[Circle]:
    """A circle's page, likewise."""
    return catalog.circles[pick_record(_as_stem(text), catalog.circles, SESSION)]


def _refuse_unreadable(catalog: Catalog, record: str) -> None:
    """Raise CannotRunError where an item may be in a record that has mistakes itself."""
    for file in catalog.holders:
        bad = file.record is None or any(
            field[0] == "action_items" for field in file.validated.left_out
        )
        if bad and fold(record) in fold(file.stem):
            raise CannotRunError(
                say("the action items of %(path)s cannot all be read", path=file.path),
                say("`rindoku check %(path)s` says why", path=file.path),
            )


def _as_stem(text: str) -> str:
    return layout.stem(text) if text.endswith(".md") else composed(text)
