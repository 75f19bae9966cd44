"""The skill map: marks, thin places, and what could be done about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rindoku.circles.skills.history import skill_map_versions
from rindoku.circles.skills.skill_map import (
    Gap,
    Practice,
    SessionSuggestion,
    gaps,
    levels_set,
    people_on_map,
    practices,
    suggestions,
)
from rindoku.records.skill_map import MARKS, WANTS_MARK, Person
from rindoku.site.views.view import View


@dataclass(frozen=True)
class Skills:
    """The skill map's page. People who left are on it no more."""

    view: View

    @property
    def columns(self) -> list[str]:
        """The skills."""
        entry = self.view.catalog.skill_map
        return list(dict.fromkeys(entry.record.skills)) if entry and entry.record else []

    @cached_property
    def rows(self) -> list[Person]:
        """The people who are there."""
        return people_on_map(self.view.catalog, self.view.day)

    @cached_property
    def marks(self) -> dict[str, str]:
        """The marks by level, 星取表's."""
        return {**{str(level): mark for level, mark in MARKS.items()}, "wants": WANTS_MARK}

    def level(self, level: str) -> str:
        """A level of skill in words."""
        _ = self.view.words.gettext
        names = {
            "teach": _("can teach it"),
            "good": _("good at it"),
            "alone": _("can do it alone"),
            "with-help": _("can do it with help"),
            "wants": _("wants to learn it"),
        }
        return names[level]

    @cached_property
    def gaps(self) -> list[str]:
        """The thin places, in sentences."""
        return [self._gap(gap) for gap in gaps(self.view.catalog, self.view.day)]

    @cached_property
    def suggestions(self) -> list[tuple[str, str]]:
        """The sessions that the map asks for: a sentence, and the command that plans it."""
        found = suggestions(self.view.catalog, self.view.day)
        return [(self._suggestion(one), _command(one)) for one in found]

    @cached_property
    def practices(self) -> list[tuple[str, list[str]]]:
        """Whom to ask whether the map is still right: a sentence, and the sessions it is from."""
        versions = skill_map_versions(self.view.repository)
        found = practices(self.view.catalog, self.view.day, levels_set(versions))
        return [(self._practice(one), list(one.sessions)) for one in found]

    def _gap(self, gap: Gap) -> str:
        _ = self.view.words.gettext
        facts = {"skill": gap.skill, "people": self.view.people(list(gap.people))}
        if gap.kind == "nobody":
            return _("Nobody can do %(skill)s without help.") % facts
        if gap.kind == "only-one":
            return _("Only %(person)s can do %(skill)s.") % {**facts, "person": facts["people"]}
        return _("%(people)s want to learn %(skill)s.") % facts

    def _suggestion(self, one: SessionSuggestion) -> str:
        text = self.view.words.gettext("%(teachers)s could show %(skill)s to %(learners)s.")
        return text % {
            "teachers": self.view.people(list(one.teachers)),
            "skill": one.skill,
            "learners": self.view.people(list(one.learners)),
        }

    def _practice(self, one: Practice) -> str:
        _ = self.view.words.gettext
        text = self.view.words.ngettext(
            "%(person)s (%(skill)s: %(level)s) was in %(count)d session about it since. Still "
            "right?",
            "%(person)s (%(skill)s: %(level)s) was in %(count)d sessions about it since. Still "
            "right?",
            len(one.sessions),
        )
        return text % {
            "person": self.view.person(one.handle),
            "skill": one.skill,
            "level": self.level(one.level) if one.level else _("nothing yet"),
            "count": len(one.sessions),
        }


def _command(one: SessionSuggestion) -> str:
    return f"rindoku circle plan {one.program.name}" if one.program else ""
