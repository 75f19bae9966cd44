"""A postmortem: what happened, and what was promised."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, ClassVar, Literal

from rindoku.records.action_item import ActionItem
from rindoku.records.base import Day, Handle, Model, Moment, Name, Text, Title, Url, Word
from rindoku.records.fields import NAMED, About, Kind, Place, RecordField, Shown, fields_of
from rindoku.saying import N_

Visibility = Literal["public", "internal", "restricted"]
DetectedBy = Literal["alert", "customer", "staff", "partner", "other"]

_STATUSES = {"draft": N_("draft"), "in-review": N_("in review"), "final": N_("final")}
_DETECTED_BY = {
    "alert": N_("an alert"),
    "customer": N_("a customer"),
    "staff": N_("staff"),
    "partner": N_("a partner"),
    "other": N_("somebody else"),
}
_PAGE: Shown = {"page": NAMED}


class Postmortem(Model):
    """The front matter of `postmortems/**/YYYY-MM-DD-slug.md`."""

    title: Title
    """What happened, in one line."""
    date: Day
    """The day the incident started; equals the file name's date."""
    kind: Literal["incident", "near-miss"] = "incident"
    """A near-miss did no harm, but could have."""
    status: Annotated[Literal["draft", "in-review", "final"], About(N_("status"), words=_STATUSES)]
    """Sections are asked for from `in-review` on."""
    severity: Text | None = None
    """One of the policy's severities."""
    services: Annotated[list[Word], About(N_("services"), _PAGE)] = []
    """The services that were affected."""
    authors: Annotated[list[Handle], About(N_("written by"), _PAGE)] = []
    """Who wrote it down."""
    tags: Annotated[list[Word], About(N_("tags"), _PAGE)] = []
    """Words to find it by."""
    started: Annotated[Moment | None, About(N_("started"))] = None
    """When users began to suffer, or the fault began."""
    detected: Annotated[Moment | None, About(N_("detected"))] = None
    """When somebody, or an alert, noticed."""
    mitigated: Annotated[Moment | None, About(N_("mitigated"))] = None
    """When users stopped suffering."""
    resolved: Annotated[Moment | None, About(N_("resolved"))] = None
    """When the cause was gone."""
    detected_by: Annotated[
        DetectedBy | None, About(N_("noticed by"), _PAGE, words=_DETECTED_BY)
    ] = None
    """Who noticed first."""
    contributing_factors: Annotated[list[Text], About(N_("factors"), _PAGE)] = []
    """Short names of what made it possible, to compare incidents by."""
    recurrence_of: list[Name] = []
    """Earlier postmortems whose incident this one repeats."""
    saved_by: list[Name] = []
    """Action items (`RECORD#ID`) that paid off this time."""
    visibility: Visibility = "internal"
    """Who may read it on the site; `restricted` is never published."""
    source: Annotated[Url | None, About(N_("source"), _PAGE)] = None
    """Where another company published it; makes this an external postmortem."""
    action_items: list[ActionItem] = []
    """What was promised or proposed."""

    shown_first: ClassVar[Mapping[Place, tuple[str, ...]]] = {
        "page": ("source", "services", "detected_by", "contributing_factors", "tags", "authors"),
    }

    @property
    def times(self) -> list[tuple[RecordField, datetime]]:
        """The points in time that are known, in the order in which they follow each other."""
        moments = [one for one in fields_of(Postmortem) if one.kind is Kind.MOMENT]
        return [(one, at) for one in moments if (at := one.of(self)) is not None]

    @property
    def is_external(self) -> bool:
        """Another company's, retold; it can be read in circles and holds no action items."""
        return self.source is not None
