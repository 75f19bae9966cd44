"""What a circle decided on an action item, and what became of it, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rindoku.circles.minutes.aftermath import Aftermath
from rindoku.circles.planning.last_time import FollowUp
from rindoku.locale import Words
from rindoku.records import Decision
from rindoku.wording.names import outcome_name


def decision_name(decision: Decision, words: Words) -> str:
    """A decision with the due day it set."""
    text = outcome_name(decision.outcome, words)
    if decision.due is not None:
        text += words.gettext(", due %(due)s") % {"due": decision.due}
    return text


def decided_before(follow_up: FollowUp, words: Words) -> str:
    """What the last session decided on an action item, or that it came from there."""
    if follow_up.decision is None:
        return words.gettext("it came out of the session")
    return decision_name(follow_up.decision, words)


def aftermath_line(aftermath: Sequence[Aftermath], words: Words) -> str:
    """What became of all of a session's decisions."""
    items = [since.item.item for since in aftermath if since.item is not None]
    statuses = [item.status for item in items]
    facts = {
        "count": len(aftermath),
        "done": statuses.count("done"),
        "dropped": statuses.count("dropped"),
        "open": sum(item.is_open for item in items),
        "stale": sum(since.is_stale for since in aftermath),
    }
    text = words.ngettext(
        "%(count)d decision: today %(done)d done, %(dropped)d dropped, %(open)d open, "
        "%(stale)d stale.",
        "%(count)d decisions: today %(done)d done, %(dropped)d dropped, %(open)d open, of "
        "these %(stale)d stale.",
        facts["count"],
    )
    if not (ideas := statuses.count("proposed")):
        return text % facts
    more = words.ngettext("%(num)d is an idea.", "%(num)d are ideas.", ideas)
    return words.sentences([text % facts, more % {"num": ideas}])


def since_then(since: Aftermath, held: date, words: Words) -> str:
    """What became of a decision since the session was held; empty where there is no news."""
    _ = words.gettext
    if since.item is None:
        if since.taken_out is None:
            return _("in no record any more")
        return _("taken out on %s") % words.day(since.taken_out)
    if since.closed is not None:
        return _closed(since.closed, held, words)
    parts = []
    if since.is_stale:
        parts.append(_("stale again") if since.is_stale_anew else _("still stale"))
    if since.moves:
        text = words.ngettext(
            "moved later %(times)d more time", "moved later %(times)d more times", since.moves
        )
        parts.append(text % {"times": since.moves})
    if since.is_unchanged:
        parts.append(_("not changed since"))
    return words.joined(parts)


def _closed(day: date, held: date, words: Words) -> str:
    on, days = words.day(day), (day - held).days
    if days <= 0:
        return on
    text = words.ngettext("%(day)s, %(days)d day later", "%(day)s, %(days)d days later", days)
    return text % {"day": on, "days": days}
