"""How the readings of a circle were weighed, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from rindoku.circles.planning.scoring import WEIGHTS, Candidate, Criterion
from rindoku.locale import Words
from rindoku.reports.options import ReportOptions
from rindoku.reports.scoring import WeighedReadings
from rindoku.text import printable


def render(weighed: WeighedReadings, options: ReportOptions) -> str:
    """Every candidate with its points, the best first, those that are chosen marked with a `*`;
    and what the points are given for.
    """
    words = options.words
    _ = words.gettext
    names = _names(words)
    header = [_("postmortem"), *names.values(), _("points"), _("minutes"), ""]
    rows = [header, *(_cells(one, one.stem in weighed.chosen) for one in weighed.candidates)]
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(header))]
    return "\n".join([*(_line(row, widths) for row in rows), "", *_legend(words)])


def _cells(one: Candidate, is_chosen: bool) -> list[str]:
    points = [str(points) if points else "·" for points in one.points.values()]
    mark = "*" if is_chosen else ""
    return [printable(one.stem), *points, str(one.total), str(one.minutes), mark]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first = set_cell_size(cells[0], widths[0])
    rest = (
        " " * (width - cell_len(cell)) + cell
        for cell, width in zip(cells[1:], widths[1:], strict=True)
    )
    return "  ".join([first, *rest]).rstrip()


def _names(words: Words) -> dict[Criterion, str]:
    _ = words.gettext
    return {
        "never-read": _("never read"),
        "months": _("read long ago"),
        "stale": _("stale"),
        "again": _("happened again"),
        "severity": _("severity"),
        "joined": _("joined since"),
        "unread": _("unread"),
        "rests": _("read lately"),
        "external": _("another company's"),
    }


def _legend(words: Words) -> list[str]:
    """What is counted, and how many points each gives."""
    _ = words.gettext
    counted: dict[Criterion, str] = {
        "never-read": _("no held circle has read it"),
        "months": _("for each 30 days since it was last read"),
        "stale": _("for each stale action item"),
        "again": _("for each later postmortem that names it in recurrence_of"),
        "severity": _("for each severity that is not worse than its own"),
        "joined": _("for each person here who joined after it was last read, or happened"),
        "unread": _("for each person here who neither wrote it nor was there when it was read"),
        "rests": _("it was read less than 360 days ago"),
        "external": _("it is another company's"),
    }
    names, line = _names(words), _("%(name)s: %(each)d %(counted)s (at most %(most)d)")
    return [
        line % {"name": names[key], "counted": counted[key], "each": w.each, "most": w.most}
        for key, w in WEIGHTS.items()
    ]
