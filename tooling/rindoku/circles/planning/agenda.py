"""The agenda of a session: its parts with their minutes, which add up to the session's."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from rindoku.analysis.ledger import TrackedItem
from rindoku.circles.planning.scoring import DISCUSSION_MINUTES, Candidate
from rindoku.locale import Words
from rindoku.reading.catalog import Catalog
from rindoku.records.circle import Link
from rindoku.source import layout

DECISION_MINUTES = 2
"""What an action item gets to be decided on."""
MOST_DECISIONS = 5
_UNSAFE = re.compile(r"[\s%#?()<>\[\]\\`|\"']")


@dataclass(frozen=True)
class AgendaPart:
    """One line of the agenda. ``title`` is what it is about, ``link`` where that is."""

    minutes: int
    what: str
    title: str | None = None
    link: str | None = None
    item: TrackedItem | None = None


@dataclass(frozen=True)
class TimedReading:
    """A postmortem with its minutes of silence and of talk, and who reads it."""

    candidate: Candidate
    reader: str | None
    silent: int
    talk: int


def closing_minutes(minutes: int) -> int:
    """What one line from everyone gets, at the end."""
    return 5 if minutes >= 30 else max(1, minutes // 6)


def decisions_that_fit(minutes: int) -> int:
    """On how many action items a reading circle decides: a third of its time, five at most."""
    return min(MOST_DECISIONS, minutes // 3 // DECISION_MINUTES)


def share(minutes: int, weights: Sequence[int]) -> list[int]:
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
    wanted = [one.silent for one in chosen]
    least = max(len(chosen), min(DISCUSSION_MINUTES * len(chosen), minutes // 3))
    talk = max(minutes - sum(wanted), least)
    silent = wanted if talk == minutes - sum(wanted) else share(minutes - talk, wanted)
    return list(zip(silent, share(talk, [1] * len(chosen)), strict=True))


def reading_agenda(
    readings: Sequence[TimedReading],
    deciding: Sequence[TrackedItem],
    minutes: int,
    catalog: Catalog,
    words: Words,
) -> list[AgendaPart]:
    """Silence, then talk, for each reading; then the decisions; then one line from everyone."""
    _ = words.gettext
    parts = _read_and_talk(readings, catalog, words)
    parts += [_about(_("Decide on:"), item, catalog, DECISION_MINUTES) for item in deciding]
    closing = closing_minutes(minutes)
    left = minutes - closing - sum(part.minutes for part in parts)
    if left > 0:
        text = _("There is nothing to read yet: tell each other of an incident nobody wrote down.")
        parts.insert(0, AgendaPart(left, text))
    return [*parts, _closing(closing, words)]


def study_and_read_agenda(
    readings: Sequence[TimedReading],
    has_materials: bool,
    minutes: int,
    catalog: Catalog,
    words: Words,
) -> list[AgendaPart]:
    """The materials first, then the readings, then one line from everyone."""
    reading, closing = _read_and_talk(readings, catalog, words), closing_minutes(minutes)
    shown = minutes - closing - sum(part.minutes for part in reading)
    return [AgendaPart(shown, _shown(has_materials, words)), *reading, _closing(closing, words)]


def metrics_agenda(
    links: Sequence[Link], looks_back: bool, minutes: int, words: Words
) -> list[AgendaPart]:
    """What became of last time's promises, each dashboard, what to do, one line from everyone."""
    _, steps = words.gettext, []
    if looks_back:
        steps.append(
            (3, AgendaPart(0, _("What did we notice and decide last time, and is it done?")))
        )
    each = [AgendaPart(0, _("Look at it together:"), link.title, link.url) for link in links]
    if not 0 < len(each) <= minutes // 5:
        each = [AgendaPart(0, _("Look at the dashboards together"))]
    steps += [(max(1, 10 // len(each)), part) for part in each]
    steps.append((3, AgendaPart(0, _("What do we do about it? Write it down as action items."))))
    return _outline(steps, minutes, words)


def mob_agenda(
    items: Sequence[TrackedItem],
    links: Sequence[Link],
    minutes: int,
    catalog: Catalog,
    words: Words,
) -> list[AgendaPart]:
    """Setting up, the vendors' news, then one small action item after the other."""
    _, most = words.gettext, max(1, minutes // 15)
    steps = [(1, AgendaPart(0, _("Set up: one screen, and who types first")))]
    if links:
        steps.append((2, AgendaPart(0, _("Vendor updates: which of them concern us?"))))
    work = _("Work on it together:")
    steps += [(4, _about(work, item, catalog)) for item in items[:most]]
    if not items:
        text = _("Nothing small is open: choose something that takes less than an hour")
        steps.append((4, AgendaPart(0, text)))
    return _outline(steps, minutes, words)


def study_agenda(has_materials: bool, minutes: int, words: Words) -> list[AgendaPart]:
    """The materials together, then everyone tries."""
    _ = words.gettext
    steps = [
        (1, AgendaPart(0, _("What do we want to be able to do afterwards?"))),
        (4, AgendaPart(0, _shown(has_materials, words))),
        (4, AgendaPart(0, _("Try it out, in pairs; who can do it already helps"))),
        (1, AgendaPart(0, _("Questions, and what to read on with"))),
    ]
    return _outline(steps, minutes, words)


def walkthrough_agenda(minutes: int, words: Words) -> list[AgendaPart]:
    """Somebody shows how it is done; the others ask."""
    _ = words.gettext
    steps = [
        (1, AgendaPart(0, _("What are we looking at, and why?"))),
        (
            6,
            AgendaPart(
                0, _("Go through it on one screen; interrupt whenever something is unclear")
            ),
        ),
        (2, AgendaPart(0, _("Somebody else repeats it in their own words"))),
        (1, AgendaPart(0, _("What was unclear? Write it down as action items."))),
    ]
    return _outline(steps, minutes, words)


def link_to(path: str, anchor: str | None = None) -> str:
    """A link from a circle's page to another file of the repository, as Markdown takes it."""
    relative = posixpath.relpath(path, layout.CIRCLES)
    end = f"#{_quoted(anchor)}" if anchor else ""
    return _quoted(relative) + end


def _quoted(text: str) -> str:
    return _UNSAFE.sub(lambda match: quote(match[0], safe=""), text)


def _about(what: str, item: TrackedItem, catalog: Catalog, minutes: int = 0) -> AgendaPart:
    holder = catalog.holder(item.record_id)
    link = link_to(holder.path, item.item.id) if holder else None
    return AgendaPart(minutes, what, item.item.title, link, item)


def _shown(has_materials: bool, words: Words) -> str:
    if has_materials:
        return words.gettext("Go through the materials together")
    return words.gettext("Somebody who can do it shows it from the beginning")


def _read_and_talk(
    readings: Sequence[TimedReading], catalog: Catalog, words: Words
) -> list[AgendaPart]:
    """Silence, then talk, for each reading."""
    _, parts = words.gettext, list[AgendaPart]()
    for one in readings:
        link = link_to(one.candidate.path)
        parts.append(AgendaPart(one.silent, _("Read silently:"), one.candidate.record.title, link))
        leader = one.reader and catalog.policy.name_of(one.reader)
        text = _("Talk about it, led by %s") % leader if leader else _("Talk about it")
        parts.append(AgendaPart(one.talk, text))
    return parts


def _outline(
    steps: Sequence[tuple[int, AgendaPart]], minutes: int, words: Words
) -> list[AgendaPart]:
    """Parts with their weights, as an agenda that fills the minutes."""
    closing = closing_minutes(minutes)
    shares = share(minutes - closing, [weight for weight, _ in steps])
    parts = [replace(part, minutes=each) for each, (_, part) in zip(shares, steps, strict=True)]
    return [*parts, _closing(closing, words)]


def _closing(minutes: int, words: Words) -> AgendaPart:
    return AgendaPart(minutes, words.gettext("One line from everyone: what stays with you?"))
