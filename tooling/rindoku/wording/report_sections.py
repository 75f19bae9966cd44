"""The headings of the half-yearly report, and what stands in its lists and tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from rindoku.analysis.progress import Counts
from rindoku.analysis.tracked_item import TrackedItem
from rindoku.analysis.trend import Point
from rindoku.locale import Words

SectionName = Literal[
    "decide", "better", "newly-stale", "done", "taken-out", "recurred",
    "due-soon", "write-ups", "ideas", "cohorts",
]  # fmt: skip
"""The parts of the report."""


def section_heading(section: SectionName, since: date, words: Words) -> str:
    """A part's heading; ``since`` is the first day of the period."""
    _, day = words.gettext, words.day(since)
    headings: dict[SectionName, str] = {
        "decide": _("Decide on these"),
        "better": _("Is it getting better?"),
        "newly-stale": _("Newly stale since %s") % day,
        "done": _("Done since %s") % day,
        "taken-out": _("Taken out while open"),
        "recurred": _("Happened again while open"),
        "due-soon": _("Due soon"),
        "write-ups": _("Write-ups overdue"),
        "ideas": _("Ideas waiting for a circle"),
        "cohorts": _("What became of the action items"),
    }
    return headings[section]


def without_a_group(by: str, words: Words) -> str:
    """The heading of those that have no owner, or no service."""
    return words.gettext("nobody") if by == "owner" else words.gettext("no service")


def flow_names(words: Words) -> tuple[str, str, str, str]:
    """What a period brought: promised, done, dropped and newly stale."""
    _ = words.gettext
    return _("promised"), _("done"), _("dropped"), _("newly stale")


def since_the_period(words: Words) -> str:
    """The column of what came after the period."""
    return words.gettext("since then")


def cohort_names(words: Words) -> tuple[str, ...]:
    """When it was promised, how many, and what became of them."""
    _ = words.gettext
    promised = _("promised in"), _("promised")
    return (*promised, _("done"), _("dropped"), _("still open"), _("stale"))


def before_history(words: Words) -> str:
    """The cohort of what was promised before the history begins."""
    return words.gettext("before")


def taken_out_in(item: TrackedItem, words: Words) -> str:
    """When and in which commit an item was taken out of its record."""
    last = item.life.events[-1]
    where = {"day": last.day or "?", "commit": (last.commit or "?")[:7]}
    return words.gettext("on %(day)s in %(commit)s") % where


def due_on(day: date | None, words: Words) -> str:
    """When an item is due."""
    return words.gettext("due %s") % day


def column_names(words: Words) -> tuple[str, ...]:
    """The columns of the table for spreadsheets that are no fields; the item's comes first."""
    _ = words.gettext
    seen = _("first seen"), _("last changed"), _("due moved later")
    return (_("action item"), *seen, _("reasons"), _("evidence"))


def suggested(advice: str, words: Words) -> str:
    """That a decision is only suggested."""
    return words.gettext("Suggested: %s") % advice


def last_readable(words: Words) -> str:
    """What stands before the records that cannot be read at the moment."""
    return words.gettext("Told as last readable:")


def does_not_fit(words: Words) -> str:
    """Where a report ends that is longer than its place allows."""
    return words.gettext("The rest does not fit in here: `rindoku stale` tells all of it.")


def trend_line(points: Sequence[Point], words: Words) -> str:
    """The picture of all months in words."""
    months = ", ".join(f"{point.day:%Y-%m} {point.open}/{point.stale}" for point in points)
    return words.gettext("Open and stale action items by month: %s") % months


def cohort_line(counts: Counts, words: Words) -> str:
    """The bar of a cohort in words."""
    text = words.gettext(
        "%(done)d done, %(dropped)d dropped, %(open)d open, of these %(stale)d stale"
    )
    return text % counts._asdict()
