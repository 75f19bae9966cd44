"""What records say, remembered by the names of their contents: read and validated once."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time, tzinfo
from functools import cache
from typing import Any, NamedTuple, TypeVar

import pydantic
import yaml
from pydantic import BaseModel

from rindoku.findings import Problem
from rindoku.memory.memory import Memory
from rindoku.reading.mistakes import Mistake
from rindoku.reading.validation import M, Validated
from rindoku.records.base import Model
from rindoku.records.fields import Kind, RecordField, fields_of
from rindoku.saying import from_plain, to_plain
from rindoku.source.problems import Trouble

B = TypeVar("B", bound=BaseModel)


class Remembered:
    """The records of one repository, as validation made them of their files."""

    def __init__(self, memory: Memory, zone: tzinfo) -> None:
        self.memory, self._zone = memory, zone
        self._shelf = memory.shelf("records", pydantic.VERSION, yaml.__version__, str(zone))

    def find(self, model: type[M], path: str, blob: str) -> Validated[M] | None:
        """What a file of that content says; None where that is not remembered."""
        text = self._shelf.get(name_of(path, blob))
        try:
            return None if text is None else from_text(model, text, self._zone)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def keep(self, path: str, blob: str, found: Validated[Any]) -> None:
        """Remember what a file of that content says."""
        self._shelf.put(name_of(path, blob), to_text(found, self._zone))

    def save(self, paths: Collection[str]) -> None:
        """Write down what is new, for the next run. The paths are all those of records."""
        self.memory.save(paths)


def name_of(path: str, blob: str) -> str:
    """Under what anything that is found out from a file alone is kept."""
    # a record takes its id, and what stands in for its title and its day, from its path
    return f"{blob} {path}"


def to_text(found: Validated[Any], zone: tzinfo) -> bytes:
    """What validation made of a file, as JSON. ``zone`` is that of moments without one."""
    record = None if found.record is None else _dumped(found.record, zone)
    mistakes = [_plain(mistake, problem) for mistake, problem in found.mistakes]
    plain = (record, mistakes, [*found.kept.items()], found.trouble and found.trouble.name)
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def from_text(model: type[M], text: bytes, zone: tzinfo) -> Validated[M]:
    """The way back. Raises ValueError, TypeError, KeyError or AttributeError for another text."""
    record, mistakes, kept, trouble = json.loads(text.decode("utf-8", "surrogatepass"))
    return Validated(
        None if record is None else _made(model, record, zone),
        tuple(_mistake(*one) for one in mistakes),
        {tuple(path): numbers for path, numbers in kept},
        Trouble[trouble] if trouble else None,
    )


def _plain(mistake: Mistake, problem: Problem) -> tuple[Any, ...]:
    said = to_plain(problem.message), to_plain(problem.hint)
    return mistake.name, *said, problem.at, problem.on_key, problem.covers


def _mistake(
    name: str, message: Any, hint: Any, at: list[Any], on_key: bool, covers: list[Any] | None
) -> tuple[Mistake, Problem]:
    about = None if covers is None else tuple(covers)
    said, mend = from_plain(message), from_plain(hint)
    return Mistake[name], Problem(said, mend, tuple(at), on_key, about)


def _dumped(record: Model, zone: tzinfo) -> dict[str, Any]:
    """The fields that are not what they are when left out."""
    values, defaults = record.__dict__, _left_out(type(record))
    return {
        field.name: _dumped_value(values[field.name], zone)
        for field in fields_of(type(record))
        if field.required or values[field.name] != defaults[field.name]
    }


def _dumped_value(value: Any, zone: tzinfo) -> Any:
    if isinstance(value, Model):
        return _dumped(value, zone)
    if isinstance(value, list):
        return [_dumped_value(one, zone) for one in value]
    if isinstance(value, dict):
        return {key: _dumped_value(one, zone) for key, one in value.items()}
    if isinstance(value, datetime) and value.tzinfo is zone:
        return value.replace(tzinfo=None).isoformat()  # it was written without a zone
    return value.isoformat() if isinstance(value, date | time) else value


def _made(model: type[B], values: dict[str, Any], zone: tzinfo) -> B:
    """A record with these fields, which were validated when they were written down."""
    way = _way(model)
    if not way.required <= values.keys():
        raise KeyError(*way.required)
    fields = {**way.left_out, **values}
    for name in way.containers:
        if name not in values:
            fields[name] = way.left_out[name].copy()
    for name, restore in way.restored:
        if name in values:
            fields[name] = restore(values[name], zone)
    made = model.__new__(model)
    made.__setstate__(
        {
            "__dict__": fields,
            "__pydantic_fields_set__": {*values},
            "__pydantic_extra__": None,
            "__pydantic_private__": None,
        }
    )
    return made


_Restore = Callable[[Any, tzinfo], Any]


class _Way(NamedTuple):
    """The way back from JSON to a model: what its fields are when left out, and how to read them.

    ``containers`` are lists and mappings, of which each record needs its own.
    """

    left_out: Mapping[str, Any]
    required: frozenset[str]
    containers: tuple[str, ...]
    restored: tuple[tuple[str, _Restore], ...]


@cache
def _way(model: type[BaseModel]) -> _Way:
    left_out = _left_out(model)
    restores = [(field.name, _restore(field)) for field in fields_of(model)]
    return _Way(
        left_out,
        frozenset(field.name for field in fields_of(model) if field.required),
        tuple(name for name, value in left_out.items() if isinstance(value, list | dict)),
        tuple((name, restore) for name, restore in restores if restore is not None),
    )


@cache
def _left_out(model: type[BaseModel]) -> Mapping[str, Any]:
    """What the fields are that are not written, in order; meaningless for those that must be."""
    return {name: info.get_default() for name, info in model.model_fields.items()}


def _restore(field: RecordField) -> _Restore | None:
    one = _BY_KIND.get(field.kind) if field.part is None else _part(field.part)
    if one is None:
        return None
    for shape in reversed(field.shapes):
        one = _each(one) if shape == "list" else _each_named(one)
    return one


def _moment(text: str, zone: tzinfo) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


_BY_KIND: Mapping[Kind, _Restore] = {
    Kind.DAY: lambda text, _: date.fromisoformat(text),
    Kind.MOMENT: _moment,
    Kind.CLOCK: lambda text, _: time.fromisoformat(text),
}


def _part(model: type[BaseModel]) -> _Restore:
    return lambda values, zone: _made(model, values, zone)


def _each(one: _Restore) -> _Restore:
    return lambda values, zone: [one(value, zone) for value in values]


def _each_named(one: _Restore) -> _Restore:
    return lambda values, zone: {name: one(value, zone) for name, value in values.items()}
