"""When the next session of a program takes place."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from rindoku.catalog import Catalog
from rindoku.records import Program
from rindoku.records.policy import EVERY

NOTICE = timedelta(days=14)
"""How long before a session people hear of it."""


def next_date(program: Program, catalog: Catalog, today: date) -> date:
    """One span after the last session held, on a working day, and never without notice."""
    held = [
        circle.date
        for _, circle in catalog.read_circles()
        if circle.program == program.name and circle.status == "held" and circle.date <= today
    ]
    match = EVERY.fullmatch(program.every or "")
    soonest = today + (NOTICE if match is None or match[2] != "week" else timedelta(days=7))
    day = soonest
    if held and match:
        day = max(held[-1] + _span(int(match[1] or 1), match[2]), soonest)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _span(number: int, unit: str) -> relativedelta:
    spans = {
        "day": relativedelta(days=number),
        "week": relativedelta(weeks=number),
        "month": relativedelta(months=number),
        "year": relativedelta(years=number),
    }
    return spans[unit]
