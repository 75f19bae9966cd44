"""A postmortem: what happened, and what was promised."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, ClassVar, Literal

from rindoku.records.action_item import ActionItem
from rindoku.records.base import Count, Day, Handle, Model, Moment, Name, Text, Title, Url, Word
from rindoku.records.fields import NAMED, About, Kind, Place, RecordField, Shown, fields_of
from rindoku.records.link import Link
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


class Impact(Model):
    """Whom an incident hit, in figures: as many as are known."""

    users: Annotated[Count | None, About(N_("users affected"))] = None
    """Users who noticed it."""
    requests: Annotated[Count | None, About(N_("failed requests"))] = None
    """Requests, orders or jobs that failed."""
    inquiries: Annotated[Count | None, About(N_("inquiries"))] = None
    """Questions and complaints that came in."""


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
    impact: Annotated[Impact | None, About(N_("impact"), _PAGE)] = None
    """Figures of what it did to users."""
    roles: Annotated[dict[Text, Handle], About(N_("roles"), _PAGE)] = {}
    """Who did what in the response: `{incident commander: "@mika", scribe: "@ken"}`."""
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
    trigger: Annotated[Text | None, About(N_("trigger"), _PAGE)] = None
    """What set it off: a deploy, an expired certificate, a wave of orders."""
    contributing_factors: Annotated[list[Text], About(N_("factors"), _PAGE)] = []
    """Short names of what made it possible, to compare incidents by."""
    recurrence_of: list[Name] = []
    """Earlier postmortems whose incident this one repeats."""
    saved_by: list[Name] = []
    """Action items (`RECORD#ID`) that paid off this time."""
    links: Annotated[list[Link], About(N_("links"), _PAGE)] = []
    """The chat of the response, the status page, the dashboard."""
    visibility: Visibility = "internal"
    """Who may read it on the site; `restricted` is never published."""
    source: Annotated[Url | None, About(N_("source"), _PAGE)] = None
    """Where another company published it; makes this an external postmortem."""
    action_items: list[ActionItem] = []
    """What was promised or proposed."""

    shown_first: ClassVar[Mapping[Place, tuple[str, ...]]] = {
        "page": (
            "source", "services", "impact", "detected_by", "trigger", "contributing_factors",
            "tags", "authors", "roles", "links",
        ),
    }  # fmt: skip

    @property
    def times(self) -> list[tuple[RecordField, datetime]]:
        """The points in time that are known, in the order in which they follow each other."""
        moments = [one for one in fields_of(Postmortem) if one.kind is Kind.MOMENT]
        return [(one, at) for one in moments if (at := one.of(self)) is not None]

    @property
    def is_external(self) -> bool:
        """Another company's, retold; it can be read in circles and holds no action items."""
        return self.source is not None
