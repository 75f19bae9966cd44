"""What was said and decided in a session, as edits to its page and to the action items."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from rindoku.circles.minutes.page import Minutes, add_notes, page_changes
from rindoku.editing import action_items
from rindoku.editing.edits import Edits
from rindoku.editing.front_matter import Change
from rindoku.errors import CannotRunError
from rindoku.lookup.written import find_action_item
from rindoku.reading.catalog import Catalog, PlacedItem, RecordFile
from rindoku.records import ActionItem, Circle, Decision
from rindoku.saying import say

_ADDRESS = re.compile(r"https?://\S+")


def record_minutes(edits: Edits, page: RecordFile[Circle], minutes: Minutes, today: date) -> None:
    """Put the minutes into the session's page, and its decisions into the action items.

    Doing it again amends and completes: nothing is doubled. The page comes last, so that a
    session counts as held only once everything it decided is written.
    """
    catalog = edits.catalog()
    page = catalog.circles.get(page.stem, page)  # as it is by now: who asks takes their time
    if page.record is None:
        raise CannotRunError(
            say("%(path)s cannot be read", path=page.path), say("`rindoku check` says why")
        )
    if page.record.status == "cancelled":
        hint = say("plan it anew: rindoku circle move %(stem)s YYYY-MM-DD", stem=page.stem)
        raise CannotRunError(say("%(stem)s was cancelled", stem=page.stem), hint)
    decisions = _one_each([_named(catalog, decision) for decision in minutes.decisions])
    on = min(page.record.date, today)
    found = [(find_action_item(catalog, decision.action_item), decision) for decision in decisions]
    for item, decision in sorted(found, key=lambda pair: pair[0].path == page.path):
        edits.change(item.path, _item_changes(item, decision, page, on))
    edits.change(page.path, page_changes(page, replace(minutes, decisions=decisions), catalog))
    add_notes(edits, page, minutes.notes)


def _named(catalog: Catalog, decision: Decision) -> Decision:
    """The decision under the item's own address, however it was typed."""
    address = find_action_item(catalog, decision.action_item).address
    return decision.model_copy(update={"action_item": address})


def _one_each(decisions: list[Decision]) -> list[Decision]:
    """The decisions without repetitions. Raises CannotRunError for two about one item."""
    by_item: dict[str, Decision] = {}
    for decision in decisions:
        if by_item.setdefault(decision.action_item, decision) != decision:
            message = say(
                "two different decisions about %(action_item)s", action_item=decision.action_item
            )
            raise CannotRunError(message, say("give one of them"))
    return list(by_item.values())


def _item_changes(
    found: PlacedItem, decision: Decision, page: RecordFile[Circle], on: date
) -> list[Change]:
    """What a decision does to its action item, with the reason and the circle's id."""
    assert page.record is not None
    earlier = {d.action_item: d for d in page.record.decisions}
    before = earlier.get(decision.action_item)
    if decision.outcome == "keep" and before is not None and before.outcome != "keep":
        hint = say(
            "to reschedule gives it another day, and reopens it where it was dropped or done"
        )
        message = say(
            "to keep would not take back that the circle said %(outcome)s about %(action_item)s",
            outcome=before.outcome,
            action_item=decision.action_item,
        )
        raise CannotRunError(message, hint)
    fields = action_items.decided(_explained(decision, page.stem), found.item, on)
    fields |= _shown_by(found.item, decision, before, page.stem)
    return action_items.changes(found.number, found.item, fields)


def _explained(decision: Decision, circle: str) -> Decision:
    """The reason an item is dropped for tells which circle said it."""
    if decision.outcome != "drop" or decision.note is None:
        return decision
    return decision.model_copy(update={"note": _signed(decision.note, circle)})


def _shown_by(
    item: ActionItem, decision: Decision, before: Decision | None, circle: str
) -> action_items.Fields:
    """What is done gets evidence where it has none, or none but this circle's earlier words."""
    if decision.outcome != "done":
        return {}
    is_ours = item.evidence is not None and (
        _signed(item.evidence, circle) == item.evidence
        or (before is not None and before.note == item.evidence)
    )
    missing = item.evidence is None or is_ours
    return {"evidence": _evidence(decision.note, circle)} if missing else {}


def _evidence(note: str | None, circle: str) -> str:
    """Where it can be seen: an address, somebody's words in a circle, or just the circle."""
    if note is None:
        return circle
    return note if _ADDRESS.fullmatch(note) else _signed(note, circle)


def _signed(text: str, circle: str) -> str:
    return text if text == circle or text.endswith(f"({circle})") else f"{text} ({circle})"
