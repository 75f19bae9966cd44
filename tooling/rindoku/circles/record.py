"""What was said and decided in a session, as edits to its page and to the action items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from rindoku.catalog import Catalog, Entry, split_address
from rindoku.editing import action_items
from rindoku.editing.front_matter import Append, Change, Set
from rindoku.editing.session import EditSession
from rindoku.errors import CannotRunError
from rindoku.records import Circle, Decision, Impression
from rindoku.records.circle import Outcome
from rindoku.records.validation import did_you_mean

_DECISION = re.compile(
    r"(?P<address>\S+#\S+?)\s+(?P<outcome>[a-z]+)(?P<rest>(?:\s+[^\s:：]+)*?)\s*(?:[:：]\s*(?P<note>.*))?",
    re.DOTALL,
)
_IMPRESSION = re.compile(r"\s*(?P<by>@[^\s:：]+)\s*[:：]\s*(?P<text>.+)", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OUTCOMES: tuple[Outcome, ...] = ("keep", "promote", "reschedule", "drop", "done")


@dataclass(frozen=True)
class Minutes:
    """What one session adds to its page."""

    attendees: list[str] = field(default_factory=list)
    impressions: list[Impression] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    action_items: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    recording: str | None = None


def parse_impression(text: str) -> Impression:
    """`HANDLE: words`, or just words."""
    match = _IMPRESSION.fullmatch(text)
    by, said = (match["by"], match["text"]) if match else (None, text)
    said = " ".join(said.split())
    if not said:
        raise CannotRunError("an impression is empty", 'write it as "@aoi: one line"')
    return Impression(text=said, by=by)


def parse_decision(text: str) -> Decision:
    """`RECORD#ID outcome [day] [owner]: why`."""
    match = _DECISION.fullmatch(text.strip())
    if match is None:
        hint = 'write it as "RECORD#ID reschedule 2026-09-01: why"'
        raise CannotRunError(f"cannot read the decision `{text}`", hint)
    if match["outcome"] not in _OUTCOMES:
        hint = did_you_mean(match["outcome"], list(_OUTCOMES)) or f"use {', '.join(_OUTCOMES)}"
        raise CannotRunError(f"`{match['outcome']}` is no outcome", hint)
    words = match["rest"].split()
    days = [word for word in words if _DAY.fullmatch(word)]
    for word in words:
        if word[0].isdigit() and word not in days:
            raise CannotRunError(f"`{word}` is no day", "write it as 2026-09-01")
    owners = [word for word in words if word not in days]
    if len(days) > 1 or len(owners) > 1:
        raise CannotRunError(f"too many words in the decision `{text}`", "put a `:` before the why")
    return Decision(
        action_item=match["address"],
        outcome=match["outcome"],
        due=_parse_day(days[0]) if days else None,
        owner=owners[0] if owners else None,
        note=" ".join(match["note"].split()) or None if match["note"] else None,
    )


def record(session: EditSession, page: Entry[Circle], minutes: Minutes, today: date) -> None:
    """Put the minutes into the session's page, and its decisions into the action items.

    Doing it again amends and completes: nothing is doubled.
    """
    catalog = session.catalog()
    circle = page.record
    if circle is None:
        raise CannotRunError(f"{page.path} cannot be read", "`rindoku check` says why")
    for decision in minutes.decisions:
        path, changes = decided(catalog, decision, min(circle.date, today))
        session.change(path, changes)
    held: list[Change] = [] if circle.status == "held" else [Set(("status",), "held")]
    session.change(page.path, [*held, *_page_changes(circle, minutes)])
    body = page.document.body
    for note in minutes.notes:
        line = f"- {' '.join(note.split())}"
        if line not in body.splitlines():
            session.append_text(page.path, f"{line}\n")


def decided(catalog: Catalog, decision: Decision, on: date) -> tuple[str, list[Change]]:
    """The file that a decision changes, and how."""
    stem, item_id = split_address(decision.action_item)
    holder = catalog.holder(stem)
    if holder is None or holder.record is None:
        known = [*catalog.postmortems, *catalog.circles]
        raise CannotRunError(f"there is no record {stem}", did_you_mean(stem, known) or "")
    for number, item in holder.numbered("action_items"):
        if item.id == item_id:
            fields = action_items.decided(decision, item, on)
            return holder.path, action_items.changes(number, item, fields)
    ids = [item.id for item in holder.record.action_items]
    raise CannotRunError(
        f"{stem} has no action item {item_id}", f"it has {', '.join(ids) or 'none'}"
    )


def _page_changes(circle: Circle, minutes: Minutes) -> Iterator[Change]:
    if minutes.recording is not None:
        yield Set(("recording",), minutes.recording)
    for handle in dict.fromkeys(minutes.attendees):
        if handle not in circle.attendees:
            yield Append(("attendees",), handle)
    yield from _decisions(circle, minutes.decisions)
    yield from _impressions(circle, minutes.impressions)
    yield from _action_items(circle, minutes.action_items)


def _decisions(circle: Circle, decisions: list[Decision]) -> Iterator[Change]:
    """A new decision about an action item replaces the one the circle had made."""
    known = [decision.action_item for decision in circle.decisions]
    for decision in decisions:
        data = decision.model_dump(exclude_none=True)
        if decision.action_item in known:
            yield Set(("decisions", known.index(decision.action_item)), data)
        else:
            known.append(decision.action_item)
            yield Append(("decisions",), data)


def _impressions(circle: Circle, impressions: list[Impression]) -> Iterator[Change]:
    """Somebody's new line replaces their old one; nameless lines are added once."""
    known = list(circle.impressions)
    for impression in impressions:
        named = [i for i, one in enumerate(known) if one.by and one.by == impression.by]
        if impression in known:
            continue
        if named:
            yield Set(("impressions", named[0], "text"), impression.text)
            known[named[0]] = impression
        else:
            known.append(impression)
            data = {"by": impression.by} if impression.by else {}
            yield Append(("impressions",), {**data, "text": impression.text})


def _action_items(circle: Circle, titles: list[str]) -> Iterator[Change]:
    """What the session found to do starts as a proposal, under the next free id."""
    known = {item.title for item in circle.action_items}
    ids = {item.id for item in circle.action_items}
    for title in dict.fromkeys(" ".join(title.split()) for title in titles):
        if title in known:
            continue
        new = next(f"A{n}" for n in range(1, 1000) if f"A{n}" not in ids)
        ids.add(new)
        yield Append(("action_items",), {"id": new, "title": title, "status": "proposed"})


def _parse_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CannotRunError(f"{text} is a day that no calendar has") from None
