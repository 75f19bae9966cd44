"""What every page asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from rindoku.analysis.stale_report import StaleReport
from rindoku.analysis.staleness import Assessment
from rindoku.locale import Words
from rindoku.reading.catalog import Catalog
from rindoku.records import Circle, Postmortem
from rindoku.reports.stale.pictures import Pictures
from rindoku.repository import Repository
from rindoku.site.links import site_uri
from rindoku.site.views.actions import Actions
from rindoku.site.views.fields import Fields
from rindoku.site.views.incidents import Incidents
from rindoku.site.views.sessions import Sessions
from rindoku.text import language_of
from rindoku.wording import names, summary

TREND_MONTHS = 24


@dataclass(frozen=True)
class View:
    """Everything that may be published, with the questions that pages ask of it."""

    repository: Repository
    report: StaleReport
    words: Words

    @property
    def assessment(self) -> Assessment:
        """What is stale today, and why."""
        return self.report.assessment

    @property
    def catalog(self) -> Catalog:
        """The records that may be published."""
        return self.repository.catalog

    @property
    def day(self) -> date:
        """The day the site was made."""
        return self.assessment.ledger.day

    @cached_property
    def actions(self) -> Actions:
        """The action items."""
        return Actions(self.assessment, self.words)

    @cached_property
    def incidents(self) -> Incidents:
        """The postmortems."""
        return Incidents(self.catalog, self.actions, self.words)

    @cached_property
    def fields(self) -> Fields:
        """What a record's page tells of its fields."""
        return Fields(self.words)

    @cached_property
    def sessions(self) -> Sessions:
        """The circles' sessions."""
        return Sessions(self.repository)

    def lang(self, text: str) -> Markup:
        """The attribute of an element that holds people's words, where they speak another language.

        Words without a letter speak none.
        """
        language = language_of(text)
        if language == self.words.language or not any(map(str.isalpha, text)):
            return Markup("")
        return Markup(' lang="{}"').format(language)

    @property
    def headline(self) -> str:
        """What matters most, in one sentence."""
        return summary.headline(self.assessment, self.words)

    @property
    def as_of(self) -> str:
        """The day in a sentence."""
        return summary.as_of(self.day, self.words)

    @cached_property
    def notes(self) -> list[str]:
        """What the figures cannot tell, in sentences."""
        return summary.caveats(self.repository, self.words)

    @cached_property
    def trend(self) -> Markup:
        """The number of open and stale action items over the last months, as a small picture."""
        return Pictures(self.report, self.words).trend(320, 64, TREND_MONTHS)

    @property
    def trend_from(self) -> str:
        """The month in which the small picture begins."""
        points = self.report.trend[-TREND_MONTHS:]
        return f"{points[0].day:%Y-%m}" if points else ""

    def status(self, status: str) -> str:
        """A status as a word."""
        return names.status_name(status, self.words)

    def uri(self, stem: str) -> str:
        """The page of a record."""
        entry = self.catalog.holder(stem)
        assert entry is not None
        return site_uri(entry.path)

    def record_title(self, stem: str) -> str:
        """The title of a record; its id where it cannot be read."""
        entry = self.catalog.holder(stem)
        record: Postmortem | Circle | None = entry.record if entry else None
        return record.title if record else stem

    def person(self, handle: str) -> str:
        """A person's name where the policy tells it; else the handle, or any text, as it is."""
        return self.catalog.policy.name_of(handle)

    def people(self, handles: list[str]) -> str:
        """Some people's names in one line."""
        return self.words.listed(map(self.person, handles))

    def day_of(self, day: date) -> str:
        """A day as this language writes it."""
        return self.words.day(day)
