"""The main line: the first-parent history of a commit, each landing on its day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from rindoku.source.git import Commit


@dataclass(frozen=True, slots=True)
class Landing:
    """A change landing on the main line.

    ``day`` is the committer's day in the policy's time zone, but never before the parent's day
    and never after today. ``commit`` is None for what is not committed yet. ``is_cut`` marks the
    oldest commit of a shallow clone: what it holds landed on its day or at any time before.
    """

    commit: str | None
    parent: str | None
    day: date
    author: str | None
    is_cut: bool = False


def main_line(
    commits: Collection[Commit], head: str, cuts: Collection[str], zone: tzinfo, today: date
) -> list[Landing]:
    """The landings that lead to ``head``, oldest first. ``cuts`` are a shallow clone's edges."""
    by_id = {commit.id: commit for commit in commits}
    line = [by_id[head]]
    while line[-1].parents and line[-1].parents[0] in by_id:
        line.append(by_id[line[-1].parents[0]])
    landings: list[Landing] = []
    day = date.min
    for commit in reversed(line):
        day = max(day, min(_day(commit.time, zone, today), today))
        parent = landings[-1].commit if landings else None
        is_cut = not landings and commit.id in cuts
        landings.append(Landing(commit.id, parent, day, _author(commit, by_id), is_cut))
    return landings


def up_to(landings: list[Landing], day: date) -> list[Landing]:
    """The landings on or before a day."""
    return [landing for landing in landings if landing.day <= day]


def _day(time: int, zone: tzinfo, today: date) -> date:
    try:
        return datetime.fromtimestamp(time, zone).date()
    except (OverflowError, ValueError, OSError):
        return today if time > 0 else date.min


def _author(commit: Commit, by_id: Mapping[str, Commit]) -> str:
    """Who made the change: for a merge, the author at the tip of what was merged."""
    while len(commit.parents) == 2 and commit.parents[1] in by_id:
        commit = by_id[commit.parents[1]]
        while len(commit.parents) == 2 and commit.parents[0] in by_id:
            commit = by_id[commit.parents[0]]  # the branch had merged the main line into itself
    return commit.author
