"""Action items beside their issues, in sentences."""

from __future__ import annotations

from rindoku.locale import Words
from rindoku.trackers.issue import Issue, Resolution
from rindoku.trackers.sync import Comparison, Difference
from rindoku.wording.names import status_name


def comparison_headline(comparison: Comparison, words: Words) -> str:
    """How many action items have a tracker, how many differ, and how many could not be read."""
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


def both_sides(difference: Difference, words: Words) -> str:
    """What the action item says, and what its issue."""
    issue, status = difference.issue, status_name(difference.placed.item.status, words)
    if issue.closed is None or issue.resolution is None:
        return words.gettext("%(status)s here, open there") % {"status": status}
    return words.gettext("%(status)s here, %(outcome)s there on %(day)s") % {
        "status": status,
        "outcome": resolution_name(issue.resolution, words),
        "day": issue.closed.astimezone(difference.placed.file.catalog.policy.zone).date(),
    }


def what_to_decide(difference: Difference, words: Words) -> str:
    """What a person has to decide where no change is proposed."""
    if difference.issue.resolution is None:
        return words.gettext("decide: close the issue, or open the action item again")
    return words.gettext("decide: it is only proposed; promote it or drop it")


def change_made(difference: Difference, status: str, words: Words) -> str:
    """What the action item became, or would become."""
    text = "→ %s" if difference.is_written else words.gettext("→ would become %s")
    return text % status_name(status, words)


def cannot_be_read(error: str, words: Words) -> str:
    """Why an issue was not compared."""
    return words.gettext("cannot be read: %s") % words.tell(error)


def cannot_be_changed(error: str, words: Words) -> str:
    """Why an action item was not changed."""
    return words.gettext("cannot be changed: %s") % words.tell(error)


def has_moved(issue: Issue, words: Words) -> str:
    """Where an issue is now."""
    return words.gettext("has moved to %s; the old address still leads there") % issue.url


def resolution_name(resolution: Resolution, words: Words) -> str:
    """How an issue or a pull request was closed."""
    _ = words.gettext
    names = {
        "completed": _("completed"),
        "not-planned": _("closed as not planned"),
        "duplicate": _("closed as a duplicate"),
        "merged": _("merged"),
        "unmerged": _("closed without a merge"),
    }
    return names[resolution]


def drop_reason(issue: Issue, words: Words) -> str:
    """Why an action item is dropped whose issue was closed without being done."""
    _ = words.gettext
    reasons = {
        "not-planned": _("its issue was closed as not planned"),
        "duplicate": _("its issue was closed as a duplicate of another"),
        "unmerged": _("its pull request was closed without being merged"),
    }
    return reasons[str(issue.resolution)]


def _count_differences(number: int, words: Words) -> str:
    if not number:
        return words.gettext("None says anything else than its issue.")
    return words.ngettext(
        "%(num)d says something else than its issue.",
        "%(num)d say something else than their issues.",
        number,
    ) % {"num": number}
