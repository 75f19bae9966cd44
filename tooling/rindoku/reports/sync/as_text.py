"""Action items beside their issues, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import click

from rindoku.catalog import PlacedItem
from rindoku.locale import Words
from rindoku.reports.terminal import printable
from rindoku.reports.wording import status_name
from rindoku.trackers.sync import Comparison, Difference


def render(comparison: Comparison, say: Words) -> str:
    """The sentence, then what differs, what could not be read and what has moved."""
    lines = [click.style(_headline(comparison, say), bold=True)]
    for difference in comparison.differences:
        lines += ["", *_head(difference.placed), *_difference(difference, say)]
    for error, places in _by_error(comparison).items():
        lines += ["", *(line for placed in places for line in _head(placed))]
        lines += _told(say.gettext("cannot be read: %s") % error[0], error[1])
    for placed, issue in comparison.moved:
        text = say.gettext("has moved to %s; the old address still leads there") % issue.url
        lines += ["", *_head(placed), f"    {printable(text)}"]
    return "\n".join(lines)


def _headline(comparison: Comparison, say: Words) -> str:
    if not comparison.tracked:
        return say.gettext("No action item has a tracker.")
    text = say.ngettext(
        "%(num)d action item has a tracker.",
        "%(num)d action items have a tracker.",
        comparison.tracked,
    ) % {"num": comparison.tracked}
    unread = len(comparison.unread)
    if unread == comparison.tracked:
        return say.sentences([text, say.gettext("Not one could be compared.")])
    parts = [text, _count_differences(len(comparison.differences), say)]
    if unread:
        parts.append(say.gettext("%(num)d could not be read.") % {"num": unread})
    return say.sentences(parts)


def _count_differences(number: int, say: Words) -> str:
    if not number:
        return say.gettext("None says anything else than its issue.")
    return say.ngettext(
        "%(num)d says something else than its issue.",
        "%(num)d say something else than their issues.",
        number,
    ) % {"num": number}


def _head(placed: PlacedItem) -> Iterator[str]:
    title = " ".join(placed.item.title.split())
    yield f"{click.style(printable(placed.address), fg='cyan')}  {printable(title)}"
    yield f"    {click.style(printable(placed.item.tracker or ''), dim=True)}"


def _difference(difference: Difference, say: Words) -> Iterator[str]:
    yield "    " + printable(_both_sides(difference, say))
    refused = difference.refused
    if refused is not None:
        yield from _told(say.gettext("cannot be changed: %s") % refused, refused.hint)
    elif difference.change is None:
        yield "    " + click.style(_decide(difference, say), fg="yellow")
    else:
        text = say.gettext("→ would become %s") if not difference.is_written else "→ %s"
        status = status_name(str(difference.change["status"]), say)
        yield "    " + click.style(text % status, fg="green")


def _both_sides(difference: Difference, say: Words) -> str:
    issue, status = difference.issue, status_name(difference.placed.item.status, say)
    if issue.closed is None:
        return say.gettext("%(status)s here, open there") % {"status": status}
    return say.gettext("%(status)s here, %(outcome)s there on %(day)s") % {
        "status": status,
        "outcome": _outcome_name(str(issue.outcome), say),
        "day": issue.closed.astimezone(difference.placed.entry.policy.zone).date(),
    }


def _decide(difference: Difference, say: Words) -> str:
    if difference.issue.outcome is None:
        return say.gettext("decide: close the issue, or open the action item again")
    return say.gettext("decide: it is only proposed; promote it or drop it")


def _told(text: str, hint: str) -> Iterator[str]:
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


def _outcome_name(outcome: str, say: Words) -> str:
    """How an issue or a pull request was closed, in words."""
    _ = say.gettext
    names = {
        "completed": _("completed"),
        "not-planned": _("closed as not planned"),
        "duplicate": _("closed as a duplicate"),
        "merged": _("merged"),
        "unmerged": _("closed without a merge"),
    }
    return names[outcome]
