"""Fields in words: their labels, their values and the phrases between, as their table has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rindoku.locale import Words
from rindoku.records.base import Model
from rindoku.records.fields import NAMED, Place, RecordField, field_named, fields_of, shown_at

_NOTHING: tuple[Any, ...] = (None, [], {})


def label(field: RecordField, words: Words) -> str:
    """What a field is called."""
    return words.gettext(field.about.label)


def heading(field: RecordField, words: Words) -> str:
    """What a field is called, at the start of a line."""
    text = label(field, words)
    return text[:1].upper() + text[1:]


def value_text(field: RecordField, value: Any, words: Words) -> str:
    """A field's value, or one of its values, in words."""
    if isinstance(value, list) and field.shapes:
        return words.listed(value_text(field, entry, words) for entry in value)
    if isinstance(value, dict):
        parts = [f"{name}: {value_text(field, one, words)}" for name, one in value.items()]
        return words.listed(parts)
    if isinstance(value, Model):
        return words.listed(_part(value, words))
    called = field.about.words.get(str(value))
    if isinstance(value, int):
        return f"{value:,}"
    return words.gettext(called) if called else str(value)


def _part(value: Model, words: Words) -> Iterator[str]:
    """The fields that a part of a record has, each with its label."""
    for field in fields_of(type(value)):
        given = field.of(value)
        if given not in _NOTHING:
            yield f"{label(field, words)}: {value_text(field, given, words)}"


def phrase(field: RecordField, place: Place, words: Words) -> str:
    """How a field is told at a place, `%s` being its value."""
    written = field.about.shown[place]
    return words.gettext(written) if written != NAMED else f"{label(field, words)}: %s"


def cells(record: Model, place: Place, words: Words, missing: str = "") -> list[str]:
    """The values of all fields that are shown at a place, in its order."""
    return [
        missing if (value := field.of(record)) in _NOTHING else value_text(field, value, words)
        for field in shown_at(type(record), place)
    ]


def facts(record: Model, place: Place, words: Words) -> list[tuple[RecordField, str]]:
    """The fields shown at a place that the record has, each told in its phrase."""
    return [
        (field, phrase(field, place, words) % value_text(field, value, words))
        for field in shown_at(type(record), place)
        if (value := field.of(record)) not in _NOTHING
    ]


def choices(model: type[Model], name: str, words: Words) -> str:
    """The words of a field; beside each, what it is called in another language than English."""
    field = field_named(model, name)
    assert field is not None
    called = field.about.words if words.language != "en" else {}
    told = [
        f"{word}（{words.gettext(called[word])}）" if word in called else word
        for word in field.choices
    ]
    return " | ".join(told)
