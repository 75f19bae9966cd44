"""Data to records, forgivingly: every mistake is told, and what is right is kept.

A record with a mistake in one field is still a record. The bad value is left out (a required one
takes its fallback), so that an action item never drops out of a report because a date is misspelt.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from difflib import SequenceMatcher, get_close_matches
from functools import cache, cached_property
from types import UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rindoku.findings import FieldPath, Problem
from rindoku.reading.mistakes import Mistake
from rindoku.records.base import Model, show
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
        found = [(kind, p) for kind, p in _mistakes(error, data) if p.at not in hidden]
        salvage = _Salvage[M](present, fallbacks)
        record = salvage.run(model, error, zone)
        return Validated(record, tuple(misspelt + found), salvage.kept)


def _mistakes(error: ValidationError, data: Data) -> list[tuple[Mistake, Problem]]:
    return [_mistake(details, data) for details in error.errors(include_url=False)]


def _mistake(details: ErrorDetails, data: Data) -> tuple[Mistake, Problem]:
    path = _path(details)
    name = f"`{_short_name(path)}`"
    if details["type"] == "missing":
        if _is_null(data, path):
            return Mistake.MISSING, Problem(
                say("%(name)s is empty", name=name),
                say("write a value after it; quote one that starts with `#`"),
                path,
            )
        return Mistake.MISSING, Problem(
            say("%(name)s is missing", name=name),
            say("add %(name)s and its value", name=name),
            path,
        )
    if details["type"] == "literal_error":
        message, hint = _unknown_word(details)
        said = say("%(name)s %(message)s", name=name, message=message)
        return Mistake.UNKNOWN_WORD, Problem(said, hint, path)
    message, hint = _wrong_shape(details)
    said = say("%(name)s %(message)s", name=name, message=message)
    return Mistake.WRONG_SHAPE, Problem(said, hint, path)


def _is_null(data: Any, path: FieldPath) -> bool:
    """Whether a field is there, but without a value."""
    for part in path[:-1]:
        data = data[part]
    return isinstance(data, dict) and path[-1] in data


def _path(details: ErrorDetails) -> FieldPath:
    return tuple(part for part in details["loc"] if part != "[key]")


def _short_name(path: FieldPath) -> str:
    """The field's own name; an entry of a list is named with its list."""
    names = [part for part in path if isinstance(part, str)] or ["record"]
    return f"{names[-1]}[{path[-1]}]" if path and isinstance(path[-1], int) else names[-1]


def _unknown_word(details: ErrorDetails) -> tuple[str, str]:
    words = [w.strip("'") for w in details["ctx"]["expected"].replace(" or ", ", ").split(", ")]
    given = str(details["input"])
    message = say(
        "is %(details)s; it can be %(words)s",
        details=show(details["input"]),
        words=", ".join(words),
    )
    return message, did_you_mean(given, words) or say("write one of these, exactly like this")


def _wrong_shape(details: ErrorDetails) -> tuple[str, str]:
    context = details.get("ctx", {})
    given = details["input"]
    kind = details["type"]
    if kind == "rindoku":
        return context["message"], context["hint"]
    if kind in ("list_type", "tuple_type"):
        return say("is %(given)s, not a list", given=show(given)), _as_list(given)
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return say("is %(given)s, without fields", given=show(given)), say(
            "write its fields, each with its name"
        )
    if kind == "string_type":
        return say("is %(given)s, not a text", given=show(given)), say(
            "write one text; quote it if it has `: ` or `#`"
        )
    if kind == "string_too_long" or (kind == "too_long" and isinstance(given, str)):
        limit = context["max_length"]
        return say("is longer than %(limit)s characters", limit=limit), say(
            "say it shorter; details belong to the body"
        )
    if kind in ("too_short", "too_long"):
        length = context.get("min_length", context.get("max_length"))
        return say("needs exactly %(length)s numbers", length=length), say(
            "write %(length)s numbers in [ ]", length=length
        )
    if kind in ("greater_than_equal", "less_than_equal"):
        return _outside(given, context), say("write a number within the limits")
    if kind == "string_pattern_mismatch":
        return say("is %(given)s, with a space, `/`, `\\` or `#` in it", given=show(given)), say(
            "join its words with `-`"
        )
    if kind.startswith("int") or kind == "finite_number":
        return say("is %(given)s, not a whole number", given=show(given)), say("write digits only")
    return say("is %(given)s, which cannot be used here", given=show(given)), say(
        "compare with `rindoku rule RK102`"
    )


def _outside(given: Any, limits: Mapping[str, Any]) -> str:
    if "ge" in limits:
        least = limits["ge"]
        return say("is %(given)s; it is at least %(least)s", given=show(given), least=least)
    most = limits["le"]
    return say("is %(given)s; it is at most %(most)s", given=show(given), most=most)


def _as_list(given: Any) -> str:
    """How a value that should be a list is written as one, in YAML and in TOML."""
    if not isinstance(given, str) or not given.strip():
        return say("write a list: its entries in [ ], with commas")
    entries = (json.dumps(part.strip(), ensure_ascii=False) for part in given[:200].split(","))
    return say("write [%(entries)s]", entries=", ".join(entries))


_SIMILAR = 0.7
"""How much of a word has to be right, as difflib reckons it."""


def did_you_mean(given: str, known: list[str]) -> str | None:
    """A hint that names the nearest known word, if one is near."""
    by_lower = {word.lower(): word for word in known}
    near = _closest(given.lower(), by_lower)
    return say("did you mean `%(known)s`?", known=by_lower[near]) if near else None


def _closest(given: str, known: Iterable[str]) -> str | None:
    """The most similar word, as difflib's get_close_matches finds it.

    It compares thoroughly only what can still be more similar than the best so far: thousands of
    ids that begin alike are all similar to a mistyped one.
    """
    matcher = SequenceMatcher()
    matcher.set_seq2(given)
    best = (_SIMILAR, "")
    for word in known:
        matcher.set_seq1(word)
        if matcher.real_quick_ratio() >= best[0] and matcher.quick_ratio() >= best[0]:
            best = max(best, (matcher.ratio(), word))
    return best[1] or None


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
            paths = [_path(details) for details in error.errors(include_url=False)]
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
