"""The common ground of all records: how a day, a moment, a link and a duration are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Annotated, Any, ClassVar, TypeVar
from unicodedata import normalize
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from rindoku.records.fields import Kind, Place
from rindoku.saying import say
from rindoku.values import YEARS

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?", re.ASCII
)
_CLOCK = re.compile(r"\d{1,2}:\d{2}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,18}", re.ASCII)

D = TypeVar("D", bound=date)


class Model(BaseModel):
    """A record or a part of one. Keys that it does not know belong to the writer."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    shown_first: ClassVar[Mapping[Place, tuple[str, ...]]] = {}
    """The fields with which a place begins, where its order is not the model's."""


def refuse(message: str, hint: str) -> PydanticCustomError:
    """A validation error in our own words; braces in them are kept as they are."""
    return PydanticCustomError("rindoku", "{message}", {"message": message, "hint": hint})


def _read_day(value: object) -> object:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            value = date.fromisoformat(value)
        if isinstance(value, date) and not isinstance(value, datetime):
            return _of_our_time(value)
    except ValueError:
        raise refuse(
            say("is %(value)s, a day that no calendar has", value=show(value)), _DAY_HINT
        ) from None
    raise refuse(say("is %(value)s, not a day", value=show(value)), _DAY_HINT)


def _read_moment(value: object, info: ValidationInfo) -> object:
    try:
        if isinstance(value, str) and _MOMENT.fullmatch(value):
            moment = _of_our_time(datetime.fromisoformat(value))
            return moment if moment.tzinfo else moment.replace(tzinfo=info.context)
    except ValueError:
        raise refuse(
            say("is %(value)s, a time that no clock shows", value=show(value)), _MOMENT_HINT
        ) from None
    raise refuse(say("is %(value)s, not a point in time", value=show(value)), _MOMENT_HINT)


def _of_our_time(day: D) -> D:
    if day.year not in YEARS:
        raise ValueError(day)
    return day


def _read_number(value: object) -> object:
    return int(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else value


def _read_clock(value: object) -> object:
    try:
        if isinstance(value, str) and _CLOCK.fullmatch(value):
            return time.fromisoformat(value.zfill(5))
    except ValueError:
        pass
    raise refuse(
        say("is %(value)s, not a time of day", value=show(value)),
        say('write hours and minutes: "16:00"'),
    )


def _read_text(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise refuse(say("is empty"), say("write something, or delete the line"))
    return value


def _check_url(value: str) -> str:
    try:
        parts = urlsplit(value)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine or not value.isprintable() or " " in value:
        raise refuse(
            say("is %(value)s, not a web address", value=show(value)),
            say("write it whole: https://…"),
        )
    return value


def _check_one(value: str) -> str:
    if "、" in value or "，" in value:
        raise refuse(
            say("is %(value)s: a `、` parts nothing here", value=show(value)),
            say("part the entries of a list with `, `"),
        )
    return value


def show(value: Any) -> str:
    """A value as a message quotes it: the writer's own text, shortened."""
    if isinstance(value, dict):
        return say("a mapping")
    if isinstance(value, list):
        return say("a list")
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if value is None or not text.strip():
        return say("empty")
    return f"`{text[:60]}…`" if len(text) > 61 else f"`{text}`"


_DAY_HINT = say("write it as YYYY-MM-DD: 2026-03-14")
_MOMENT_HINT = say("write it as 2026-03-14T10:02:00+09:00; without a zone it is the policy's")

Number = Annotated[int, Strict(), BeforeValidator(_read_number)]
Count = Annotated[Number, Field(ge=0)]
Day = Annotated[date, BeforeValidator(_read_day)]
Moment = Annotated[datetime, BeforeValidator(_read_moment)]
Clock = Annotated[time, BeforeValidator(_read_clock)]
Text = Annotated[str, StringConstraints(strip_whitespace=True), BeforeValidator(_read_text)]
Title = Annotated[Text, StringConstraints(max_length=200)]
Url = Annotated[Text, AfterValidator(_check_url), Kind.LINK]
Pointer = Annotated[Text, Kind.POINTER]
"""Where something can be seen: a link, or words that lead there."""
Word = Annotated[Text, AfterValidator(_check_one)]
"""A name in a list of names."""
Handle = Annotated[Text, AfterValidator(_check_one), Kind.PERSON]
"""A person, as the policy calls them: `@mika`."""
Owner = Annotated[Text, Kind.OWNER]
"""A person or a team."""
Name = Annotated[Text, AfterValidator(lambda name: normalize("NFC", name))]
"""What others refer to: an id, or an address. In one form of Unicode, so that it is found."""
