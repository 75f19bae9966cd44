"""The skill map: marks, thin places, and what could be done about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rindoku.circles.skills.skill_map import (
    SessionSuggestion,
    gaps,
    levels_set,
    people_on_map,
    practices,
    suggestions,
)
from rindoku.circles.skills.versions import skill_map_versions
from rindoku.records.skill_map import MARKS, WANTS_MARK, Person
from rindoku.site.views.view import View
from rindoku.wording.skills import gap_line, level_name, practice_line, suggestion_line


@dataclass(frozen=True)
class SkillMapPage:
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
        return level_name(level, self.view.words)

    @cached_property
    def gaps(self) -> list[str]:
        """The thin places, in sentences."""
        policy, words = self.view.catalog.policy, self.view.words
        return [gap_line(gap, policy, words) for gap in gaps(self.view.repository)]

    @cached_property
    def suggestions(self) -> list[tuple[str, str]]:
        """The sessions that the map asks for: a sentence, and the command that plans it."""
        policy, words = self.view.catalog.policy, self.view.words
        return [
            (suggestion_line(suggestion, policy, words), _command(suggestion))
            for suggestion in suggestions(self.view.repository)
        ]

    @cached_property
    def practices(self) -> list[tuple[str, list[str]]]:
        """Whom to ask whether the map is still right: a sentence, and the sessions it is from."""
        policy, words = self.view.catalog.policy, self.view.words
        versions = skill_map_versions(self.view.repository)
        return [
            (practice_line(practice, policy, words), list(practice.sessions))
            for practice in practices(self.view.repository, levels_set(versions))
        ]


def _command(suggestion: SessionSuggestion) -> str:
    return f"rindoku circle plan {suggestion.program.name}" if suggestion.program else ""
