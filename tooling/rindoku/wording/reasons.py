"""Why an action item is stale: each reason with the evidence it was told from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from rindoku.analysis.staleness import Reason
from rindoku.analysis.tracked_item import TrackedItem
from rindoku.locale import Words


def evidence(reason: Reason, words: Words) -> str:
    """A reason with what it was told from."""
    return _SENTENCES[reason.name](reason, words)


def _days(reason: Reason, words: Words) -> str:
    days = reason.days or 0
    if reason.at_least:
        return words.ngettext("at least %(days)d day", "at least %(days)d days", days) % {
            "days": days
        }
    return words.ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


def _overdue(reason: Reason, words: Words) -> str:
    return words.gettext("due %(due)s, %(days)s ago") % {
        "due": reason.evidence["due"],
        "days": _days(reason, words),
    }


def _aged(reason: Reason, words: Words) -> str:
    facts: dict[str, Any] = {"days": _days(reason, words), "limit": reason.evidence["limit"]}
    if "reopened" in reason.evidence:
        return _reopened(reason, facts, words)
    text = words.gettext("open for %(days)s, the limit is %(limit)d") % facts
    if "imported_from" in reason.evidence:
        text += words.gettext(" (counted from its import; the incident was on %(day)s)") % {
            "day": reason.evidence["imported_from"]
        }
    return text


def _reopened(reason: Reason, facts: dict[str, Any], words: Words) -> str:
    facts["reopened"], before = reason.evidence["reopened"], reason.evidence["open_before"]
    if reason.evidence["promised"] is None:
        earlier = words.ngettext("at least %(days)d day", "at least %(days)d days", before)
    else:
        earlier = words.ngettext("%(days)d day", "%(days)d days", before)
    facts["before"] = earlier % {"days": before}
    text = words.gettext(
        "open for %(days)s since it was reopened on %(reopened)s (and for %(before)s before), the "
        "limit is %(limit)d"
    )
    return text % facts


def _untouched(reason: Reason, words: Words) -> str:
    known = reason.evidence["last_changed"]
    text = words.gettext("not changed for %(days)s") % {"days": _days(reason, words)}
    if known is None:
        return text
    where = reason.evidence.get("circle") or (reason.evidence["commit"] or "")[:7]
    return text + words.gettext(", last on %(day)s in %(where)s") % {"day": known, "where": where}


def _slipped(reason: Reason, words: Words) -> str:
    facts = reason.evidence
    return _moves(facts["times"], facts["first_due"], facts["due"], words)


def moved_later(item: TrackedItem, words: Words) -> str | None:
    """How often the due date was put off, and from when to when; None where it never was."""
    return _moves(len(item.due_moves), *item.put_off, words) if item.put_off else None


def _moves(times: int, first: date, due: date, words: Words) -> str:
    if due > first:
        text = words.ngettext(
            "moved later %(times)d time, from %(first)s to %(due)s",
            "moved later %(times)d times, from %(first)s to %(due)s",
            times,
        )
    else:
        text = words.ngettext(
            "moved later %(times)d time and earlier too, from %(first)s to %(due)s",
            "moved later %(times)d times and earlier too, from %(first)s to %(due)s",
            times,
        )
    return text % {"times": times, "first": first, "due": due}


def _unowned(reason: Reason, words: Words) -> str:
    _ = words.gettext
    texts = {
        "none": _("nobody owns it"),
        "left": _("%(owner)s has left"),
        "unknown": _("nobody knows its owner %(owner)s"),
    }
    text = texts[reason.evidence["why"]] % {"owner": reason.evidence["owner"]}
    if reason.days is None:
        return text
    return text + _(" (for %(days)s)") % {"days": _days(reason, words)}


def _recurred(reason: Reason, words: Words) -> str:
    stems = ", ".join(reason.evidence["postmortems"])
    return words.gettext("as %(postmortems)s, while it was open") % {"postmortems": stems}


_SENTENCES: dict[str, Callable[[Reason, Words], str]] = {
    "overdue": _overdue,
    "aged": _aged,
    "untouched": _untouched,
    "slipped": _slipped,
    "unowned": _unowned,
    "recurred": _recurred,
}
