"""What is done in each part of a session, as its page and its invitation say it."""

from __future__ import annotations

from rindoku.circles.planning.agenda import AgendaPart, PartKind
from rindoku.locale import Words
from rindoku.records import Policy


def part_name(part: AgendaPart, policy: Policy, words: Words) -> str:
    """What is done in a part; what it is about follows after a colon."""
    if part.kind == "talk" and part.leader:
        return words.gettext("Talk about it, led by %s") % policy.name_of(part.leader)
    return _names(words)[part.kind]


def closing(words: Words) -> str:
    """How every session ends."""
    return words.gettext("One line from everyone: what stays with you?")


def _names(words: Words) -> dict[PartKind, str]:
    _ = words.gettext
    return {
        "read": _("Read silently:"),
        "talk": _("Talk about it"),
        "decide": _("Decide on:"),
        "tell": _(
            "There is nothing to read yet: tell each other of an incident nobody wrote down."
        ),
        "look-back": _("What did we notice and decide last time, and is it done?"),
        "dashboard": _("Look at it together:"),
        "dashboards": _("Look at the dashboards together"),
        "act": _("What do we do about it? Write it down as action items."),
        "set-up": _("Set up: one screen, and who types first"),
        "vendor-updates": _("Vendor updates: which of them concern us?"),
        "work": _("Work on it together:"),
        "find-work": _("Nothing small is open: choose something that takes less than an hour"),
        "aim": _("What do we want to be able to do afterwards?"),
        "materials": _("Go through the materials together"),
        "show": _("Somebody who can do it shows it from the beginning"),
        "try": _("Try it out, in pairs; who can do it already helps"),
        "read-on": _("Questions, and what to read on with"),
        "topic": _("What are we looking at, and why?"),
        "walk": _("Go through it on one screen; interrupt whenever something is unclear"),
        "repeat": _("Somebody else repeats it in their own words"),
        "unclear": _("What was unclear? Write it down as action items."),
        "close": closing(words),
    }
