"""What can be written down: pydantic models that read like the YAML they stand for."""

from rindoku.records.action_item import ActionItem
from rindoku.records.circle import Circle, Decision, Impression, Reading, Survey
from rindoku.records.policy import Policy, Program, Staleness
from rindoku.records.postmortem import Postmortem
from rindoku.records.skill_map import SkillMap

__all__ = [
    "ActionItem",
    "Circle",
    "Decision",
    "Impression",
    "Policy",
    "Postmortem",
    "Program",
    "Reading",
    "SkillMap",
    "Staleness",
    "Survey",
]
