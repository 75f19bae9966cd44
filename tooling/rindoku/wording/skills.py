"""The skill map in sentences: levels, thin places, and what could be done about them."""

from __future__ import annotations

from collections.abc import Iterable

from rindoku.circles.skills.skill_map import Gap, Practice, SessionSuggestion
from rindoku.locale import Words
from rindoku.records import Policy


def level_name(level: str, words: Words) -> str:
    """A level of skill, or `wants`, in words."""
    _ = words.gettext
    names = {
        "teach": _("can teach it"),
        "good": _("good at it"),
        "alone": _("can do it alone"),
        "with-help": _("can do it with help"),
        "wants": _("wants to learn it"),
    }
    return names[level]


def wants_to_learn(skills: Iterable[str], words: Words) -> str:
    """What somebody who is invited wants."""
    return words.gettext("wants to learn %s") % ", ".join(skills)


def gap_line(gap: Gap, policy: Policy, words: Words) -> str:
    """A thin place of the map."""
    _ = words.gettext
    people = words.listed(map(policy.name_of, gap.people))
    if gap.kind == "nobody":
        return _("Nobody can do %(skill)s without help.") % {"skill": gap.skill}
    if gap.kind == "only-one":
        return _("Only %(person)s can do %(skill)s.") % {"person": people, "skill": gap.skill}
    return _("%(people)s want to learn %(skill)s.") % {"people": people, "skill": gap.skill}


def suggestion_line(suggestion: SessionSuggestion, policy: Policy, words: Words) -> str:
    """A session that the map asks for."""
    text = words.gettext("%(teachers)s could show %(skill)s to %(learners)s.")
    return text % {
        "teachers": words.listed(map(policy.name_of, suggestion.teachers)),
        "skill": suggestion.skill,
        "learners": words.listed(map(policy.name_of, suggestion.learners)),
    }


def practice_line(practice: Practice, policy: Policy, words: Words) -> str:
    """Why to ask somebody whether the map is still right."""
    text = words.ngettext(
        "%(person)s (%(skill)s: %(level)s) was in %(count)d session about it since. Still right?",
        "%(person)s (%(skill)s: %(level)s) was in %(count)d sessions about it since. Still right?",
        len(practice.sessions),
    )
    level = level_name(practice.level, words) if practice.level else words.gettext("nothing yet")
    return text % {
        "person": policy.name_of(practice.handle),
        "skill": practice.skill,
        "level": level,
        "count": len(practice.sessions),
    }
