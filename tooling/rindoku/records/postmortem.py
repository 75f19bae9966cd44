"""A postmortem: what happened, and what was promised."""

from __future__ import annotations

from typing import Literal

from rindoku.records.action_item import ActionItem
from rindoku.records.base import Day, Model, Moment, Name, Text, Title, Url

Visibility = Literal["public", "internal", "restricted"]


class Postmortem(Model):
    """The front matter of `postmortems/**/YYYY-MM-DD-slug.md`."""

    title: Title
    """What happened, in one line."""
    date: Day
    """The day the incident started; equals the file name's date."""
    kind: Literal["incident", "near-miss"] = "incident"
    """A near-miss did no harm, but could have."""
    status: Literal["draft", "in-review", "final"]
    """Sections are asked for from `in-review` on."""
    severity: Text | None = None
    """One of the policy's severities."""
    services: list[Text] = []
    """The services that were affected."""
    authors: list[Text] = []
    """Who wrote it down."""
    tags: list[Text] = []
    """Words to find it by."""
    started: Moment | None = None
    """When users began to suffer, or the fault began."""
    detected: Moment | None = None
    """When somebody, or an alert, noticed."""
    mitigated: Moment | None = None
    """When users stopped suffering."""
    resolved: Moment | None = None
    """When the cause was gone."""
    detected_by: Literal["alert", "customer", "staff", "partner", "other"] | None = None
    """Who noticed first."""
    contributing_factors: list[Text] = []
    """Short names of what made it possible, to compare incidents by."""
    recurrence_of: list[Name] = []
    """Earlier postmortems whose incident this one repeats."""
    saved_by: list[Name] = []
    """Action items (`RECORD#ID`) that paid off this time."""
    visibility: Visibility = "internal"
    """Who may read it on the site; `restricted` is never published."""
    source: Url | None = None
    """Where another company published it; makes this an external postmortem."""
    action_items: list[ActionItem] = []
    """What was promised or proposed."""

    @property
    def is_external(self) -> bool:
        """Another company's, retold; it can be read in circles and holds no promises."""
        return self.source is not None
