"""Days and times as people write them, in English and Japanese, where they have one meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta

_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
"""The year before an era's first one."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<name>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_ERA = r"(?P<era>令和|平成|昭和|[RHS])\s*(?P<year>\d{1,2}|元)"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = re.compile(
    r"\s*[(\[]?(?:[月火水木金土日](?:曜日?)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)[)\]]"
    r"|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+"
    r"|\s*[月火水木金土日]曜日?",
    re.IGNORECASE,
)
_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})\s*(?P<sign>[-/.])\s*(?P<month>\d{1,2})\s*(?P=sign)\s*(?P<day>\d{1,2})",
        r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日?",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        rf"{_ERA}\s*[年./-]\s*(?P<month>\d{{1,2}})\s*[月./-]\s*(?P<day>\d{{1,2}})\s*日?",
        rf"{_ORDINAL}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}})",
        rf"{_MONTH}\s+{_ORDINAL},?\s+(?P<year>\d{{4}})",
    )
)
_DAYS_OF_A_YEAR = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日?",
        r"(?P<month>\d{1,2})[/-](?P<day>\d{1,2})",
        rf"{_ORDINAL}\s+{_MONTH}",
        rf"{_MONTH}\s+{_ORDINAL}",
    )
)
_CLOCK = re.compile(
    r"(?:(?P<before>午前|午後)\s*)?(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"|時(?:(?P<minutes>\d{1,2})分(?:(?P<seconds>\d{1,2})秒)?|(?P<half>半))?(?![間前後])"
    r"|(?=\s*[ap]\.?m))"
    r"\s*(?P<after>[ap]\.?m\.?)?\s*(?P<zone>Z|UTC|GMT|JST|[+-]\d{2}:?\d{2})?頃?$",
    re.IGNORECASE,
)
_ZONES = {"Z": "Z", "UTC": "Z", "GMT": "Z", "JST": "+09:00"}


_FAR_BEHIND = timedelta(days=90)


def day_meant(text: str, near: date | None = None) -> date | None:
    """The day that a text names; None where it names none, or could name two.

    A day without its year is that of the year of ``near``, if that is given; of the next year
    where it would lie far behind.
    """
    said = _without_weekday(_plain(text))
    if clock := _CLOCK.search(said):
        said = said[: clock.start()].rstrip("T, ") or said
    for found in _matches(_DAYS, said):
        return _day(int(_year(found)), found)
    for found in _matches(_DAYS_OF_A_YEAR, said) if near else ():
        return _near(near, found) if near else None
    return None


def moment_meant(text: str, near: date | None = None) -> str | None:
    """The point in time that a text names, as a record has it; None where it names none.

    Where it has no day, it is that of ``near``.
    """
    said = _without_weekday(_plain(text))
    clock = _CLOCK.search(said)
    if clock is None:
        return None
    before = said[: clock.start()].rstrip("T, の")
    day = day_meant(before, near) if before else near
    at = _time(clock)
    if day is None or at is None:
        return None
    zone = (clock["zone"] or "").upper()
    return f"{day}T{at.isoformat()}{_ZONES.get(zone, zone)}"


def clock_meant(text: str) -> time | None:
    """The time of day that a text names; None where it names none."""
    found = _CLOCK.fullmatch(_plain(text))
    return _time(found) if found else None


def _plain(text: str) -> str:
    """Without full width, and with the minus signs and colons that a record has."""
    return re.sub("[‐‑‒–—―−ー]", "-", unicodedata.normalize("NFKC", text)).strip()


def _without_weekday(text: str) -> str:
    return _WEEKDAY.sub(" ", text, count=1).strip() if _WEEKDAY.search(text) else text


def _matches(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    return (found for pattern in patterns if (found := pattern.fullmatch(text)))


def _year(found: re.Match[str]) -> int:
    parts = found.groupdict()
    year = 1 if parts["year"] == "元" else int(parts["year"])
    return year + _ERAS[parts["era"].upper()] if parts.get("era") else year


def _day(year: int, found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    named = parts.get("name")
    month = _MONTHS.index(named[:3].lower()) + 1 if named else int(parts["month"])
    try:
        return date(year, month, int(parts["day"]))
    except ValueError:
        return None


def _near(near: date, found: re.Match[str]) -> date | None:
    day = _day(near.year, found)
    is_behind = day is not None and near - day > _FAR_BEHIND
    return _day(near.year + 1, found) if is_behind else day


def _time(found: re.Match[str]) -> time | None:
    hour = int(found["hour"])
    minute = 30 if found["half"] else int(found["minute"] or found["minutes"] or 0)
    second = int(found["second"] or found["seconds"] or 0)
    after = (found["after"] or "").lower().replace(".", "")
    if found["before"] or after:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if found["before"] == "午後" or after == "pm" else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None
