"""What a rule may ask for. It asks by its parameters' names, as a test asks for pytest's fixtures.

What it is about follows from them: a rule with a ``circle`` looks at circles alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast

from rindoku.findings import FieldPath, Place
from rindoku.reading.catalog import Catalog, Holder, RecordFile
from rindoku.records import Circle, Policy, Postmortem, SkillMap
from rindoku.records.base import Model
from rindoku.records.fields import field_named
from rindoku.source.document import Document

T = TypeVar("T")
Entries = list[tuple[FieldPath, T]]
"""The entries of a list, each with its place: ``(("action_items", 1), item)``."""
Models = frozenset[type[Model]]

EVERY: Models = frozenset({Postmortem, Circle, SkillMap})


@dataclass
class Facts:
    """What is known about one record, which could be read. Its public names can be asked for.

    So can every list of a record, such as ``action_items``: those of its entries that could be
    read, as ``Entries``.
    """

    file: RecordFile[Any]
    """The record's file, of any kind: its id, and which of its fields could not be read."""
    catalog: Catalog
    """All records, to find what this one names."""
    links: list[tuple[str, Place]]
    """Where its body links to in this repository, and where that is written."""
    lists: dict[str, Entries[Any]] = field(default_factory=dict)
    """Those of its lists that were asked for already; rule after rule asks for the same ones."""

    @property
    def policy(self) -> Policy:
        """What this repository knows and wants."""
        return self.catalog.policy

    @property
    def document(self) -> Document:
        """The file's text, split into front matter and body."""
        return self.file.document

    @property
    def holder(self) -> Holder:
        """The file of a postmortem or a circle: of what can hold action items."""
        return self.file

    @property
    def postmortem(self) -> Postmortem:
        """The record, of a rule that is about postmortems."""
        return cast("Postmortem", self.file.record)

    @property
    def circle(self) -> Circle:
        """The record, of a rule that is about circles."""
        return cast("Circle", self.file.record)

    @property
    def skill_map(self) -> SkillMap:
        """The record, of a rule that is about the skill map."""
        return cast("SkillMap", self.file.record)


_ABOUT: dict[str, Models] = {
    "file": EVERY,
    "catalog": EVERY,
    "links": EVERY,
    "policy": EVERY,
    "document": EVERY,
    "holder": frozenset({Postmortem, Circle}),
    "postmortem": frozenset({Postmortem}),
    "circle": frozenset({Circle}),
    "skill_map": frozenset({SkillMap}),
}


@cache
def fact(name: str) -> tuple[Callable[[Facts], Any], Models]:
    """How a parameter of that name is answered, and the models that have an answer.

    Raises LookupError where there is no such thing.
    """
    if name in _ABOUT:
        return attrgetter(name), _ABOUT[name]
    models = frozenset(model for model in EVERY if _is_list(model, name))
    if not models:
        known = ", ".join(_ABOUT)
        raise LookupError(f"a rule may ask for {known}, and for a list of a record, not `{name}`")
    return lambda facts: facts.lists.get(name) or _entries(facts, name), models


def _is_list(model: type[Model], name: str) -> bool:
    found = field_named(model, name)
    return found is not None and found.shapes == ("list",)


def _entries(facts: Facts, name: str) -> Entries[Any]:
    found: Entries[Any] = [((name, number), entry) for number, entry in facts.file.numbered(name)]
    facts.lists[name] = found
    return found
