"""The half-yearly report's own sentences."""

from __future__ import annotations

import shlex
from datetime import date

from rindoku.analysis.periods import Period
from rindoku.analysis.progress import Share, Spread
from rindoku.analysis.suggestion import Suggestion
from rindoku.locale import Words


def report_title(period: Period, words: Words) -> str:
    """The report's heading."""
    return words.gettext("Stale action items, %s") % period_name(period, words)


def period_name(period: Period, words: Words) -> str:
    """A half-year as people call it, or the two days."""
    if not period.is_half_year:
        return f"{words.day(period.first)} – {words.day(period.last)}"
    half = (
        words.gettext("first half of %d") if period.first.month == 1
        else words.gettext("second half of %d")
    )  # fmt: skip
    return half % period.first.year


def advice(suggestion: Suggestion, words: Words) -> str:
    """A suggested decision with the fact it follows from."""
    _ = words.gettext
    names = {
        ("do", False): _("do it"),
        ("do", True): _("do it, with a new owner"),
        ("reschedule", False): _("reschedule it"),
        ("reschedule", True): _("reschedule it, with a new owner"),
        ("drop", False): _("drop it"),
    }
    because = {
        "recurred": _("its incident happened again while it was open"),
        "priority": _("it is urgent (%s)") % suggestion.item.item.priority,
        "small": _("it is small"),
        "forgotten": _("nobody has touched it, nothing happened, and it is not urgent"),
        "unowned": _("nobody here owns it"),
        "unrealistic": _("it needs a day that can be kept"),
    }
    advised = names[suggestion.advice, suggestion.needs_owner]
    return _("%(advice)s: %(because)s") % {
        "advice": advised,
        "because": because[suggestion.because],
    }


def command_for(suggestion: Suggestion) -> str:
    """The command that carries a suggestion out, with what is still to be filled in."""
    address = shlex.quote(suggestion.item.address)
    if suggestion.needs_owner:
        return f"rindoku action assign {address} @…"
    is_started = suggestion.item.item.status == "in-progress"
    finish = f"rindoku action done {address} --evidence https://…"
    commands = {
        "do": finish if is_started else f"rindoku action start {address}",
        "reschedule": f"rindoku action reschedule {address} YYYY-MM-DD",
        "drop": f"rindoku action drop {address} --reason '…'",
    }
    return commands[suggestion.advice]


def spread_line(ages: Spread, words: Words) -> str:
    """The ages of the open action items in one sentence."""
    text = (
        words.gettext("The one open action item is %(age)s old.") if ages.count == 1
        else words.gettext(
            "Open action items are %(age)s old in the middle (from %(least)d to %(most)d, "
            "%(count)d of them)."
        )
    )  # fmt: skip
    age = words.ngettext("%(days)g day", "%(days)g days", 1 if ages.median == 1 else 2)
    facts = {"age": age % {"days": ages.median}, "least": ages.least, "most": ages.most}
    return text % {**facts, "count": ages.count}


def oldest_line(name: str, day: date, is_reopened: bool, words: Words) -> str:
    """Which open action item is the oldest, and since when it is open."""
    text = words.gettext("The oldest is %(name)s, promised on %(day)s.")
    if is_reopened:
        text = words.gettext("The oldest is %(name)s, reopened on %(day)s.")
    return text % {"name": name, "day": words.day(day)}


def share_line(share: Share, words: Words) -> str:
    """How many of those done were done in time."""
    text = words.ngettext(
        "%(part)d of %(whole)d done in the period was done within the policy's time.",
        "%(part)d of %(whole)d done in the period were done within the policy's time.",
        share.whole,
    )
    return text % {"part": share.part, "whole": share.whole}


def days_after(days: int, words: Words) -> str:
    """How long ago an incident was."""
    text = words.ngettext(
        "%(days)d day after the incident", "%(days)d days after the incident", days
    )
    return text % {"days": days}


def age_of(days: int, words: Words) -> str:
    """For how long something has been waiting."""
    return words.ngettext("for %(days)d day", "for %(days)d days", days) % {"days": days}


def change_note(eve: date, words: Words) -> str:
    """What the figures in brackets of the cohorts mean."""
    return words.gettext("In brackets: the change since %s.") % words.day(eve)
