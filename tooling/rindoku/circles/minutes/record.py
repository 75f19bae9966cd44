"""What was said and decided in a session, as edits to its page and to the action items."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import cast, get_args

from rindoku.circles.minutes.impressions import NAMED
from rindoku.circles.minutes.page import Minutes, add_notes, page_changes
from rindoku.editing import action_items
from rindoku.editing.edits import Edits
from rindoku.editing.front_matter import Change
from rindoku.errors import CannotRunError
from rindoku.lookup.people import NOBODY, People
from rindoku.lookup.written import find_action_item
from rindoku.reading.catalog import Catalog, PlacedItem, RecordFile
from rindoku.reading.validation import did_you_mean
from rindoku.records import ActionItem, Circle, Decision, Impression
from rindoku.records.circle import Outcome
from rindoku.text import clean_line
from rindoku.values import Priority

_DECISION = re.compile(
    r"(?P<address>\S+#\S+?)\s+(?P<outcome>[a-z]+)(?P<rest>(?:\s+[^\s:：]+)*?)\s*(?:[:：]\s*(?P<note>.*))?",
    re.DOTALL,
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ADDRESS = re.compile(r"https?://\S+")
PRIORITIES = get_args(Priority)
OUTCOMES: tuple[Outcome, ...] = ("keep", "promote", "reschedule", "drop", "done")


def parse_impression(text: str, people: People = NOBODY) -> Impression:
    """`NAME: words`, or just words. A handle that nobody has is kept, for a rule to refuse.

    Raises CannotRunError where there are no words.
    """
    line = clean_line(text)
    match = NAMED.fullmatch(line)
    by = match and (people.handle(match["name"]) or _handle(match["name"]))
    said = match["text"] if match and by else line
    if not said:
        raise CannotRunError("an impression is empty", 'write it as "@aoi: one line"')
    return Impression(text=said, by=by or None)


def _handle(name: str) -> str | None:
    return name if name.startswith("@") and not any(c.isspace() for c in name) else None


def parse_decision(text: str) -> Decision:
    """`RECORD#ID outcome [day] [owner] [priority]: why`."""
    match = _DECISION.fullmatch(clean_line(text))
    if match is None:
        hint = 'write it as "RECORD#ID reschedule 2026-09-01: why"'
        raise CannotRunError(f"cannot read the decision `{text}`", hint)
    if match["outcome"] not in OUTCOMES:
        hint = did_you_mean(match["outcome"], list(OUTCOMES)) or f"use {', '.join(OUTCOMES)}"
        raise CannotRunError(f"`{match['outcome']}` is no outcome", hint)
    words = match["rest"].split()
    days = [word for word in words if _DAY.fullmatch(word)]
    for word in words:
        if word[0].isdigit() and word not in days:
            raise CannotRunError(f"`{word}` is no day", "write it as 2026-09-01")
    priorities = [word.upper() for word in words if word.upper() in PRIORITIES]
    owners = [word for word in words if word not in days and word.upper() not in PRIORITIES]
    if max(map(len, (days, owners, priorities))) > 1:
        raise CannotRunError(f"too many words in the decision `{text}`", "put a `:` before the why")
    if priorities and match["outcome"] != "promote":
        raise CannotRunError("only promote gives a priority", "leave it out")
    return Decision(
        action_item=match["address"],
        outcome=match["outcome"],
        due=_parse_day(days[0]) if days else None,
        owner=owners[0] if owners else None,
        priority=cast("Priority", priorities[0]) if priorities else None,
        note=match["note"] or None,
    )


def record_minutes(edits: Edits, page: RecordFile[Circle], minutes: Minutes, today: date) -> None:
    """Put the minutes into the session's page, and its decisions into the action items.

    Doing it again amends and completes: nothing is doubled. The page comes last, so that a
    session counts as held only once everything it decided is written.
    """
    catalog = edits.catalog()
    page = catalog.circles.get(page.stem, page)  # as it is by now: who asks takes their time
    if page.record is None:
        raise CannotRunError(f"{page.path} cannot be read", "`rindoku check` says why")
    if page.record.status == "cancelled":
        hint = f"plan it anew: rindoku circle move {page.stem} YYYY-MM-DD"
        raise CannotRunError(f"{page.stem} was cancelled", hint)
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
            message = f"two different decisions about {decision.action_item}"
            raise CannotRunError(message, "give one of them")
    return list(by_item.values())


def _item_changes(
    found: PlacedItem, decision: Decision, page: RecordFile[Circle], on: date
) -> list[Change]:
    """What a decision does to its action item, with the reason and the circle's id."""
    assert page.record is not None
    earlier = {d.action_item: d for d in page.record.decisions}
    before = earlier.get(decision.action_item)
    if decision.outcome == "keep" and before is not None and before.outcome != "keep":
        hint = "to reschedule gives it another day, and reopens it where it was dropped or done"
        raise CannotRunError(f"to keep would not take back that the circle said {before.outcome} "
                             f"about {decision.action_item}", hint)  # fmt: skip
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


def _parse_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CannotRunError(f"{text} is a day that no calendar has") from None
