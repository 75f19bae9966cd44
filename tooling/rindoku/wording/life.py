"""The life of an action item in sentences: what happened to it, when, and who did it where."""

from __future__ import annotations

from datetime import date
from typing import Any

from rindoku.analysis.staleness import Assessment, Reason
from rindoku.analysis.tracked_item import Decided, TrackedItem
from rindoku.history.lives import Event
from rindoku.locale import Words
from rindoku.records import ActionItem
from rindoku.records.fields import field_named
from rindoku.wording.decisions import decision_name
from rindoku.wording.fields import label, value_text
from rindoku.wording.names import reason_name, status_name
from rindoku.wording.reasons import evidence


def life_story(item: TrackedItem, words: Words) -> list[tuple[date | None, str, str]]:
    """The life of an item, oldest first: the day, what happened, and who did it where."""
    story = []
    for entry in item.chronicle:
        if isinstance(entry, Event):
            unnamed = words.gettext("not committed") if entry.day else ""
            where = (entry.commit or "")[:7] or unnamed
            story.append((entry.day, _event(entry, item, words), _by(entry.author, where)))
        else:
            story.append((entry.day, _decision(entry, words), entry.circle))
    return story


def _event(event: Event, item: TrackedItem, words: Words) -> str:
    _ = words.gettext
    if event.is_hidden:
        return _("changed while its record was closed to others")
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
    field = field_named(ActionItem, name)
    called = label(field, words) if field else name  # a key of the writer's own as it is
    old, new = (value_text(field, v, words) if field else str(v) for v in (before, after))
    if after is None:
        return _("%(field)s taken out (it was %(before)s)") % {"field": called, "before": old}
    return f"{called}: {new}" if before is None else f"{called}: {old} → {new}"


def _decision(decided: Decided, words: Words) -> str:
    text, note = decision_name(decided.decision, words), decided.decision.note
    return f"{text} ({note})" if note else text


def _by(author: str | None, where: str) -> str:
    return f"{author}, {where}" if author else where


def recurrence(postmortem: str, words: Words) -> str:
    """That the incident happened again."""
    return words.gettext("happened again: %(postmortem)s") % {"postmortem": postmortem}


def standing(assessment: Assessment, item: TrackedItem, words: Words) -> list[str]:
    """Where an item stands on the day: each reason why it is stale, or that it is on its way.

    Nothing for one that is closed.
    """
    if reasons := assessment.of(item):
        return [_stale(reason, words) for reason in reasons]
    if item.item.status == "proposed":
        return [words.gettext("an idea that waits for a decision")]
    return [_on_its_way(item.item.due, assessment.ledger.day, words)] if item.item.is_open else []


def _stale(reason: Reason, words: Words) -> str:
    text = f"{reason_name(reason.name, words)} – {evidence(reason, words)}"
    return words.gettext("stale: %s") % text


def _on_its_way(due: date | None, day: date, words: Words) -> str:
    text = words.gettext("on its way")
    if due is None:
        return text
    left = (due - day).days
    more = words.ngettext(", %(days)d day left", ", %(days)d days left", left)
    return text + more % {"days": left}


def days_between(days: int, words: Words) -> str:
    """How many days passed since what is told before."""
    return words.gettext("+%(days)d d") % {"days": days}


def line_meanings(words: Words) -> dict[str, str]:
    """What the marks on the line that shows a life stand for."""
    _ = words.gettext
    return {
        "dot": _("promised, or something changed"),
        "flag": _("the due day"),
        "hop": _("the due day was moved later"),
        "ring": _("a circle decided on it"),
        "late": _("overdue"),
        "tick": _("its incident happened again"),
        "ahead": _("from today to the due day"),
        "open": _("still open"),
        "done": _("done"),
        "dropped": _("dropped"),
    }
