"""Kinds of sessions, what sessions are called, and what everyone should know of them."""

from __future__ import annotations

from rindoku.circles.planning.plan import Plan
from rindoku.locale import Words
from rindoku.records import Circle, Program
from rindoku.records.circle import CircleKind


def kind_name(kind: CircleKind, words: Words) -> str:
    """A kind of session as a word."""
    _ = words.gettext
    names = {
        "reading": _("Reading circle"),
        "study": _("Study session"),
        "metrics": _("Metrics circle"),
        "walkthrough": _("Walkthrough"),
        "mob": _("Mob hour"),
    }
    return names[kind]


def plan_title(plan: Plan, words: Words) -> str:
    """What a planned session is called; the first of its program begins to count.

    One whose last title has no number goes on without.
    """
    if plan.title is not None:
        return plan.title
    kind = plan.program.kind
    name = _numbered(kind, 1, words) if plan.is_first else kind_name(kind, words)
    return _about(name, plan.program, words)


def welcome(words: Words) -> str:
    """What everyone should know beforehand."""
    return words.gettext(
        "Everyone is welcome, nobody has to come, and nothing has to be prepared. "
        "The session is recorded."
    )


def sessions_headline(following: Circle | None, overdue: int, words: Words) -> str:
    """Which session is next, or that none is planned and how many programs are overdue."""
    _ = words.gettext
    if following is not None:
        facts = {"title": following.title, "day": words.day(following.date)}
        return _("Next: %(title)s on %(day)s.") % facts
    if not overdue:
        return _("No circle is planned.")
    text = words.ngettext(
        "No circle is planned, and %(count)d program is overdue.",
        "No circle is planned, and %(count)d programs are overdue.",
        overdue,
    )
    return text % {"count": overdue}


def _about(title: str, program: Program, words: Words) -> str:
    """A session that can be about anything says what it is about: its program."""
    if program.kind not in ("study", "walkthrough") or program.name == program.kind:
        return title
    return words.gettext("%(title)s: %(program)s") % {"title": title, "program": program.name}


def _numbered(kind: CircleKind, number: int, words: Words) -> str:
    _ = words.gettext
    names = {
        "reading": _("Reading circle %d"),
        "study": _("Study session %d"),
        "metrics": _("Metrics circle %d"),
        "walkthrough": _("Walkthrough %d"),
        "mob": _("Mob hour %d"),
    }
    return names[kind] % number
