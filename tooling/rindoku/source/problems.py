"""Why a file cannot be read as a record. These flow as values: one broken file hides no other."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rindoku.findings import Problem


class Trouble(Enum):
    """The kinds of unreadable; each has one rule that documents it."""

    NOT_A_FILE = "not a regular file"
    UNREADABLE = "the system refuses to read it"
    TOO_LARGE = "too large"
    ENCODING = "not UTF-8"
    CONTROL_CHARACTER = "a control character"
    NO_FRONT_MATTER = "no front matter"
    UNCLOSED_FRONT_MATTER = "front matter without an end"
    YAML_SYNTAX = "not YAML"
    NOT_A_MAPPING = "front matter that is no mapping"
    DUPLICATE_KEY = "a key given twice"
    YAML_EXTRAS = "YAML beyond plain data"
    YAML_TOO_BIG = "nested too deeply or expanding without end"


class SourceError(Exception):
    """A file that cannot be read as a record: what kind of trouble, and where."""

    def __init__(self, trouble: Trouble, problem: Problem) -> None:
        super().__init__(problem.message)
        self.trouble = trouble
        self.problem = problem
