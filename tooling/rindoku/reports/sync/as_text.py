"""Action items beside their issues, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import click

from rindoku.locale import Words
from rindoku.reading.catalog import PlacedItem
from rindoku.reports.options import ReportOptions
from rindoku.text import printable
from rindoku.trackers.sync import Comparison, Difference
from rindoku.wording.sync import (
    both_sides,
    cannot_be_changed,
    cannot_be_read,
    change_made,
    comparison_headline,
    has_moved,
    what_to_decide,
)


def render(comparison: Comparison, options: ReportOptions) -> str:
    """The sentence, then what differs, what could not be read and what has moved."""
    words = options.words
    lines = [click.style(comparison_headline(comparison, words), bold=True)]
    for difference in comparison.differences:
        lines += ["", *_head(difference.placed), *_difference(difference, words)]
    for error, places in _by_error(comparison).items():
        lines += ["", *(line for placed in places for line in _head(placed))]
        lines += _trouble(cannot_be_read(error[0], words), words.tell(error[1]))
    for placed, issue in comparison.moved:
        lines += ["", *_head(placed), f"    {printable(has_moved(issue, words))}"]
    return "\n".join(lines)


def _head(placed: PlacedItem) -> Iterator[str]:
    title = " ".join(placed.item.title.split())
    yield f"{click.style(printable(placed.address), fg='cyan')}  {printable(title)}"
    yield f"    {click.style(printable(placed.item.tracker or ''), dim=True)}"


def _difference(difference: Difference, words: Words) -> Iterator[str]:
    yield "    " + printable(both_sides(difference, words))
    refused = difference.refused
    if refused is not None:
        yield from _trouble(cannot_be_changed(refused.message, words), words.tell(refused.hint))
    elif difference.change is None:
        yield "    " + click.style(what_to_decide(difference, words), fg="yellow")
    else:
        text = change_made(difference, str(difference.change["status"]), words)
        yield "    " + click.style(text, fg="green")


def _trouble(text: str, hint: str) -> Iterator[str]:
    """A trouble and what helps; both may hold a server's words."""
    yield "    " + click.style(printable(text), fg="red")
    if hint:
        yield "    " + printable(hint)


def _by_error(comparison: Comparison) -> dict[tuple[str, str], list[PlacedItem]]:
    """Items that fail for one reason stand together, so that the reason is read once."""
    groups: dict[tuple[str, str], list[PlacedItem]] = {}
    for unread in comparison.unread:
        reason = (unread.error.message, unread.error.hint)
        groups.setdefault(reason, []).append(unread.placed)
    return groups
