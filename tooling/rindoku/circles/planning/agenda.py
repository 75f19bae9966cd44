"""The agenda of a session: its parts with their minutes, which add up to the session's."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple
from urllib.parse import quote

from rindoku.analysis.tracked_item import TrackedItem
from rindoku.circles.planning.scoring import DISCUSSION_MINUTES, Candidate
from rindoku.reading.catalog import Catalog
from rindoku.records.link import Link
from rindoku.source import layout

DECISION_MINUTES = 2
"""What an action item gets to be decided on."""
MOST_DECISIONS = 5
_UNSAFE = re.compile(r"[\s%#?()<>\[\]\\`|\"']")


PartKind = Literal[
    "read", "talk", "decide", "tell",
    "look-back", "dashboard", "dashboards", "act",
    "set-up", "vendor-updates", "work", "find-work",
    "aim", "materials", "show", "try", "read-on",
    "topic", "walk", "repeat", "unclear",
    "close",
]  # fmt: skip
"""What is done in a part: for reading, metrics, mob, study and walkthrough sessions, and for all.

`tell` is for telling each other what nobody wrote down, `show` for what has no `materials`.
"""


class AgendaPart(NamedTuple):
    """One line of the agenda. ``title`` is what it is about, ``link`` where that is.

    ``leader`` is the handle of who leads it.
    """

    minutes: int
    kind: PartKind
    title: str | None = None
    link: str | None = None
    item: TrackedItem | None = None
    leader: str | None = None


class TimedReading(NamedTuple):
    """A postmortem with its minutes of silence and of talk, and who reads it."""

    candidate: Candidate
    reader: str | None
    silent: int
    talk: int

    @property
    def postmortem(self) -> str:
        """The postmortem's id."""
        return self.candidate.stem

    @property
    def minutes(self) -> int:
        """What it takes in all."""
        return self.silent + self.talk


def closing_minutes(minutes: int) -> int:
    """What one line from everyone gets, at the end."""
    return 5 if minutes >= 30 else max(1, minutes // 6)


def decisions_that_fit(minutes: int) -> int:
    """On how many action items a reading circle decides: a third of its time, five at most."""
    return min(MOST_DECISIONS, minutes // 3 // DECISION_MINUTES)


def split_minutes(minutes: int, weights: Sequence[int]) -> list[int]:
    """Minutes in proportion to the weights, as whole numbers that add up; each at least one.

    Needs at least a minute for each of the weights.
    """
    spare, total = minutes - len(weights), sum(weights)
    exact = [spare * weight / total for weight in weights]
    shares = [int(part) for part in exact]
    by_rest = sorted(range(len(weights)), key=lambda n: (shares[n] - exact[n], n))
    for number in by_rest[: spare - sum(shares)]:
        shares[number] += 1
    return [1 + part for part in shares]


def silence_and_talk(chosen: Sequence[Candidate], minutes: int) -> list[tuple[int, int]]:
    """How long each reading is read and talked about, adding up to the minutes.

    Each is read for as long as it takes, unless that leaves less than a third, and less than six
    minutes each, for talking; needs two minutes for each.
    """
    wanted = [candidate.silent for candidate in chosen]
    least = max(len(chosen), min(DISCUSSION_MINUTES * len(chosen), minutes // 3))
    talk = max(minutes - sum(wanted), least)
    silent = wanted if talk == minutes - sum(wanted) else split_minutes(minutes - talk, wanted)
    return list(zip(silent, split_minutes(talk, [1] * len(chosen)), strict=True))


def reading_agenda(
    readings: Sequence[TimedReading],
    deciding: Sequence[TrackedItem],
    minutes: int,
    catalog: Catalog,
) -> list[AgendaPart]:
    """Silence, then talk, for each reading; then the decisions; then one line from everyone."""
    parts = _read_and_talk(readings)
    parts += [_about("decide", item, catalog, DECISION_MINUTES) for item in deciding]
    closing = closing_minutes(minutes)
    left = minutes - closing - sum(part.minutes for part in parts)
    if left > 0:
        parts.insert(0, AgendaPart(left, "tell"))
    return [*parts, AgendaPart(closing, "close")]


def study_and_read_agenda(
    readings: Sequence[TimedReading], has_materials: bool, minutes: int
) -> list[AgendaPart]:
    """The materials first, then the readings, then one line from everyone."""
    reading, closing = _read_and_talk(readings), closing_minutes(minutes)
    shown = minutes - closing - sum(part.minutes for part in reading)
    first = AgendaPart(shown, _shown(has_materials))
    return [first, *reading, AgendaPart(closing, "close")]


def metrics_agenda(links: Sequence[Link], looks_back: bool, minutes: int) -> list[AgendaPart]:
    """What became of last time's action items, each dashboard, what to do, one line each."""
    steps = [(3, AgendaPart(0, "look-back"))] if looks_back else []
    each = [AgendaPart(0, "dashboard", link.title, link.url) for link in links]
    if not 0 < len(each) <= minutes // 5:
        each = [AgendaPart(0, "dashboards")]
    steps += [(max(1, 10 // len(each)), part) for part in each]
    steps.append((3, AgendaPart(0, "act")))
    return _outline(steps, minutes)


def mob_agenda(
    items: Sequence[TrackedItem], links: Sequence[Link], minutes: int, catalog: Catalog
) -> list[AgendaPart]:
    """Setting up, the vendors' news, then one small action item after the other."""
    most = max(1, minutes // 15)
    steps = [(1, AgendaPart(0, "set-up"))]
    if links:
        steps.append((2, AgendaPart(0, "vendor-updates")))
    steps += [(4, _about("work", item, catalog)) for item in items[:most]]
    if not items:
        steps.append((4, AgendaPart(0, "find-work")))
    return _outline(steps, minutes)


def study_agenda(has_materials: bool, minutes: int) -> list[AgendaPart]:
    """The materials together, then everyone tries."""
    steps: list[tuple[int, PartKind]] = [
        (1, "aim"),
        (4, _shown(has_materials)),
        (4, "try"),
        (1, "read-on"),
    ]
    return _outline([(weight, AgendaPart(0, kind)) for weight, kind in steps], minutes)


def walkthrough_agenda(minutes: int) -> list[AgendaPart]:
    """Somebody shows how it is done; the others ask."""
    steps: list[tuple[int, PartKind]] = [(1, "topic"), (6, "walk"), (2, "repeat"), (1, "unclear")]
    return _outline([(weight, AgendaPart(0, kind)) for weight, kind in steps], minutes)


def link_to(path: str, anchor: str | None = None) -> str:
    """A link from a circle's page to another file of the repository, as Markdown takes it."""
    relative = posixpath.relpath(path, layout.CIRCLES)
    end = f"#{_quoted(anchor)}" if anchor else ""
    return _quoted(relative) + end


def _quoted(text: str) -> str:
    return _UNSAFE.sub(lambda match: quote(match[0], safe=""), text)


def _about(kind: PartKind, item: TrackedItem, catalog: Catalog, minutes: int = 0) -> AgendaPart:
    holder = catalog.holder(item.record_id)
    link = link_to(holder.path, item.item.id) if holder else None
    return AgendaPart(minutes, kind, item.item.title, link, item)


def _shown(has_materials: bool) -> PartKind:
    return "materials" if has_materials else "show"


def _read_and_talk(readings: Sequence[TimedReading]) -> list[AgendaPart]:
    """Silence, then talk, for each reading."""
    parts = list[AgendaPart]()
    for reading in readings:
        title, link = reading.candidate.record.title, link_to(reading.candidate.path)
        parts.append(AgendaPart(reading.silent, "read", title, link))
        parts.append(AgendaPart(reading.talk, "talk", leader=reading.reader))
    return parts


def _outline(steps: Sequence[tuple[int, AgendaPart]], minutes: int) -> list[AgendaPart]:
    """Parts with their weights, as an agenda that fills the minutes."""
    closing = closing_minutes(minutes)
    shares = split_minutes(minutes - closing, [weight for weight, _ in steps])
    parts = [part._replace(minutes=each) for each, (_, part) in zip(shares, steps, strict=True)]
    return [*parts, AgendaPart(closing, "close")]
