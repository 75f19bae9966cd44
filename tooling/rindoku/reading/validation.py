"""Data to records, forgivingly: every mistake is told, and what is right is kept.

A record with a mistake in one field is still a record. The bad value is left out (a required one
takes its fallback), so that an action item never drops out of a report because a date is misspelt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from difflib import get_close_matches
from functools import cache, cached_property
from types import UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError

from rindoku.dates import day_meant
from rindoku.findings import FieldPath, Problem
from rindoku.reading.mistakes import Mistake
from rindoku.reading.wrong_values import mistake_in, path_of
from rindoku.records.base import Model
from rindoku.saying import say
from rindoku.source.problems import Trouble

M = TypeVar("M", bound=Model)
Data = dict[str, Any]


@dataclass(frozen=True)
class Validated(Generic[M]):
    """A record as far as it could be read, and what was wrong with its fields.

    Where entries of a list had to be dropped, ``kept`` has the numbers of the others in the file.
    Where the file could not be read at all, ``trouble`` says what is the matter with it.
    """

    record: M | None
    mistakes: tuple[tuple[Mistake, Problem], ...] = ()
    kept: Mapping[FieldPath, list[int]] = field(default_factory=dict)
    trouble: Trouble | None = None

    @cached_property
    def left_out(self) -> frozenset[FieldPath]:
        """The fields that need not be looked at again."""
        return frozenset(p.field for _, p in self.mistakes if p.field is not None)


def validate(
    model: type[M], data: Data, fallbacks: Data, zone: tzinfo | None = None
) -> Validated[M]:
    """Read a record's data.

    ``fallbacks`` are the values that stand in for unusable ones (for those of a list's entries, in
    a mapping under the list's name); ``zone`` is the time zone of points in time without one.
    """
    present = _without_nulls(data)
    misspelt = list(_misspelt(model, present, ()))
    for name in {p.covers[0] for _, p in misspelt if p.covers and len(p.covers) == 1}:
        if name in fallbacks:
            present.setdefault(name, fallbacks[name])
    try:
        return Validated(model.model_validate(present, context=zone), tuple(misspelt))
    except ValidationError as error:
        hidden = {problem.covers for _, problem in misspelt}
        near = _day_of(data, fallbacks)
        told = [mistake_in(model, details, data, near) for details in error.errors()]
        found = [(kind, problem) for kind, problem in told if problem.at not in hidden]
        salvage = _Salvage[M](present, fallbacks)
        record = salvage.run(model, error, zone)
        return Validated(record, tuple(misspelt + found), salvage.kept)


def _day_of(data: Data, fallbacks: Data) -> date | None:
    """The record's own day, by which days without a year are understood."""
    given = data.get("date")
    day = day_meant(given) if isinstance(given, str) else None
    return day or day_meant(str(fallbacks.get("date", "")))


def _misspelt(model: type[Model], data: Data, path: FieldPath) -> Iterator[tuple[Mistake, Problem]]:
    """The keys that are nearly a known one, here and in the parts."""
    known = model.model_fields
    for key in data.keys() - known.keys():
        near = _nearest(_normal(key), known)
        if near is not None:
            problem = Problem(
                say("`%(key)s` is no field; did you mean `%(near)s`?", key=key, near=near),
                say(
                    "rename it to `%(near)s`; a key of your own needs a name less like it",
                    near=near,
                ),
                (*path, key),
                on_key=True,
                covers=None if near in data else (*path, near),
            )
            yield Mistake.MISSPELT_KEY, problem
    for key, part in _part_models(model).items():
        if key in data:
            for where, value in _parts(data[key], known[key].annotation, (*path, key)):
                yield from _misspelt(part, value, where)


def unknown_keys(model: type[Model], data: Data, path: FieldPath = ()) -> Iterator[FieldPath]:
    """The keys that are no field and not nearly one, here and in the parts."""
    known = model.model_fields
    for key in data.keys() - known.keys():
        if _nearest(_normal(key), known) is None:
            yield (*path, key)
    for key, part in _part_models(model).items():
        if key in data:
            for where, value in _parts(data[key], known[key].annotation, (*path, key)):
                yield from unknown_keys(part, value, where)


def _parts(value: Any, annotation: Any, path: FieldPath) -> Iterator[tuple[FieldPath, Data]]:
    """The mappings in a field that holds one part, a list of parts or parts by name."""
    if isinstance(value, list):
        entries: list[tuple[FieldPath, Any]] = [((*path, i), v) for i, v in enumerate(value)]
    elif isinstance(value, dict) and get_origin(annotation) is dict:
        entries = [((*path, key), part) for key, part in value.items()]
    else:
        entries = [(path, value)]
    return ((where, part) for where, part in entries if isinstance(part, dict))


def _nearest(key: str, known: Iterable[str]) -> str | None:
    """The known key that this one nearly is: by its letters, their order, or its beginning."""
    shuffled = [name for name in known if len(key) > 2 and sorted(name) == sorted(key)]
    begun = [name for name in known if len(key) > 3 and name.startswith(key)]
    near = get_close_matches(key, known, n=1, cutoff=0.8)
    return next(iter([*shuffled, *near, *(begun if len(begun) == 1 else [])]), None)


def _normal(key: str) -> str:
    return key.lower().replace("-", "_").replace(" ", "_")


@cache
def _part_models(model: type[Model]) -> dict[str, type[Model]]:
    """The fields that hold parts of a record, with the parts' models."""
    parts = {name: _part_model(field.annotation) for name, field in model.model_fields.items()}
    return {name: part for name, part in parts.items() if part is not None}


def _part_model(annotation: Any) -> type[Model] | None:
    """The model in ``Model``, ``list[Model]``, ``dict[str, Model]`` or ``Model | None``."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    if get_origin(annotation) in (list, dict, Union, UnionType):
        parts = (_part_model(argument) for argument in get_args(annotation))
        return next((part for part in parts if part is not None), None)
    return None


def _without_nulls(value: Any) -> Any:
    """Null is the same as absent."""
    if isinstance(value, dict):
        return {
            key: _without_nulls(part) if isinstance(part, dict | list) else part
            for key, part in value.items()
            if part is not None
        }
    if isinstance(value, list):
        return [_without_nulls(part) for part in value]
    return value


class _Salvage(Generic[M]):
    """Leaves out bad values until the rest is a record."""

    def __init__(self, data: Data, fallbacks: Data) -> None:
        self.data, self.fallbacks = data, fallbacks
        self.kept: dict[FieldPath, list[int]] = {}

    def run(self, model: type[M], error: ValidationError, zone: tzinfo | None) -> M | None:
        for _ in range(4):  # a repair can uncover a further error, such as a now missing field
            paths = [path_of(details) for details in error.errors(include_url=False)]
            for path in sorted(paths, key=_order, reverse=True):
                self.repair(path)
            try:
                return model.model_validate(self.data, context=zone)
            except ValidationError as next_error:
                error = next_error
        return None

    def repair(self, path: FieldPath) -> None:
        holders: list[Any] = [self.data]
        for part in path[:-1]:
            holder = holders[-1]
            if part not in (holder if isinstance(holder, dict) else range(len(holder))):
                return  # repaired already, together with another error
            holders.append(holder[part])
        holder, name = holders[-1], path[-1]
        fallback = self.fallback(path)
        if fallback is not None:
            holder[name] = fallback
        elif isinstance(holder, dict) and name in holder:
            del holder[name]
        else:
            self.drop_entry(holders, path)

    def fallback(self, path: FieldPath) -> Any:
        """What stands in for a top field, or for a field of an entry in a list."""
        table = self.fallbacks if len(path) == 1 else self.fallbacks.get(str(path[0]))
        wanted = len(path) == 1 or (len(path) == 3 and isinstance(table, dict))
        value = table.get(str(path[-1])) if wanted and table else None
        return None if isinstance(value, dict) else value  # a list's table is no value of its own

    def drop_entry(self, holders: list[Any], path: FieldPath) -> None:
        """Drop the innermost list entry around a value, noting the numbers of those kept."""
        for depth in range(len(path) - 1, -1, -1):
            holder, part = holders[depth], path[depth]
            if isinstance(holder, list) and isinstance(part, int) and part < len(holder):
                del holder[part]
                del self.kept.setdefault(path[:depth], list(range(len(holder) + 1)))[part]
                return


def _order(path: FieldPath) -> list[tuple[str, int]]:
    return [("", part) if isinstance(part, int) else (part, 0) for part in path]
