"""The policy: what this team calls things, who they are, and how long an action item may rest."""

from __future__ import annotations

import re
from datetime import date
from fnmatch import fnmatchcase
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field

from rindoku.findings import Severity
from rindoku.records.base import Day, Handle, Model, Owner, Text, refuse, show
from rindoku.records.circle import CircleKind, Duration
from rindoku.records.link import Link
from rindoku.saying import say
from rindoku.values import Priority

Days = Annotated[int, Field(ge=0, le=36_500, strict=True)]
SECTIONS = ("summary", "impact", "timeline", "contributing-factors", "lessons-learned")

EVERY = re.compile(r"(?:([1-9][0-9]{0,3}) )?(day|week|month|year)s?")
"""A span of time as a cadence is written: how many (one when left out), and of what."""
RULE_CODE = re.compile(r"RK[0-9]{0,3}")
"""A rule's code, or the beginning of some."""


def _check_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError):
        hint = say("use a name of the time zone database: Asia/Tokyo")
        raise refuse(say("is %(value)s, not a time zone", value=show(value)), hint) from None
    return value


def _check_every(value: object) -> object:
    if isinstance(value, str) and EVERY.fullmatch(value):
        return value
    raise refuse(
        say("is %(value)s, not a span of time", value=show(value)),
        say('write it as "6 months" or "1 week"'),
    )


Every = Annotated[str, BeforeValidator(_check_every)]


def _check_code(value: str) -> str:
    if RULE_CODE.fullmatch(value):
        return value
    raise refuse(
        say("is %(value)s, not a rule", value=show(value)),
        say("write its code, or how the codes of several begin: RK310, RK3"),
    )


RuleCode = Annotated[Text, AfterValidator(_check_code)]


class ServicePolicy(Model):
    """A service."""

    retired: Day | None = None
    """Since when it is gone; it stays known, so that old records stay right."""


class PersonPolicy(Model):
    """A person."""

    name: Text | None = None
    """What the person is called in reports and on the site; left out, by the handle."""
    joined: Day | None = None
    """The first day in the team; introductions are due by it."""
    left: Day | None = None
    """Since when the person is gone; stays known."""
    account: Annotated[Text, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")] | None = None
    """The account where issues are written, without `@`: reports that become issues mention it.
    Left out, nobody is mentioned."""


_AGED: dict[Priority, int] = {"P0": 14, "P1": 30, "P2": 90, "P3": 180, "P4": 365}


def _fill_in(given: dict[Priority, int]) -> dict[Priority, int]:
    """A priority that the policy does not name keeps its usual limit."""
    return _AGED | given


HostName = Annotated[Text, Field(pattern=r"^[A-Za-z0-9.-]+(:\d{1,5})?$")]


class Staleness(Model):
    """When an open action item counts as stale. All limits are days, and strict."""

    aged: Annotated[dict[Priority, Days], AfterValidator(_fill_in)] = _AGED
    """How long an action item may stay open, by priority."""
    aged_by_severity: dict[Text, Days] = {}
    """Likewise by its postmortem's severity; the shorter of both counts."""
    untouched: Days = 180
    """How long it may rest without a change: from one report to the next."""
    slipped: Annotated[int, Field(ge=1, strict=True)] = 2
    """How many moves of the due date to a later day make an action item slip."""
    draft: Days = 14
    """How long a write-up may stay a draft after the incident."""


class Invite(Model):
    """Whom a program invites; left out, everyone."""

    people: list[Owner] = []
    """These people, and whoever is in these teams."""
    wants: list[Text] = []
    """Those who want to learn one of these skills."""


class Program(Model):
    """A recurring session."""

    name: Annotated[Text, Field(pattern=r"^[^\s/\\#]+$")]
    """What commands and its sessions' pages call it."""
    kind: CircleKind
    """What its sessions do."""
    every: Every | None = None
    """How often: "6 months", "1 week"."""
    after_postmortems: Annotated[int, Field(ge=1)] | None = None
    """Or after so many new postmortems."""
    after_joins: Annotated[int, Field(ge=1)] | None = None
    """Or after so many people joined. None of the three: wished for."""
    minutes: Duration = 50
    """How long a session takes."""
    invite: Invite | None = None
    """Whom it invites; left out, everyone."""
    links: list[Link] = []
    """Dashboards to look at, slides to borrow."""


class Policy(Model):
    """`[tool.rindoku]` in `pyproject.toml`, or the same tables in `rindoku.toml`."""

    language: Literal["en", "ja"] = "en"
    """The product's own words in site, reports and templates."""
    timezone: Annotated[Text, AfterValidator(_check_zone)] = "UTC"
    """Where the team's days begin and end."""
    severities: list[Text] = ["SEV1", "SEV2", "SEV3", "SEV4"]
    """From worst to mildest."""
    sections: list[Text] = list(SECTIONS)
    """The sections a postmortem needs from `in-review` on."""
    headings: dict[Text, list[Text]] = {}
    """More names for sections: `headings = {timeline = ["経過表"]}`."""
    services: dict[Text, ServicePolicy] = {}
    """Left out: any name is fine."""
    people: dict[Text, PersonPolicy] = {}
    """By handle. Left out: any name is fine."""
    teams: dict[Text, list[Handle]] = {}
    """Teams that can own action items, and their members."""
    exclude: list[Text] = []
    """Files below `postmortems/` that are no records: `old/*`, `*-notes.md`; `*` is anything."""
    template: Text | None = None
    """The file that new postmortems begin as, from the root: `docs/our-template.md`. Left out:
    `postmortems/TEMPLATE.md` (`TEMPLATE.ja.md` for Japanese ones), else Rindoku's own."""
    picture_hosts: list[HostName] = []
    """The hosts from which texts may show pictures: `status.example.com`. Left out: only ours."""
    publish_files: list[Text] = [
        "png",
        "jpg",
        "jpeg",
        "gif",
        "webp",
        "avif",
        "svg",
        "pdf",
        "csv",
        "mp4",
        "webm",
    ]
    """The kinds of files beside postmortems, by the ends of their names, that go out with the
    records that link to them or show them."""
    select: list[RuleCode] = ["RK"]
    """The rules that `rindoku check` follows, by their codes or how those begin."""
    ignore: list[RuleCode] = []
    """Those of them that it does not: `["RK310", "RK9"]`. The longer beginning decides."""
    per_file_ignores: dict[Text, list[RuleCode]] = {}
    """Likewise for some files, by their paths from the root: `{"postmortems/2019-*" = ["RK5"]}`."""
    severity: dict[RuleCode, Severity] = {}
    """What a rule's findings are for this team: `{RK310 = "error"}`. Errors alone fail a check."""
    staleness: Staleness = Staleness()
    """When an open action item is stale."""
    programs: list[Program] = []
    """The sessions that come again and again."""

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which days are counted."""
        return ZoneInfo(self.timezone)

    def excludes(self, path: str) -> bool:
        """Whether a file, by its path below `postmortems/`, is no record for this team."""
        return any(fnmatchcase(path, pattern) for pattern in self.exclude)

    def publishes(self, path: str) -> bool:
        """Whether a file beside postmortems is of a kind that may go out with them."""
        suffix = path.rpartition("/")[2].rpartition(".")[2].casefold()
        return suffix in {kind.casefold().lstrip(".") for kind in self.publish_files}

    @property
    def names_people(self) -> bool:
        """Whether handles are checked against the policy at all."""
        return bool(self.people or self.teams)

    def is_present(self, handle: str, day: date) -> bool:
        """Whether somebody has joined and not left by a day; of strangers nothing else is known."""
        person = self.people.get(handle)
        if person is None:
            return True
        joined = person.joined is None or person.joined <= day
        return joined and (person.left is None or person.left > day)

    def present(self, day: date) -> list[str]:
        """The people who are there on a day, in the policy's order."""
        return [handle for handle in self.people if self.is_present(handle, day)]

    def name_of(self, handle: str) -> str:
        """A person's name where the policy tells it; else the handle, or any text, as it is."""
        person = self.people.get(handle)
        return person.name if person and person.name else handle

    def program(self, name: str) -> Program | None:
        """The program of that name."""
        return next((program for program in self.programs if program.name == name), None)
