"""Statuses, reasons and outcomes as words."""

from __future__ import annotations

from rindoku.locale import Words
from rindoku.records import ActionItem, Circle, Postmortem
from rindoku.records.fields import fields_of
from rindoku.values import REASON_NAMES

_STATUSES = {
    status: called
    for model in (ActionItem, Postmortem, Circle)
    for field in fields_of(model)
    if field.name == "status"
    for status, called in field.about.words.items()
}


def status_name(status: str, words: Words) -> str:
    """A status as a word, of action items, postmortems and circles alike."""
    return words.gettext(_STATUSES[status]) if status in _STATUSES else status


def reason_name(name: str, words: Words) -> str:
    """A reason as a word."""
    return words.gettext(REASON_NAMES[name])


def outcome_name(outcome: str, words: Words) -> str:
    """A circle's decision in words."""
    _ = words.gettext
    names = {
        "keep": _("the circle kept it as it is"),
        "promote": _("the circle promoted it"),
        "reschedule": _("the circle rescheduled it"),
        "drop": _("the circle dropped it"),
        "done": _("the circle found it done"),
    }
    return names[outcome]
