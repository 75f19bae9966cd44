"""How readings are weighed, in words."""

from __future__ import annotations

from rindoku.circles.planning.scoring import WEIGHTS, Criterion
from rindoku.locale import Words


def criteria_names(words: Words) -> dict[Criterion, str]:
    """What is counted, in a word or two each."""
    _ = words.gettext
    return {
        "never-read": _("never read"),
        "months": _("read long ago"),
        "stale": _("stale"),
        "again": _("happened again"),
        "severity": _("severity"),
        "joined": _("joined since"),
        "unread": _("unread"),
        "rests": _("read lately"),
        "external": _("another company's"),
    }


def table_heading(words: Words) -> list[str]:
    """The heads of the columns: the postmortem, each criterion, the sum and the minutes."""
    _ = words.gettext
    return [_("postmortem"), *criteria_names(words).values(), _("points"), _("minutes")]


def scoring_legend(words: Words) -> list[str]:
    """What is counted, and how many points each gives."""
    _ = words.gettext
    counted: dict[Criterion, str] = {
        "never-read": _("no held circle has read it"),
        "months": _("for each 30 days since it was last read"),
        "stale": _("for each stale action item"),
        "again": _("for each later postmortem that names it in recurrence_of"),
        "severity": _("for each severity that is not worse than its own"),
        "joined": _("for each person here who joined after it was last read, or happened"),
        "unread": _("for each person here who neither wrote it nor was there when it was read"),
        "rests": _("it was read less than 360 days ago"),
        "external": _("it is another company's"),
    }
    names, line = criteria_names(words), _("%(name)s: %(each)d %(counted)s (at most %(most)d)")
    return [
        line % {"name": names[key], "counted": counted[key], "each": w.each, "most": w.most}
        for key, w in WEIGHTS.items()
    ]
