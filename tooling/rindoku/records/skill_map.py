"""The skill map: who can do what, and who wants to learn it."""

from __future__ import annotations

from typing import Literal

from rindoku.records.base import Handle, Model, Text, Title

Level = Literal["teach", "good", "alone", "with-help"]
MARKS: dict[Level, str] = {"teach": "★", "good": "◎", "alone": "○", "with-help": "△"}
WANTS_MARK = "・"


class Person(Model):
    """One person's row."""

    handle: Handle
    """The person, as in the policy."""
    can: dict[Text, Level] = {}
    """Skill to level; a skill left out is one the person cannot do."""
    wants: list[Text] = []
    """The skills the person wants to learn."""


class SkillMap(Model):
    """The front matter of `docs/skill-map.md`."""

    title: Title | None = None
    """What the page is called; left out, in the product's own words."""
    skills: list[Text] = []
    """The columns."""
    people: list[Person] = []
    """The rows."""
