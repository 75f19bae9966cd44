"""How the readings of a circle were weighed, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from rindoku.circles.planning.scoring import Candidate
from rindoku.reports.options import ReportOptions
from rindoku.reports.scoring import WeighedReadings
from rindoku.text import printable
from rindoku.wording.scoring import scoring_legend, table_heading


def render(weighed: WeighedReadings, options: ReportOptions) -> str:
    """Every candidate with its points, the best first, those that are chosen marked with a `*`;
    and what the points are given for.
    """
    words = options.words
    header = [*table_heading(words), ""]
    rows = [
        header,
        *(_cells(candidate, candidate.stem in weighed.chosen) for candidate in weighed.candidates),
    ]
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(header))]
    return "\n".join([*(_line(row, widths) for row in rows), "", *scoring_legend(words)])


def _cells(candidate: Candidate, is_chosen: bool) -> list[str]:
    points = [str(points) if points else "·" for points in candidate.points.values()]
    mark = "*" if is_chosen else ""
    return [printable(candidate.stem), *points, str(candidate.total), str(candidate.minutes), mark]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first = set_cell_size(cells[0], widths[0])
    rest = (
        " " * (width - cell_len(cell)) + cell
        for cell, width in zip(cells[1:], widths[1:], strict=True)
    )
    return "  ".join([first, *rest]).rstrip()
