"""What is wrong with a value, and how the writer's own value is written right."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from unicodedata import normalize

from pydantic_core import ErrorDetails

from rindoku.dates import clock_meant, day_meant, moment_meant
from rindoku.findings import FieldPath, Problem
from rindoku.reading.mistakes import Mistake
from rindoku.reading.similar import did_you_mean
from rindoku.records.base import Model, show
from rindoku.records.fields import Kind, RecordField, field_at, fields_of
from rindoku.saying import say

_COMMAS = re.compile(r"[,、，､]")
_NOTHING = frozenset({"none", "nothing", "n/a", "-", "なし", "無し", "特になし"})
_NAMES_IN_A_ROW = re.compile(r"\s*@?[\w.-]+(?:\s+@?[\w.-]+)+\s*", re.ASCII)


def mistake_in(
    model: type[Model], details: ErrorDetails, data: dict[str, Any], near: date | None
) -> tuple[Mistake, Problem]:
    """What pydantic found out about a value, in words for whoever wrote it.

    ``near`` is the record's day: by it a day without its year is understood.
    """
    path = path_of(details)
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
    field = field_at(model, path)
    if details["type"] == "literal_error":
        kind, (message, hint) = Mistake.UNKNOWN_WORD, _unknown_word(details, field)
    else:
        kind, (message, hint) = Mistake.WRONG_SHAPE, _wrong_shape(details, field, near)
    return kind, Problem(say("%(name)s %(message)s", name=name, message=message), hint, path)


def path_of(details: ErrorDetails) -> FieldPath:
    """Where in the record the value stands."""
    return tuple(part for part in details["loc"] if part != "[key]")


def _is_null(data: Any, path: FieldPath) -> bool:
    """Whether a field is there, but without a value."""
    for part in path[:-1]:
        data = data[part]
    return isinstance(data, dict) and path[-1] in data


def _short_name(path: FieldPath) -> str:
    """The field's own name; an entry of a list is named with its list."""
    names = [part for part in path if isinstance(part, str)] or ["record"]
    return f"{names[-1]}[{path[-1]}]" if path and isinstance(path[-1], int) else names[-1]


def _unknown_word(details: ErrorDetails, field: RecordField | None) -> tuple[str, str]:
    words = [w.strip("'") for w in details["ctx"]["expected"].replace(" or ", ", ").split(", ")]
    given = details["input"]
    message = say(
        "is %(details)s; it can be %(words)s", details=show(given), words=", ".join(words)
    )
    meant = field.meant(given) if field is not None and isinstance(given, str) else None
    if meant is not None:
        return message, say("write `%(meant)s`", meant=meant)
    near = did_you_mean(str(given), words)
    return message, near or say("write one of these, exactly like this")


def _wrong_shape(
    details: ErrorDetails, field: RecordField | None, near: date | None
) -> tuple[str, str]:
    context = details.get("ctx", {})
    given = details["input"]
    kind = details["type"]
    if kind == "rindoku":
        return context["message"], _converted(given, field, near) or context["hint"]
    if kind in ("list_type", "tuple_type"):
        return say("is %(given)s, not a list", given=show(given)), _as_list(given, field)
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return say("is %(given)s, without fields", given=show(given)), _as_fields(given, field)
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
        return say("is %(given)s, not a whole number", given=show(given)), _as_number(given)
    return say("is %(given)s, which cannot be used here", given=show(given)), say(
        "compare with `rindoku rule RK102`"
    )


def _converted(given: Any, field: RecordField | None, near: date | None) -> str | None:
    """A day or a time that is written in another way, as a record has it."""
    if field is None or not isinstance(given, str):
        return None
    meant: object = None
    if field.kind is Kind.DAY:
        meant = day_meant(given, near)
    elif field.kind is Kind.MOMENT:
        meant = moment_meant(given, near)
    elif field.kind is Kind.CLOCK and (at := clock_meant(given)):
        meant = f'"{at:%H:%M}"'
    elif _COMMAS.search(given) and "list" in field.shapes:
        return _as_list(given, field)
    return None if meant is None else say("write %(meant)s", meant=meant)


def _outside(given: Any, limits: Mapping[str, Any]) -> str:
    if "ge" in limits:
        least = limits["ge"]
        return say("is %(given)s; it is at least %(least)s", given=show(given), least=least)
    most = limits["le"]
    return say("is %(given)s; it is at most %(most)s", given=show(given), most=most)


def _as_number(given: Any) -> str:
    plain = re.sub(r"(?<=\d)[,_ ](?=\d{3}(?!\d))", "", normalize("NFKC", str(given)))
    digits = re.fullmatch(r"\D*(\d+)\D*", plain)
    if digits is None:
        return say("write digits only")
    return say("write %(meant)s", meant=int(digits[1]))


def _as_list(given: Any, field: RecordField | None) -> str:
    """How a value that should be a list is written as one, in YAML and in TOML."""
    if isinstance(given, dict) and field is not None and field.part is not None:
        first = next(iter(given), "id")
        return say("begin each entry with a dash: `- %(first)s: …`", first=first)
    if not isinstance(given, str) or not given.strip():
        return say("write a list: its entries in [ ], with commas")
    if given.strip().lower() in _NOTHING:
        return say("write []")
    if field is not None and field.part is not None:
        return _as_fields(given, field)
    text = given[:200]
    parts = _COMMAS.split(text)
    if _NAMES_IN_A_ROW.fullmatch(text):  # entries without their dashes
        parts = text.split()
    entries = (json.dumps(part.strip(), ensure_ascii=False) for part in parts if part.strip())
    return say("write [%(entries)s]", entries=", ".join(entries))


def _as_fields(given: Any, field: RecordField | None) -> str:
    """How a word is written that should be a part with fields: as the first that must be there."""
    if field is None or field.part is None or not isinstance(given, str) or not given.strip():
        return say("write its fields, each with its name")
    fields = fields_of(field.part)
    needed = [one for one in fields if one.required]
    if not needed:
        names = ", ".join(f"{one.name}: …" for one in fields)
        return say("write its fields: {%(shown)s}", shown=names)
    values = {one.name: _example(one, given) for one in needed}
    shown = ", ".join(f"{name}: {value}" for name, value in values.items())
    return say("write its fields: {%(shown)s}", shown=shown)


def _example(field: RecordField, given: str) -> str:
    """The writer's words where they fit, else a value that stands for any."""
    if field.name == "id":
        return "A1"
    if field.choices:
        return field.choices[0]
    return json.dumps(given[:80], ensure_ascii=False)
