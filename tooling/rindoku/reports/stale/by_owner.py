"""The half-yearly report as a list for each owner."""

from __future__ import annotations

from collections.abc import Iterable

from rindoku.analysis.stale_report import StaleReport
from rindoku.reports.options import NOBODY
from rindoku.repository import Repository

_MOST_IN_NAME = 50
"""Characters; a file's name holds 255 bytes."""


def by_owner(repository: Repository, whole: StaleReport) -> dict[str, StaleReport]:
    """A report for each owner of something stale or due soon, by a name that a file can have."""
    owners = {item.item.owner for item in (*repository.assessment.stale, *whole.due_soon)}
    reports: dict[str, StaleReport] = {}
    if None in owners:  # first, to have its name
        reports[NOBODY] = repository.stale_report(whole.period, owners_meant(repository, NOBODY))
    groups = {owners_meant(repository, owner): owner for owner in sorted(filter(None, owners))}
    for group, owner in groups.items():
        reports[_file_name(owner, reports)] = repository.stale_report(whole.period, group)
    return reports


def owners_meant(repository: Repository, owner: str) -> frozenset[str | None]:
    """An owner as records write it, in one way or more."""
    if owner == NOBODY:
        return frozenset([None])
    return repository.find.owners([owner])


def _file_name(owner: str, taken: Iterable[str]) -> str:
    """An owner as a file's name; two that a file system may take for one get a number."""
    text = owner.removeprefix("@")[:_MOST_IN_NAME]
    plain = "".join(c if c.isalnum() or c in "-_" else "-" for c in text).strip("-") or "owner"
    used = {name.casefold() for name in taken}
    names = (plain, *(f"{plain}-{number}" for number in range(2, 10_000)))
    return next(name for name in names if name.casefold() not in used)
