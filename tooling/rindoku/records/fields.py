"""The table of fields: what the models say about each field, read off them.

A model is the table. Its types say what a field holds and whether it must be there, the docstring
below a field documents it, and ``About`` says what neither can: its word, with which statuses it
belongs, and where it is shown.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from itertools import pairwise
from textwrap import dedent
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from rindoku.locale import word_meant

Place = Literal["list", "page", "life", "report", "csv", "json", "issue"]
"""Where a field can be shown: a line of `rindoku action list`; its record's page; `rindoku action
show`; a line of the half-yearly report; a column or a key for programs; the text of an issue.
What changed in a field is told in the item's life wherever that is told."""

Shown = Mapping[Place, str]
"""The places where a field is shown, each with the phrase in which it is told there."""

ALONE = "%s"
"""The phrase of a value that needs no words around it (in a column it never has any)."""
NAMED = ""
"""The phrase of a value that is told behind its label."""

Shape = Literal["list", "by name"]


class Kind(Enum):
    """What a field holds, in the words of the reference. Stands in a type that needs to say so."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "point in time"
    CLOCK = "time of day"
    PERSON = "person"
    OWNER = "person or team"
    LINK = "link"
    POINTER = "link or text"
    CHOICE = "one of some words"
    PART = "fields of its own"


@dataclass(frozen=True)
class About:
    """What only a person can say about a field. Words are English, marked with ``N_``."""

    label: str
    """What it is called."""
    shown: Shown = field(default_factory=dict)
    """Where it is shown, and how: behind what ``Model.shown_first`` names, in the model's order."""
    belongs: tuple[str, ...] = ()
    """The statuses that bring it along, and take it along when they end; none: it stays."""
    page_while: tuple[str, ...] = ()
    """The statuses with which its record's page tells it; none: all."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What the words that it can be are called, where that is not the word itself."""
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What people write instead of these words."""


class RecordField(NamedTuple):
    """One field of a model. ``shapes`` are the lists and mappings around what it holds."""

    model: type[BaseModel]
    name: str
    kind: Kind
    shapes: tuple[Shape, ...]
    choices: tuple[str, ...]
    part: type[BaseModel] | None
    required: bool
    about: About

    def of(self, record: BaseModel) -> Any:
        """What a record has there."""
        return getattr(record, self.name)

    def meant(self, text: str) -> str | None:
        """The choice that a text means: as it is shown in any language, or as people say it."""
        return word_meant(text, self.choices, self.about.words, self.about.also)

    @property
    def names_somebody(self) -> bool:
        """Whether it holds people's handles (or, of an owner, a team's)."""
        return self.kind in (Kind.PERSON, Kind.OWNER)

    @property
    def may_link(self) -> bool:
        """Whether it holds links (or words that lead somewhere)."""
        return self.kind in (Kind.LINK, Kind.POINTER)

    @property
    def is_prose(self) -> bool:
        """Whether it holds sentences of people's own."""
        return self.kind is Kind.TEXT and not self.shapes

    @property
    def documentation(self) -> str:
        """The docstring below it, in one line; empty where there is none."""
        return _docstrings(self.model).get(self.name, "")


@cache
def fields_of(model: type[BaseModel]) -> tuple[RecordField, ...]:
    """The fields of a model, in the order in which a person writes them."""
    found = []
    for name, info in model.model_fields.items():
        about = next((mark for mark in info.metadata if isinstance(mark, About)), About(name))
        kind, shapes, choices, part = _read(info.annotation, info.metadata)
        found.append(
            RecordField(model, name, kind, shapes, choices, part, info.is_required(), about)
        )
    return tuple(found)


@cache
def shown_at(model: type[BaseModel], place: Place) -> tuple[RecordField, ...]:
    """The fields that are shown at a place, in its order."""
    order: Mapping[Place, tuple[str, ...]] = getattr(model, "shown_first", {})
    first = order.get(place, ())
    shown = [one for one in fields_of(model) if place in one.about.shown]
    ranks = {name: number for number, name in enumerate(first)}
    return tuple(sorted(shown, key=lambda one: ranks.get(one.name, len(ranks))))


@cache
def field_named(model: type[BaseModel], name: str) -> RecordField | None:
    """The field of that name; None where the model has none."""
    return next((one for one in fields_of(model) if one.name == name), None)


def field_at(model: type[BaseModel], path: Iterable[str | int]) -> RecordField | None:
    """The field at a path in a record of that model; None where it has none."""
    found: RecordField | None = None
    is_a_name = False  # of one of several, as the policy's people have them
    for name in (part for part in path if isinstance(part, str)):
        if is_a_name:
            is_a_name = False
            continue
        found = field_named(model, name)
        if found is None:
            return None
        model, is_a_name = found.part or model, "by name" in found.shapes
    return found


def described(model: type[BaseModel]) -> str:
    """The model's own docstring."""
    return ast.get_docstring(_class(model)) or ""


_Read = tuple[Kind, tuple[Shape, ...], tuple[str, ...], type[BaseModel] | None]
_BY_TYPE = {
    str: Kind.TEXT, int: Kind.NUMBER, date: Kind.DAY, datetime: Kind.MOMENT, time: Kind.CLOCK,
}  # fmt: skip


def _read(annotation: Any, marks: Collection[Any]) -> _Read:
    """What a type says: kind, shapes, choices and the part's model."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _read(arguments[0], [*marks, *arguments[1:]])
    if origin in (Union, UnionType):
        (there,) = [one for one in arguments if one is not NoneType]
        return _read(there, marks)
    if origin in (list, dict):
        kind, shapes, choices, part = _read(arguments[-1], ())
        return kind, ("list" if origin is list else "by name", *shapes), choices, part
    if origin is Literal:
        return Kind.CHOICE, (), arguments, None
    if issubclass(annotation, BaseModel):
        return Kind.PART, (), (), annotation
    marked = [mark for mark in marks if isinstance(mark, Kind)]
    return marked[-1] if marked else _BY_TYPE[annotation], (), (), None


@cache
def _docstrings(model: type[BaseModel]) -> dict[str, str]:
    """The text below each field, from the source: Python keeps none of it."""
    body = _class(model).body
    told = {}
    for above, below in pairwise(body):
        match above, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                told[name] = " ".join(text.split())
    return told


def _class(model: type[BaseModel]) -> ast.ClassDef:
    """The source of a model: ``-OO`` leaves out every docstring."""
    (found,) = ast.parse(dedent(inspect.getsource(model))).body
    assert isinstance(found, ast.ClassDef)
    return found
