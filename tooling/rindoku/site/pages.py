"""The pages of the site, from what may be published. Knows nothing of MkDocs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rindoku.analysis.periods import last_complete
from rindoku.bodies.anchors import ids
from rindoku.bodies.render import Heading
from rindoku.bodies.render import render as rendered
from rindoku.locale import Words, words_in
from rindoku.reading.catalog import RecordFile
from rindoku.records import Circle, Policy, Postmortem, SkillMap
from rindoku.repository import Repository
from rindoku.site.links import site_uri
from rindoku.site.templates import render
from rindoku.site.views.programs import ProgramsPage
from rindoku.site.views.progress import StalePage
from rindoku.site.views.reading import CoveragePage, FirstReadingPage
from rindoku.site.views.session_page import SessionPage
from rindoku.site.views.skills import SkillMapPage
from rindoku.site.views.view import View
from rindoku.source.document import Document
from rindoku.source.headings import headings_of
from rindoku.wording.bodies import body_labels

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


class Content(NamedTuple):
    """A page's HTML, and the headings of the body in it."""

    html: str
    headings: tuple[Heading, ...]


_BODY_HERE = "<!-- the body -->"


@dataclass(frozen=True)
class Page:
    """A page: where it stands, what it says, and which file of the repository it comes from.

    ``body`` is a person's Markdown; the template has a place for the HTML it becomes. ``contents``
    are the headings around it, with their anchors; all headings stand beside a page that has any.
    """

    uri: str
    title: str
    template: str
    words: Words
    values: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    source: str | None = None
    contents: tuple[tuple[str, str], ...] | None = None

    def content(self, link: Link, body_link: Callable[[str], str | None]) -> Content:
        """The page around its body. ``body_link`` tells where the body's relative links lead."""
        around = render(
            self.template, self.words, body=_BODY_HERE, link=link, page=self, **self.values
        )
        made = rendered(
            self.body, body_labels(self.words), body_link, title=self.title, anchors=ids(around)
        )
        return Content(around.replace(_BODY_HERE, made.html), made.headings)


def view_of(repository: Repository) -> View:
    """What the pages of an audience's view of a repository are made from."""
    words = words_in(repository.catalog.policy.language)
    return View(repository, repository.stale_report(last_complete(repository.day)), words)


def pages(view: View) -> Iterator[Page]:
    """Every page that is made from the records."""
    _, catalog = view.words.gettext, view.catalog

    def page(uri: str, title: str, template: str, **values: object) -> Page:
        return Page(uri, title, template, view.words, {"view": view, **values})

    yield page(HOME, _("Home"), "home")
    yield page(POSTMORTEMS, _("Postmortems"), "postmortems")
    yield page(ACTION_ITEMS, _("Action items"), "action_items")
    yield page(STALE, _("Stale action items"), "stale", progress=StalePage(view))
    yield page(CIRCLES, _("Circles"), "circles", programs=ProgramsPage(view))
    yield page(COVERAGE, _("Who has read what"), "coverage", coverage=CoveragePage(view))
    yield page(FIRST_READING, _("Read this first"), "first_reading", first=FirstReadingPage(view))
    for name, entry in catalog.postmortems.items():
        if entry.record is not None:
            yield _postmortem(view, name, entry, entry.record)
    for name, circle in catalog.circles.items():
        if circle.record is not None:
            yield _circle(view, name, circle, circle.record)
    yield _skill_map(view, catalog.skill_map)


def _postmortem(view: View, name: str, entry: RecordFile[Postmortem], record: Postmortem) -> Page:
    return Page(
        site_uri(entry.path),
        record.title,
        "postmortem",
        view.words,
        {
            "view": view,
            "stem": name,
            "record": record,
            "tells_what_to_do": _tells_what_to_do(entry.document, view.catalog.policy),
        },
        body=entry.document.body,
        source=entry.path,
        contents=tuple(_around_the_body(view, name, record)),
    )


def _tells_what_to_do(document: Document, policy: Policy) -> bool:
    """Whether the text has action items of its own: boxes to tick, or a section of them."""
    sections_of = headings_of(policy).sections_of
    return bool(_TASK.search(document.body)) or any(
        "action-items" in sections_of(one.title) for one in document.sections if not one.is_empty
    )


_TASK = re.compile(r"^ *(?:[-*+]|\d{1,9}[.)]) +\[[ xX]\] ", re.MULTILINE)


def _around_the_body(view: View, name: str, record: Postmortem) -> Iterator[tuple[str, str]]:
    """The headings of a postmortem's page that are not its body's, with their anchors."""
    if view.actions.of(name) or not record.is_external:
        yield view.words.gettext("Action items"), "action-items"
    yield view.words.gettext("Read in circles"), "circles"


def _circle(view: View, name: str, entry: RecordFile[Circle], record: Circle) -> Page:
    session = SessionPage(view, name, record)
    return Page(
        site_uri(entry.path),
        record.title,
        "circle",
        view.words,
        {"view": view, "stem": name, "record": session.circle, "session": session},
        body=entry.document.body,
        source=entry.path,
    )


def _skill_map(view: View, entry: RecordFile[SkillMap] | None) -> Page:
    record = entry.record if entry else None
    return Page(
        SKILL_MAP,
        (record and record.title) or view.words.gettext("Skill map"),
        "skill_map",
        view.words,
        {"view": view, "skills": SkillMapPage(view)},
        body=entry.document.body if entry else "",
        source=entry.path if entry else None,
    )
