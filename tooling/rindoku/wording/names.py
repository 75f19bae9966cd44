"""Statuses, reasons, outcomes, types and fields as words."""

from __future__ import annotations

from rindoku.locale import Words


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
