"""What a session's page gains when it is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rindoku.circles.minutes.impressions import by_person
from rindoku.editing.action_items import next_id
from rindoku.editing.edits import Edits
from rindoku.editing.front_matter import Append, Change, Remove, Set
from rindoku.editing.scalars import Writable
from rindoku.errors import CannotRunError
from rindoku.lookup.written import find_postmortem
from rindoku.reading.catalog import Catalog, RecordFile
from rindoku.records import Circle, Decision, Impression
from rindoku.records.circle import Reading
from rindoku.saying import say
from rindoku.text import clean_line

_FIELDS_OF_A_DECISION = ("outcome", "due", "owner", "priority", "note")


@dataclass
class Minutes:
    """What is told about one session. ``absent`` and ``unread`` take out what was planned."""

    attendees: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    facilitator: str | None = None
    read: list[Reading] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    impressions: list[Impression] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    action_items: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    recording: str | None = None


def page_changes(page: RecordFile[Circle], minutes: Minutes, catalog: Catalog) -> Iterator[Change]:
    """The edits to the page's front matter; none for what stands there already."""
    yield Set(("status",), "held")
    if minutes.facilitator is not None:
        yield Set(("facilitator",), minutes.facilitator)
    if minutes.recording is not None:
        yield Set(("recording",), minutes.recording)
    yield from _attendees(page, minutes)
    yield from _readings(page, minutes, catalog)
    yield from _decisions(page, minutes.decisions)
    yield from _impressions(page, by_person(minutes.impressions))
    yield from _action_items(page, minutes.action_items)


def add_notes(edits: Edits, page: RecordFile[Circle], notes: list[str]) -> None:
    """Lines at the page's end, each once."""
    there = page.document.body.split("\n")
    new = [f"- {clean_line(note)}" for note in dict.fromkeys(notes) if clean_line(note)]
    lines = [line for line in new if line not in [known.rstrip() for known in there]]
    last = next((line for line in reversed(there) if line.strip()), "- ")
    # a list that follows a paragraph without an empty line is none
    gap = "" if last.startswith("- ") else "\n"
    if lines:
        edits.append_text(page.path, gap + "\n".join(lines) + "\n")


def _attendees(page: RecordFile[Circle], minutes: Minutes) -> Iterator[Change]:
    there = list(page.numbered("attendees"))
    # from the end, so that the numbers before stay right
    for number, handle in reversed(there):
        if handle in minutes.absent:
            yield Remove(("attendees", number))
    known = {handle for _, handle in there}
    for handle in dict.fromkeys(minutes.attendees):
        if handle not in known:
            yield Append(("attendees",), handle)


def _readings(page: RecordFile[Circle], minutes: Minutes, catalog: Catalog) -> Iterator[Change]:
    there = {r.postmortem: number for number, r in page.numbered("readings")}
    read = {find_postmortem(catalog, r.postmortem).stem: r.reader for r in minutes.read}
    unread = {find_postmortem(catalog, name).stem for name in minutes.unread}
    if both := read.keys() & unread:
        raise CannotRunError(
            say("%(both)s cannot be both read and not read", both=min(both)), say("say one of them")
        )
    for stem, reader in read.items():
        if stem in there and reader:
            yield Set(("readings", there[stem], "reader"), reader)
    for number in sorted((there[stem] for stem in unread & there.keys()), reverse=True):
        yield Remove(("readings", number))
    for stem, reader in read.items():
        if stem not in there:
            named: dict[str, Writable] = {"reader": reader} if reader else {}
            yield Append(("readings",), {"postmortem": stem, **named})


def _decisions(page: RecordFile[Circle], decisions: list[Decision]) -> Iterator[Change]:
    """A new decision about an action item replaces the one the circle had made."""
    there = {d.action_item: number for number, d in page.numbered("decisions")}
    for decision in decisions:
        data = decision.model_dump(exclude_none=True)
        number = there.get(decision.action_item)
        if number is None:
            yield Append(("decisions",), data)
            continue
        for name in _FIELDS_OF_A_DECISION:
            at = ("decisions", number, name)
            yield Set(at, data[name]) if name in data else Remove(at)


def _impressions(page: RecordFile[Circle], impressions: list[Impression]) -> Iterator[Change]:
    """Somebody's new line replaces their old one; nameless lines are added once."""
    there = list(page.numbered("impressions"))
    numbers = {said.by: number for number, said in reversed(there) if said.by}
    known = [(said.by, clean_line(said.text)) for _, said in there]
    for impression in impressions:
        if (impression.by, impression.text) in known:
            continue
        if impression.by in numbers:
            yield Set(("impressions", numbers[impression.by], "text"), impression.text)
        else:
            named: dict[str, Writable] = {"by": impression.by} if impression.by else {}
            yield Append(("impressions",), {**named, "text": impression.text})


def _action_items(page: RecordFile[Circle], titles: list[str]) -> Iterator[Change]:
    """What the session found to do starts as a proposal, under the next free id."""
    there = [item for _, item in page.numbered("action_items")]
    known = {clean_line(item.title) for item in there}
    ids = {item.id for item in there}
    for title in dict.fromkeys(clean_line(title) for title in titles):
        if not title or title in known:
            continue
        new = next_id(ids)
        ids.add(new)
        yield Append(("action_items",), {"id": new, "title": title, "status": "proposed"})
