"""The pages of the site, from what may be published. Knows nothing of MkDocs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rindoku.analysis.ledger import read_ledger
from rindoku.analysis.periods import last_complete
from rindoku.analysis.review import review
from rindoku.analysis.staleness import judge
from rindoku.catalog import Entry
from rindoku.locale import Words, words
from rindoku.records import Circle, Postmortem, SkillMap
from rindoku.site.links import site_uri
from rindoku.site.publication import Publication
from rindoku.site.templates import render
from rindoku.site.views.gatherings import Gatherings
from rindoku.site.views.progress import Progress
from rindoku.site.views.reading import CoverageView, FirstReadings
from rindoku.site.views.session import Session
from rindoku.site.views.skills import Skills
from rindoku.site.views.view import View

HOME = "index.md"
POSTMORTEMS = "postmortems/index.md"
ACTION_ITEMS = "action-items/index.md"
STALE = "action-items/stale.md"
CIRCLES = "circles/index.md"
COVERAGE = "circles/coverage.md"
FIRST_READING = "circles/first-reading.md"
SKILL_MAP = "skill-map.md"

Link = Callable[[str], str]
"""From a page's or a file's URI (and an anchor) to the link that leads there from here."""


@dataclass(frozen=True)
class Page:
    """A page: where it stands, what it says, and which file of the repository it comes from.

    ``body`` is a person's Markdown; the template has a place for the HTML it becomes.
    """

    uri: str
    title: str
    template: str
    say: Words
    values: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    source: str | None = None

    def html(self, body: str, link: Link) -> str:
        """The page's content, around its body's clean HTML."""
        return render(self.template, self.say, body=body, link=link, page=self, **self.values)


def view_of(publication: Publication) -> View:
    """What the pages of a publication are made from."""
    repository = publication.repository
    report = judge(read_ledger(repository), repository.catalog)
    say = words(repository.catalog.policy.language)
    return View(publication, review(repository, report, last_complete(repository.day)), say)


def pages(view: View) -> Iterator[Page]:
    """Every page that is made from the records."""
    _, catalog = view.say.gettext, view.catalog

    def page(uri: str, title: str, template: str, **values: object) -> Page:
        return Page(uri, title, template, view.say, {"view": view, **values})

    yield page(HOME, _("Home"), "home")
    yield page(POSTMORTEMS, _("Postmortems"), "postmortems")
    yield page(ACTION_ITEMS, _("Action items"), "action_items")
    yield page(STALE, _("Stale action items"), "stale", progress=Progress(view))
    yield page(CIRCLES, _("Circles"), "circles", gatherings=Gatherings(view))
    yield page(COVERAGE, _("Who has read what"), "coverage", coverage=CoverageView(view))
    yield page(FIRST_READING, _("Read this first"), "first_reading", first=FirstReadings(view))
    for name, entry in catalog.postmortems.items():
        if entry.record is not None:
            yield _postmortem(view, name, entry, entry.record)
    for name, circle in catalog.circles.items():
        if circle.record is not None:
            yield _circle(view, name, circle, circle.record)
    yield _skill_map(view, catalog.skill_map)


def _postmortem(view: View, name: str, entry: Entry[Postmortem], record: Postmortem) -> Page:
    return Page(
        site_uri(entry.path),
        record.title,
        "postmortem",
        view.say,
        {"view": view, "stem": name, "record": record},
        body=entry.document.body,
        source=entry.path,
    )


def _circle(view: View, name: str, entry: Entry[Circle], record: Circle) -> Page:
    session = Session(view, name, view.sessions.shown(record))
    return Page(
        site_uri(entry.path),
        record.title,
        "circle",
        view.say,
        {"view": view, "stem": name, "record": session.circle, "session": session},
        body=entry.document.body,
        source=entry.path,
    )


def _skill_map(view: View, entry: Entry[SkillMap] | None) -> Page:
    record = entry.record if entry else None
    return Page(
        SKILL_MAP,
        (record and record.title) or view.say.gettext("Skill map"),
        "skill_map",
        view.say,
        {"view": view, "skills": Skills(view)},
        body=entry.document.body if entry else "",
        source=entry.path if entry else None,
    )
