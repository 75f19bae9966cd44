"""Reasons and changes in words. Every report and every page says them alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from rindoku.analysis.ledger import Decided, TrackedItem
from rindoku.analysis.staleness import IMPORT_AFTER_DAYS, Assessment, Figures, Reason
from rindoku.history.lives import Event
from rindoku.locale import Words
from rindoku.repository import Repository


def headline(assessment: Assessment, words: Words) -> str:
    """What matters most, in one sentence."""
    figures = assessment.figures
    if not figures.open:
        return words.gettext("No promise is open.")
    if not figures.stale:
        return words.ngettext(
            "Nothing is stale: %(open)d open action item is on its way.",
            "Nothing is stale: %(open)d open action items are on their way.",
            figures.open,
        ) % {"open": figures.open}
    text = words.ngettext(
        "%(stale)d of %(open)d open action items is stale.",
        "%(stale)d of %(open)d open action items are stale.",
        figures.stale,
    ) % {"stale": figures.stale, "open": figures.open}
    again = sum(
        any(r.name == "recurred" for r in reasons) for reasons in assessment.reasons.values()
    )
    if again:
        more = words.ngettext(
            "%(again)d of them was open when its incident happened again.",
            "%(again)d of them were open when their incident happened again.",
            again,
        )
        return words.sentences([text, more % {"again": again}])
    return text


def notes(repository: Repository, words: Words) -> list[str]:
    """What could not be read, and what the history cannot tell, in sentences."""
    text = words.gettext(
        "`%s` cannot be looked into, so nothing in it counts; `rindoku check` says why."
    )
    found = [text % path for path in repository.catalog.hidden]
    if repository.history.missing is not None:
        text = words.gettext(
            "There is no history (%(reason)s): when things were promised or last changed is "
            "not known."
        )
        found.append(text % {"reason": repository.history.missing})
    elif repository.history.cut is not None:
        text = words.gettext(
            "The history is cut off before %(day)s (a shallow clone): what was there then may be "
            "older. `git fetch --unshallow` brings the rest."
        )
        found.append(text % {"day": repository.history.cut})
    if count := len(repository.assessment.imported):
        text = words.ngettext(
            "%(count)d record came into git more than %(limit)d days after its own day: what it "
            "promises may be older than told here.",
            "%(count)d records came into git more than %(limit)d days after their own day: what "
            "they promise may be older than told here.",
            count,
        )
        found.append(text % {"count": count, "limit": IMPORT_AFTER_DAYS})
    return [*found, *_left_out(repository, words)]


def _left_out(repository: Repository, words: Words) -> Iterator[str]:
    """What this view of the repository leaves out, counted and not named."""
    if left_out := repository.withheld.action_items:
        text = words.ngettext(
            "%(count)d action item of a restricted postmortem is in no list and no figure here.",
            "%(count)d action items of restricted postmortems are in no list and no figure here.",
            left_out,
        )
        yield text % {"count": left_out}
    if unreadable := len(repository.withheld.unreadable):
        text = words.ngettext(
            "%(count)d record that cannot be read is left out; `rindoku check` says why.",
            "%(count)d records that cannot be read are left out; `rindoku check` says why.",
            unreadable,
        )
        yield text % {"count": unreadable}


def figures_line(figures: Figures, words: Words) -> str:
    """The stocks of the day in one line."""
    text = words.gettext(
        "%(open)d open · %(done)d done · %(dropped)d dropped · %(proposed)d proposed"
    )
    return text % vars(figures)


def reason_name(name: str, words: Words) -> str:
    """A reason as a word."""
    _ = words.gettext
    names = {
        "overdue": _("overdue"),
        "aged": _("aged"),
        "untouched": _("untouched"),
        "slipped": _("slipped"),
        "unowned": _("unowned"),
        "recurred": _("happened again"),
    }
    return names[name]


def status_name(status: str, words: Words) -> str:
    """A status as a word, of action items, postmortems and circles alike."""
    _ = words.gettext
    names = {
        "proposed": _("proposed"),
        "open": _("open"),
        "in-progress": _("in progress"),
        "blocked": _("blocked"),
        "done": _("done"),
        "dropped": _("dropped"),
        "draft": _("draft"),
        "in-review": _("in review"),
        "final": _("final"),
        "planned": _("planned"),
        "held": _("held"),
        "cancelled": _("cancelled"),
    }
    return names.get(status, status)


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


def life_story(item: TrackedItem, words: Words) -> list[tuple[date | None, str, str]]:
    """The life of an item, oldest first: the day, what happened, and who did it where."""
    story = []
    for entry in told(item):
        if isinstance(entry, Event):
            unnamed = words.gettext("not committed") if entry.day else ""
            where = (entry.commit or "")[:7] or unnamed
            story.append((entry.day, _event(entry, item, words), _by(entry.author, where)))
        else:
            story.append((entry.day, _decision(entry, words), entry.circle))
    return story


def told(item: TrackedItem) -> list[Event | Decided]:
    """Changes and circles' decisions in one line, by day; a decision before that day's changes."""
    entries: list[Event | Decided] = [*item.decisions, *item.life.events]
    return sorted(entries, key=lambda entry: _order(entry, item.life.events[0]))


def _order(entry: Event | Decided, first: Event) -> tuple[date, int]:
    if isinstance(entry, Decided):
        return entry.day, 1
    return entry.latest or date.min, 0 if entry is first else 2


def _event(event: Event, item: TrackedItem, words: Words) -> str:
    _ = words.gettext
    if not event.present:
        return _("taken out of its record")
    if event is item.life.events[0]:
        return _first_sight(event, words)
    if not event.changes:
        return _("brought back")
    due = item.due_change(event)
    return words.joined(
        [
            _due_change(*due, words)
            if due and name == "due"
            else _field_change(name, *values, words)
            for name, values in event.changes.items()
        ]
    )


def _first_sight(event: Event, words: Words) -> str:
    _ = words.gettext
    after = {name: pair[1] for name, pair in event.changes.items()}
    status = after.get("status")
    text = _("proposed") if status == "proposed" else _("promised")
    if status not in ("proposed", "open", None):
        text = _("first seen as %(status)s") % {"status": status_name(str(status), words)}
    if after.get("owner"):
        text += _(" by %(owner)s") % {"owner": after["owner"]}
    if after.get("due"):
        text += _(", due %(due)s") % {"due": after["due"]}
    return text


def _due_change(before: date, after: date, words: Words) -> str:
    days = {"before": before, "after": after}
    if after > before:
        return words.gettext("due moved later, from %(before)s to %(after)s") % days
    return words.gettext("due moved earlier, from %(before)s to %(after)s") % days


def _field_change(name: str, before: Any, after: Any, words: Words) -> str:
    _ = words.gettext
    if name == "status":
        return status_name(str(after), words) if after else _("status taken out")
    field = field_name(name, words)
    old, new = _value(name, before, words), _value(name, after, words)
    if after is None:
        return _("%(field)s taken out (it was %(before)s)") % {"field": field, "before": old}
    return f"{field}: {new}" if before is None else f"{field}: {old} → {new}"


def field_name(name: str, words: Words) -> str:
    """A field of an action item as a word; a key of the writer's own as it is."""
    _ = words.gettext
    names = {
        "title": _("title"),
        "type": _("type"),
        "priority": _("priority"),
        "effort": _("effort"),
        "owner": _("owner"),
        "due": _("due"),
        "closed": _("closed"),
        "evidence": _("evidence"),
        "reason": _("reason"),
        "blocked_by": _("blocked by"),
        "tracker": _("tracker"),
    }
    return names.get(name, name)


def type_name(name: str, words: Words) -> str:
    """What an action item does about its incident, as a word."""
    _ = words.gettext
    names = {
        "prevent": _("prevent"),
        "detect": _("detect"),
        "mitigate": _("mitigate"),
        "repair": _("repair"),
        "investigate": _("investigate"),
        "process": _("process"),
        "other": _("other"),
    }
    return names.get(name, name)


def _value(name: str, value: Any, words: Words) -> str:
    return type_name(str(value), words) if name == "type" else str(value)


def _decision(decided: Decided, words: Words) -> str:
    text = outcome_name(decided.decision.outcome, words)
    if decided.decision.due is not None:
        text += words.gettext(", due %(due)s") % {"due": decided.decision.due}
    if decided.decision.note:
        text += f" ({decided.decision.note})"
    return text


def outcome_name(outcome: str, words: Words) -> str:
    """A circle's decision in words."""
    _ = words.gettext
    names = {
        "keep": _("the circle kept it as it is"),
        "promote": _("the circle made it a promise"),
        "reschedule": _("the circle rescheduled it"),
        "drop": _("the circle dropped it"),
        "done": _("the circle found it done"),
    }
    return names[outcome]


def _by(author: str | None, where: str) -> str:
    return f"{author}, {where}" if author else where
