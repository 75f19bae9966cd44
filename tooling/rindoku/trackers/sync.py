"""All action items with a tracker, compared with what their issues say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from rindoku.editing.action_items import Fields, changes
from rindoku.editing.edits import Edits
from rindoku.errors import CannotRunError
from rindoku.reading.catalog import Catalog, Holder, PlacedItem, placed_items
from rindoku.records import Policy
from rindoku.trackers.compare import agree, proposed_change
from rindoku.trackers.errors import TrackerError
from rindoku.trackers.issue import Issue


@dataclass
class Difference:
    """An item and its issue that say different things.

    ``change`` is what would mend it, None where a person has to decide. Once changes are applied,
    it ``is_written``, or ``refused`` says which rule, or whose edit, is in the way.
    """

    placed: PlacedItem
    issue: Issue
    change: Fields | None
    is_written: bool = False
    refused: CannotRunError | None = None


class Unread(NamedTuple):
    """An item whose issue could not be read."""

    placed: PlacedItem
    error: TrackerError


@dataclass
class Comparison:
    """What came out: ``tracked`` items were looked at; ``moved`` are those with an old address."""

    tracked: int = 0
    differences: list[Difference] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    moved: list[tuple[PlacedItem, Issue]] = field(default_factory=list)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do for anybody."""
        return not self.unread and all(difference.is_written for difference in self.differences)


def tracked_items(catalog: Catalog) -> list[PlacedItem]:
    """The items with a tracker, of two files with one id both's.

    Open ones come first: they matter if the server stops answering.
    """
    files: list[Holder] = [
        *catalog.postmortem_files,
        *catalog.circle_files,
    ]  # of two with one id, both
    found = [placed for placed in placed_items(files) if placed.item.tracker]
    return sorted(found, key=lambda placed: not placed.item.is_open)


def compare_all(
    items: Iterable[PlacedItem],
    policy: Policy,
    read: Callable[[str], Issue],
    drop_reason: Callable[[Issue], str],
) -> Comparison:
    """Every item beside its issue; one that cannot be read does not hold up the others.

    ``drop_reason`` words, for the record, why an item is dropped.
    """
    found = Comparison()
    for placed in items:
        item = placed.item
        found.tracked += 1
        try:
            issue = read(item.tracker or "")
        except TrackerError as error:
            found.unread.append(Unread(placed, error))
            continue
        if issue.has_moved:
            found.moved.append((placed, issue))
        if not agree(item, issue):
            change = proposed_change(item, issue, policy.zone, drop_reason)
            found.differences.append(Difference(placed, issue, change))
    return found


def apply(comparison: Comparison, edits: Edits) -> None:
    """Put every proposed change into the edits, except those that a rule refuses."""
    for difference in comparison.differences:
        if difference.change is None:
            continue
        try:
            _put(difference.placed, difference.change, edits)
            difference.is_written = True
        except CannotRunError as error:
            difference.refused = error


def write(comparison: Comparison, edits: Edits) -> None:
    """Write file by file; the changes to one that somebody else changed meanwhile are refused."""
    for path in list(edits.after):
        try:
            edits.write_file(path)
        except CannotRunError as error:
            edits.take_back(path)
            _refuse(comparison, path, error)


def _refuse(comparison: Comparison, path: str, error: CannotRunError) -> None:
    for difference in comparison.differences:
        if difference.placed.path == path and difference.is_written:
            difference.is_written, difference.refused = False, error


def _put(placed: PlacedItem, fields: Fields, edits: Edits) -> None:
    """Try the change on its own, so that a refused one leaves nothing behind."""
    path = placed.path
    trial = edits.beside()
    if path in edits.after:
        trial.put(path, edits.after[path])
    trial.change(path, changes(placed.number, placed.item, fields))
    trial.refuse_new_errors()
    edits.put(path, trial.after[path])
