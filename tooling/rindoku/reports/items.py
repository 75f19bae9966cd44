"""Action items for programs: the keys that every JSON output shares."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, create_model

from rindoku.analysis.reasons import ReasonName
from rindoku.analysis.staleness import Assessment, Reason
from rindoku.analysis.tracked_item import Decided, TrackedItem
from rindoku.history.lives import Event
from rindoku.records import ActionItem, Decision
from rindoku.records.fields import Kind, RecordField, fields_of, shown_at
from rindoku.reports.documents import JsonObject

_TYPES: dict[Kind, Any] = {Kind.DAY: date, Kind.NUMBER: int, Kind.PART: Any}


def record_keys(fields: Iterable[RecordField]) -> dict[str, Any]:
    """Keys for fields of a record, as the table of fields knows and documents them."""
    return {field.name: (_type(field), _documented(field)) for field in fields}


def _type(field: RecordField) -> Any:
    held: Any = Literal[field.choices] if field.choices else _TYPES.get(field.kind, str)
    for shape in reversed(field.shapes):
        held = list[held] if shape == "list" else dict[str, held]
    return held if field.required else held | None


def _documented(field: RecordField) -> Any:
    """The field's own documentation, looked up when somebody wants to read it."""
    return Field(
        default=... if field.required else None,
        json_schema_extra=lambda schema: schema.update(description=field.documentation),
    )


class ReasonRow(JsonObject):
    """Why an item is stale, with its evidence."""

    reason: ReasonName
    days: Annotated[int | None, Field(description="since when; null where history does not tell")]
    promised: Annotated[date | None, Field(description="aged: the day it was promised")] = None
    last_changed: Annotated[date | None, Field(description="untouched: the last change")] = None
    commit: Annotated[str | None, Field(description="untouched: where it was made")] = None
    limit: Annotated[int | None, Field(description="aged, untouched: the policy's days")] = None
    reopened: Annotated[
        date | None, Field(description="aged: the day it was last reopened; the days count from it")
    ] = None
    open_before: Annotated[
        int | None, Field(description="aged, reopened: the days it was open before that")
    ] = None
    imported_from: Annotated[date | None, Field(description="aged: the record's older day")] = None
    circle: Annotated[str | None, Field(description="untouched: or the circle that decided")] = None
    times: Annotated[int | None, Field(description="slipped: how often")] = None
    first_due: Annotated[date | None, Field(description="slipped: the first due day")] = None
    due: Annotated[date | None, Field(description="overdue, slipped: the due day")] = None
    owner: Annotated[str | None, Field(description="unowned: the owner as written")] = None
    why: Annotated[
        Literal["none", "left", "unknown"] | None, Field(description="unowned: why so")
    ] = None
    postmortems: Annotated[list[str] | None, Field(description="recurred: as what")] = None
    at_least: Annotated[bool | None, Field(description="the history is cut: may be more")] = None

    @classmethod
    def of(cls, reason: Reason) -> Self:
        """A reason, with the evidence that it has and no other."""
        cut = {"at_least": True} if reason.at_least else {}
        return cls(reason=reason.name, days=reason.days, **reason.evidence, **cut)


class _Addressed(JsonObject):
    action_item: Annotated[str, Field(description="its address, RECORD#ID")]


if TYPE_CHECKING:

    class _ItemKeys(_Addressed): ...
else:
    _ItemKeys = create_model(
        "_ItemKeys", __base__=_Addressed, **record_keys(shown_at(ActionItem, "json"))
    )


class ItemRow(_ItemKeys):
    """An action item. Days that the history does not reach are null."""

    first_seen: Annotated[date | None, Field(description="the day it was first committed")]
    last_changed: Annotated[date | None, Field(description="the last change or circle's decision")]
    due_moved_later: Annotated[
        int, Field(description="how often its due date moved to a later day")
    ]
    reasons: list[ReasonRow]

    @classmethod
    def of(cls, assessment: Assessment, item: TrackedItem, **more: Any) -> Self:
        """An item and why it is stale; ``more`` are the keys of a model's own."""
        return cls(
            action_item=item.address,
            **{key.name: key.of(item.item) for key in shown_at(ActionItem, "json")},
            first_seen=item.first_seen,
            last_changed=item.last_changed,
            due_moved_later=len(item.due_moves),
            reasons=[ReasonRow.of(reason) for reason in assessment.of(item)],
            **more,
        )


if TYPE_CHECKING:

    class _DecisionKeys(JsonObject): ...
else:
    _DecisionKeys = create_model(
        "_DecisionKeys",
        __base__=JsonObject,
        **record_keys(key for key in fields_of(Decision) if key.name != "action_item"),
    )


class DecisionRow(_DecisionKeys):
    """What a circle decided about an item: the keys that it wrote down."""


class LifeRow(JsonObject):
    """A change of an item, or a circle's decision about it (which has no commit)."""

    day: Annotated[date | None, Field(description="null: before the history begins")]
    commit: Annotated[str | None, Field(description="where it was changed; null: not committed")]
    author: Annotated[str | None, Field(description="who changed it, as git calls them")]
    circle: Annotated[str | None, Field(description="the circle that decided")]
    changes: Annotated[
        dict[str, list[Any]],
        Field(description="what it said of a field before, and what afterwards"),
    ]
    decision: Annotated[DecisionRow | None, Field(description="only with a circle")] = None

    @classmethod
    def life_of(cls, item: TrackedItem) -> list[Self]:
        """The life of an item, oldest first."""
        return [
            cls._of(entry)
            for entry in item.chronicle
            if isinstance(entry, Decided) or entry.changes or entry.is_hidden
        ]

    @classmethod
    def _of(cls, entry: Event | Decided) -> Self:
        if isinstance(entry, Event):
            changes = {name: list(pair) for name, pair in entry.changes.items()}
            return cls(
                day=entry.day, commit=entry.commit, author=entry.author, circle=None,
                changes=changes,
            )  # fmt: skip
        words = entry.decision.model_dump(exclude_none=True, exclude={"action_item"})
        return cls(
            day=entry.day, commit=None, author=None, circle=entry.circle, changes={},
            decision=DecisionRow(**words),
        )  # fmt: skip
