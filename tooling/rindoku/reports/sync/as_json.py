"""Action items beside their issues, for programs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import Field, PlainSerializer

from rindoku.errors import CannotRunError
from rindoku.reading.catalog import PlacedItem
from rindoku.reports.documents import JsonDocument, JsonObject
from rindoku.reports.options import ReportOptions
from rindoku.trackers.issue import Issue, Resolution
from rindoku.trackers.sync import Comparison, Difference
from rindoku.values import Status

_Moment = Annotated[datetime, PlainSerializer(datetime.isoformat)]


class TrackedRow(JsonObject):
    """An action item with a tracker."""

    action_item: Annotated[str, Field(description="its address, RECORD#ID")]
    title: str
    status: Status
    tracker: Annotated[str | None, Field(description="the issue's address, as written")]

    @classmethod
    def of(cls, placed: PlacedItem, **more: Any) -> Self:
        """An item; ``more`` are the keys of a model's own."""
        item = placed.item
        return cls(
            action_item=placed.address,
            title=item.title,
            status=item.status,
            tracker=item.tracker,
            **more,
        )


class IssueRow(JsonObject):
    """What its issue says."""

    state: Literal["open", "closed"]
    outcome: Annotated[Resolution | None, Field(description="how it was closed")]
    closed_at: _Moment | None

    @classmethod
    def of(cls, issue: Issue) -> Self:
        """The state of an issue."""
        state: Literal["open", "closed"] = "open" if issue.resolution is None else "closed"
        return cls(state=state, outcome=issue.resolution, closed_at=issue.closed)


class TroubleRow(JsonObject):
    """What is in the way."""

    message: str
    hint: str

    @classmethod
    def of(cls, error: CannotRunError) -> Self:
        """An error, and what helps."""
        return cls(message=str(error), hint=error.hint)


class DifferenceRow(TrackedRow):
    """An item and its issue that say different things."""

    there: IssueRow
    change: Annotated[
        dict[str, str | date | None] | None,
        Field(
            description="fields with their new values, null takes one out; null: somebody decides"
        ),
    ]
    written: Annotated[bool, Field(description="whether the change was made")]
    refused: Annotated[TroubleRow | None, Field(description="why it was not made")]

    @classmethod
    def between(cls, difference: Difference) -> Self:
        """A difference, and what became of it."""
        refused = difference.refused
        return cls.of(
            difference.placed,
            there=IssueRow.of(difference.issue),
            change=difference.change,
            written=difference.is_written,
            refused=TroubleRow.of(refused) if refused else None,
        )


class UnreadRow(TrackedRow):
    """An item whose issue could not be read."""

    message: Annotated[str, Field(description="what is in the way")]
    hint: Annotated[str, Field(description="what to do")]


class MovedRow(TrackedRow):
    """An item with the old address of an issue."""

    moved_to: Annotated[str, Field(description="the issue's address now")]


class SyncDocument(JsonDocument):
    """What `rindoku sync --format json` prints."""

    tracked: Annotated[int, Field(description="how many items have a tracker")]
    differences: list[DifferenceRow]
    unread: list[UnreadRow]
    moved: list[MovedRow]


DOCUMENT = SyncDocument


def render(comparison: Comparison, options: ReportOptions) -> str:
    """All items with a tracker, and what came out for those with something to tell."""
    return SyncDocument(
        tracked=comparison.tracked,
        differences=[DifferenceRow.between(difference) for difference in comparison.differences],
        unread=[
            UnreadRow.of(unread.placed, message=str(unread.error), hint=unread.error.hint)
            for unread in comparison.unread
        ],
        moved=[MovedRow.of(placed, moved_to=issue.url) for placed, issue in comparison.moved],
    ).dumped()
