"""Action items beside their issues, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import click

from rindoku.locale import Words
from rindoku.reading.catalog import PlacedItem
from rindoku.reports.options import ReportOptions
from rindoku.text import printable
from rindoku.trackers.sync import Comparison, Difference
from rindoku.wording.names import status_name


def render(comparison: Comparison, options: ReportOptions) -> str:
    """The sentence, then what differs, what could not be read and what has moved."""
    words = options.words
    lines = [click.style(_headline(comparison, words), bold=True)]
    for difference in comparison.differences:
        lines += ["", *_head(difference.placed), *_difference(difference, words)]
    for error, places in _by_error(comparison).items():
        lines += ["", *(line for placed in places for line in _head(placed))]
        lines += _trouble(words.gettext("cannot be read: %s") % error[0], error[1])
    for placed, issue in comparison.moved:
        text = words.gettext("has moved to %s; the old address still leads there") % issue.url
        lines += ["", *_head(placed), f"    {printable(text)}"]
    return "\n".join(lines)


def _headline(comparison: Comparison, words: Words) -> str:
    if not comparison.tracked:
        return words.gettext("No action item has a tracker.")
    text = words.ngettext(
        "%(num)d action item has a tracker.",
        "%(num)d action items have a tracker.",
        comparison.tracked,
    ) % {"num": comparison.tracked}
    unread = len(comparison.unread)
    if unread == comparison.tracked:
        return words.sentences([text, words.gettext("Not one could be compared.")])
    parts = [text, _count_differences(len(comparison.differences), words)]
    if unread:
        parts.append(words.gettext("%(num)d could not be read.") % {"num": unread})
    return words.sentences(parts)


def _count_differences(number: int, words: Words) -> str:
    if not number:
        return words.gettext("None says anything else than its issue.")
    return words.ngettext(
        "%(num)d says something else than its issue.",
        "%(num)d say something else than their issues.",
        number,
    ) % {"num": number}


def _head(placed: PlacedItem) -> Iterator[str]:
    title = " ".join(placed.item.title.split())
    yield f"{click.style(printable(placed.address), fg='cyan')}  {printable(title)}"
    yield f"    {click.style(printable(placed.item.tracker or ''), dim=True)}"


def _difference(difference: Difference, words: Words) -> Iterator[str]:
    yield "    " + printable(_both_sides(difference, words))
    refused = difference.refused
    if refused is not None:
        yield from _trouble(words.gettext("cannot be changed: %s") % refused, refused.hint)
    elif difference.change is None:
        yield "    " + click.style(_decide(difference, words), fg="yellow")
    else:
        text = words.gettext("→ would become %s") if not difference.is_written else "→ %s"
        status = status_name(str(difference.change["status"]), words)
        yield "    " + click.style(text % status, fg="green")


def _both_sides(difference: Difference, words: Words) -> str:
    issue, status = difference.issue, status_name(difference.placed.item.status, words)
    if issue.closed is None:
        return words.gettext("%(status)s here, open there") % {"status": status}
    return words.gettext("%(status)s here, %(outcome)s there on %(day)s") % {
        "status": status,
        "outcome": _resolution_name(str(issue.resolution), words),
        "day": issue.closed.astimezone(difference.placed.file.policy.zone).date(),
    }


def _decide(difference: Difference, words: Words) -> str:
    if difference.issue.resolution is None:
        return words.gettext("decide: close the issue, or open the action item again")
    return words.gettext("decide: it is only proposed; promote it or drop it")


def _trouble(text: str, hint: str) -> Iterator[str]:
    """A trouble and what helps; both may hold a server's words."""
    yield "    " + click.style(printable(text), fg="red")
    if hint:
        yield "    " + printable(hint)


def _by_error(comparison: Comparison) -> dict[tuple[str, str], list[PlacedItem]]:
    """Items that fail for one reason stand together, so that the reason is read once."""
    groups: dict[tuple[str, str], list[PlacedItem]] = {}
    for unread in comparison.unread:
        reason = (str(unread.error), unread.error.hint)
        groups.setdefault(reason, []).append(unread.placed)
    return groups


def _resolution_name(resolution: str, words: Words) -> str:
    """How an issue or a pull request was closed, in words."""
    _ = words.gettext
    names = {
        "completed": _("completed"),
        "not-planned": _("closed as not planned"),
        "duplicate": _("closed as a duplicate"),
        "merged": _("merged"),
        "unmerged": _("closed without a merge"),
    }
    return names[resolution]
