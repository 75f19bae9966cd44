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
from rindoku.site.view import View
from rindoku.source.layout import stem

HOME = "index.md"
POSTMORTEMS = "postmortems/index.md"
ACTION_ITEMS = "action-items/index.md"
STALE = "action-items/stale.md"
CIRCLES = "circles/index.md"
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


def pages(publication: Publication) -> Iterator[Page]:
    """Every page that is made from the records."""
    repository = publication.repository
    report = judge(read_ledger(repository), repository.catalog)
    say = words(repository.catalog.policy.language)
    made = review(repository, report, last_complete(repository.day))
    view = View(repository, made, say, frozenset(map(stem, publication.withheld)))
    _ = say.gettext
    yield Page(HOME, _("Home"), "home", say, {"view": view})
    yield Page(POSTMORTEMS, _("Postmortems"), "postmortems", say, {"view": view})
    yield Page(ACTION_ITEMS, _("Action items"), "action_items", say, {"view": view})
    yield Page(STALE, _("Stale action items"), "stale", say, {"view": view})
    yield Page(CIRCLES, _("Circles"), "circles", say, {"view": view})
    for name, entry in repository.catalog.postmortems.items():
        if entry.record is not None:
            yield _postmortem(view, name, entry, entry.record)
    for name, circle in repository.catalog.circles.items():
        if circle.record is not None:
            yield _circle(view, name, circle, circle.record)
    yield _skill_map(view, repository.catalog.skill_map)


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
    return Page(
        site_uri(entry.path),
        record.title,
        "circle",
        view.say,
        {"view": view, "stem": name, "record": view.circle(record)},
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
        {"view": view, "record": record},
        body=entry.document.body if entry else "",
        source=entry.path if entry else None,
    )
