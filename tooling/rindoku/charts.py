"""Figures to SVG. Colours come from the page's CSS by class, so that they follow its scheme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from rindoku.analysis.progress import Cohort
from rindoku.analysis.tracked_item import TrackedItem
from rindoku.analysis.trend import Point

HEIGHT = 24
_MIDDLE = 15
_MARGIN = 6


@dataclass(frozen=True)
class _Scale:
    """Days to horizontal positions."""

    first: date
    last: date
    width: int

    def __call__(self, day: date) -> float:
        span = max((self.last - self.first).days, 1)
        inside = min(max((day - self.first).days, 0), span)
        return round(_MARGIN + inside / span * (self.width - 2 * _MARGIN), 1)


def life_line(
    item: TrackedItem, day: date, again: Sequence[date], story: str, width: int = 180
) -> Markup:
    """An action item's life from the day it was first seen to ``day``, as one thin line.

    A dot a change, a flag at the due date with a hop for each slip, a ring a circle's decision,
    a tick where the incident happened ``again``; its end is open, closed or crossed. ``story``
    is the same in words, for the tooltip and for screen readers.
    """
    first = item.life.events[0].day
    due, end = item.item.due, _end(item, day)
    if first is None or (first >= end and (due is None or due <= end)):
        return Markup("")  # no life to show: not known, or a single day
    scale = _Scale(first, max(end, due) if due and item.item.is_open else end, width)
    late = item.item.is_open and due is not None and due < end
    parts = [_line(scale(first), scale(due if late and due else end), "rk-life")]
    if late and due:
        parts.append(_line(scale(due), scale(end), "rk-life rk-late"))
    if item.item.is_open and due is not None and due > end:
        parts.append(_line(scale(end), scale(due), "rk-life rk-ahead"))
    parts += [
        _dot(scale(e.day), 2) for e in item.life.events[1:] if e.day and (e.changes or e.is_hidden)
    ]
    parts += [_hop(scale(move.before), scale(move.after)) for move in item.due_moves]
    if due is not None and due >= first:
        parts.append(_flag(scale(due)))
    parts += [_ring(scale(decided.day)) for decided in item.decisions if decided.day >= first]
    parts += [_tick(scale(on)) for on in again]
    parts += [_dot(scale(first), 2.5), _ending(item, scale(end))]
    title = Markup("<title>{}</title>").format(story)
    return Markup(
        '<svg class="rk-lifeline" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img">{2}{3}'
        "</svg>"
    ).format(width, HEIGHT, title, Markup("").join(parts))


def incident_line(times: Sequence[tuple[str, datetime]], width: int = 640) -> Markup:
    """An incident to scale: a stretch unnoticed, a stretch suffered, a stretch repaired."""
    if len(times) < 2:
        return Markup("")
    start, end = times[0][1], times[-1][1]
    span = max((end - start).total_seconds(), 1)
    spots = [(name, round((at - start).total_seconds() / span * width, 1)) for name, at in times]
    lines = [
        _line(x, spots[number + 1][1], f"rk-stretch rk-after-{name}")
        for number, (name, x) in enumerate(spots[:-1])
    ]
    return Markup(
        '<svg class="rk-incident" viewBox="0 0 {} {}" preserveAspectRatio="none" '
        'aria-hidden="true">{}</svg>'
    ).format(width, HEIGHT, Markup("").join(lines))


def trend_lines(points: Sequence[Point], label: str, width: int = 320, height: int = 64) -> Markup:
    """Open and stale action items over months, from zero up: lines, the stale area filled."""
    top = max((point.open for point in points), default=0) or 1
    step = (width - 2 * _MARGIN) / max(len(points) - 1, 1)

    def line(counts: Sequence[int]) -> list[tuple[float, float]]:
        return [
            (
                round(_MARGIN + number * step, 1),
                round(height - 6 - count / top * (height - 14), 1),
            )
            for number, count in enumerate(counts)
        ]

    opened, stale = line([p.open for p in points]), line([p.stale for p in points])
    return Markup(
        '<svg class="rk-trend" viewBox="0 0 {0} {1}" role="img"><title>{2}</title>'
        '<polygon class="rk-area" points="{3}"/><polygon class="rk-area-stale" points="{4}"/>'
        '<polyline class="rk-curve-stale" points="{5}"/><polyline class="rk-curve" points="{6}"/>'
        '<circle class="rk-now" cx="{7}" cy="{8}" r="3.5"/></svg>'
    ).format(
        width, height, label, _down(opened, height), _down(stale, height), _path(stale),
        _path(opened), *opened[-1],
    )  # fmt: skip


def cohort_bar(cohort: Cohort, most: int, label: str, width: int = 320) -> Markup:
    """What became of one half-year's action items: done, dropped, open and stale, side by side."""
    now = cohort.now
    parts = [
        ("done", now.done), ("dropped", now.dropped), ("fresh", now.open - now.stale),
        ("stale", now.stale),
    ]  # fmt: skip
    return Markup(
        '<svg class="rk-cohort" viewBox="0 0 {} 18" role="img"><title>{}</title>{}</svg>'
    ).format(width, label, _segments(parts, most, width, 3))


def answers(counts: Sequence[int], label: str, width: int = 260, height: int = 110) -> Markup:
    """Answers from 1 up as columns, each with its count above and its number below."""
    top, step, base = max([*counts, 1]), width / len(counts), height - 18
    parts = []
    for number, count in enumerate(counts):
        tall = round(count / top * (base - 18), 1)
        x, middle = round(number * step + 4, 1), round((number + 0.5) * step, 1)
        parts.append(
            Markup(
                '<rect class="rk-column" x="{}" y="{}" width="{}" height="{}"/>'
                '<text class="rk-figure" x="{}" y="{}">{}</text>'
                '<text class="rk-label" x="{}" y="{}">{}</text>'
            ).format(x, round(base - tall, 1), round(step - 8, 1), max(tall, 1), middle,
                     round(base - tall - 4, 1), count, middle, height - 4, number + 1)
        )  # fmt: skip
    return Markup(
        '<svg class="rk-answers" viewBox="0 0 {} {}" role="img"><title>{}</title>{}</svg>'
    ).format(width, height, label, Markup("").join(parts))


def shares(
    parts: Sequence[tuple[str, int]], label: str, most: int | None = None, width: int = 260
) -> Markup:
    """Counts side by side, named by their classes; together as wide as ``most`` is."""
    whole = most or sum(count for _, count in parts) or 1
    return Markup(
        '<svg class="rk-shares" viewBox="0 0 {} 14" preserveAspectRatio="none" role="img">'
        "<title>{}</title>{}</svg>"
    ).format(width, label, _segments(parts, whole, width, 1))


MARKS = ("dot", "flag", "hop", "ring", "late", "tick", "ahead", "open", "done", "dropped")
"""What a life line is made of, in the order of its legend."""


def mark(name: str) -> Markup:
    """One part of a life line by itself, for the legend."""
    line = _line(0, 32, "rk-life")
    drawn = {
        "dot": [line, _dot(16, 2.5)],
        "flag": [line, _flag(16)],
        "hop": [line, _hop(6, 26)],
        "ring": [line, _ring(16)],
        "late": [_line(0, 32, "rk-life rk-late")],
        "tick": [line, _tick(16)],
        "ahead": [_line(0, 32, "rk-life rk-ahead")],
        "open": [_line(0, 16, "rk-life"), _end_mark("open", 16)],
        "done": [_line(0, 16, "rk-life"), _end_mark("done", 16)],
        "dropped": [_line(0, 16, "rk-life"), _end_mark("dropped", 16)],
    }
    return Markup(
        '<svg class="rk-mark-of-life" viewBox="0 0 32 {0}" width="32" height="{0}" '
        'aria-hidden="true">{1}</svg>'
    ).format(HEIGHT, Markup("").join(drawn[name]))


def _segments(parts: Sequence[tuple[str, int]], most: int, width: int, y: int) -> Markup:
    """Bars side by side, as long as their counts are of ``most``; named by their classes."""
    x, drawn = 0.0, []
    for name, count in parts:
        length = round(count / max(most, 1) * width, 1)
        if count:
            rect = Markup('<rect class="rk-part-{}" x="{}" y="{}" width="{}" height="12"/>')
            drawn.append(rect.format(name, x, y, max(length - 1, 1)))
        x = round(x + length, 1)
    return Markup("").join(drawn)


def _path(spots: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in spots)


def _down(spots: Sequence[tuple[float, float]], height: int) -> str:
    """The area under a line."""
    base = height - 6
    return f"{spots[0][0]},{base} {_path(spots)} {spots[-1][0]},{base}"


def _end(item: TrackedItem, day: date) -> date:
    """The day it was closed, or today."""
    if item.item.is_open or item.item.status == "proposed":
        return day
    closing = [e.day for e in item.life.events if e.day and "status" in e.changes]
    return closing[-1] if closing else day


def _line(start: float, end: float, name: str) -> Markup:
    return Markup('<path class="{}" d="M{} {}H{}"/>').format(name, start, _MIDDLE, end)


def _dot(x: float, radius: float) -> Markup:
    return Markup('<circle class="rk-dot" cx="{}" cy="{}" r="{}"/>').format(x, _MIDDLE, radius)


def _ring(x: float) -> Markup:
    return Markup('<circle class="rk-ring" cx="{}" cy="{}" r="5"/>').format(x, _MIDDLE)


def _tick(x: float) -> Markup:
    return Markup('<path class="rk-tick" d="M{} {}v14"/>').format(x, _MIDDLE - 7)


def _flag(x: float) -> Markup:
    return Markup('<path class="rk-flag" d="M{0} {1}V3l6 2.5-6 2.5"/>').format(x, _MIDDLE)


def _hop(start: float, end: float) -> Markup:
    middle = round((start + end) / 2, 1)
    return Markup('<path class="rk-hop" d="M{0} {1}Q{2} {3} {4} {1}"/>').format(
        start, _MIDDLE, middle, _MIDDLE - 11, end
    )


def _ending(item: TrackedItem, x: float) -> Markup:
    status = item.item.status
    return _end_mark(status if status in ("done", "dropped") else "open", x)


def _end_mark(name: str, x: float) -> Markup:
    if name == "dropped":
        return Markup('<path class="rk-dropped" d="M{0} {1}l8 8m0-8l-8 8"/>').format(
            round(x - 4, 1), _MIDDLE - 4
        )
    return Markup('<circle class="rk-{}" cx="{}" cy="{}" r="4"/>').format(name, x, _MIDDLE)
