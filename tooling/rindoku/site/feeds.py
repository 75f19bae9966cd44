"""What other programs subscribe to: the sessions as calendars, and the news as an Atom feed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from rindoku.circles.calendar.invitation import invitation
from rindoku.circles.calendar.revisions import Revision, planned_on, revisions
from rindoku.records import Circle, Postmortem
from rindoku.reports.invitation import Invitations
from rindoku.reports.options import ReportOptions
from rindoku.reports.registry import REPORTS
from rindoku.site.atom import Feed, FeedEntry, atom
from rindoku.site.views.session_page import calendar_uri
from rindoku.site.views.view import View
from rindoku.source import layout
from rindoku.text import composed, quoted
from rindoku.wording.invitation import part_lines
from rindoku.wording.sessions import welcome
from rindoku.wording.summary import count_of_items

NEWS = "feed.xml"
CALENDAR = "circles/calendar.ics"
MOST_ENTRIES = 50
_MOST_QUOTED = 3

Address = Callable[[str], str]
"""From a page's URI on the site to its address; relative to the site where that has none."""


@dataclass(frozen=True)
class Feeds:
    """The files to subscribe to. ``address`` gives a page's address."""

    view: View
    site_name: str
    site_url: str
    address: Address

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Each file's URI on the site and its content."""
        sessions = self.view.sessions.all
        yield NEWS, self.news()
        yield CALENDAR, self._calendar(sessions)
        for stem, circle in sessions:
            yield calendar_uri(stem), self._calendar([(stem, circle)])

    def news(self) -> bytes:
        """New postmortems, and sessions that were planned or held, the latest first."""
        found = [*self._postmortems(), *self._sessions()]
        found.sort(key=lambda entry: (entry.published, entry.id), reverse=True)
        feed = Feed(
            id=self._id("rindoku-feed", date(2026, 1, 1)),
            title=self.site_name,
            author=self.site_name,
            language=self.view.words.language,
            link=self.site_url or "./",
            address=self.site_url + NEWS,
            entries=found[:MOST_ENTRIES],
        )
        return atom(feed)

    def _calendar(self, sessions: list[tuple[str, Circle]]) -> bytes:
        addresses = {
            stem: self.address(self.view.uri(stem)) for stem, _ in sessions if self.site_url
        }
        invited = [invitation(*session, self.view.catalog) for session in sessions]
        data = Invitations(invited, self._revisions, addresses)
        text = REPORTS["invitation"]["ics"].render(data, ReportOptions(self.view.words))
        return text.encode("utf-8")

    def _postmortems(self) -> Iterator[FeedEntry]:
        """Those that are written up: a draft is no news yet."""
        for stem, record in self.view.incidents.own + self.view.incidents.external:
            if record.status != "draft":
                path = self.view.catalog.postmortems[stem].path
                changed = self._moment(self._changed.get(path, record.date))
                first = self._first_seen(stem) or record.date
                yield FeedEntry(
                    self._id(stem, record.date),
                    record.title,
                    self.address(self.view.uri(stem)),
                    min(self._moment(first), changed),
                    changed,
                    self._about(record),
                )

    def _sessions(self) -> Iterator[FeedEntry]:
        for stem, circle in self.view.sessions.all:
            is_known = self.view.catalog.circles[stem].path in self._changed
            known = self._revisions.get(stem) if is_known else None
            changed = known.changed if known else planned_on(stem, circle)
            first = self._first_seen(stem)
            yield FeedEntry(
                self._id(stem, circle.date),
                f"{self.view.status(circle.status)}: {circle.title}",
                self.address(self.view.uri(stem)),
                min(self._moment(first), changed) if first else changed,
                changed,
                self._summary(stem, circle),
            )

    def _about(self, record: Postmortem) -> str:
        """A postmortem's facts in one line."""
        items = len(record.action_items)
        text = count_of_items(items, self.view.words) if items else ""
        facts = [record.severity or "", ", ".join(record.services), text]
        return " · ".join([self.view.day_of(record.date), *filter(None, facts)])

    def _summary(self, stem: str, circle: Circle) -> str:
        """What people said in a session that was held; else its invitation."""
        words, when = self.view.words, self.view.day_of(circle.date)
        if circle.status == "cancelled":
            return when
        if circle.status == "held":
            return "\n".join([when, *(quoted(i.text) for i in circle.impressions[:_MOST_QUOTED])])
        start = f" {circle.start:%H:%M}" if circle.start else ""
        parts = part_lines(invitation(stem, circle, self.view.catalog), words)
        return "\n".join([when + start, welcome(words), *parts])

    def _id(self, stem: str, day: date) -> str:
        """A name that stays as long as the record's id and the site's host (or name) do."""
        host = urlsplit(self.site_url).hostname
        if host is None:
            return uuid5(NAMESPACE_URL, f"{self.site_name}/{stem}").urn
        return f"tag:{host},{layout.stem_date(stem) or day}:{quote(stem)}"

    def _first_seen(self, stem: str) -> date | None:
        """The day its page came to the main line; None where that is not known."""
        record = self.view.repository.history.records.get(composed(stem))
        return record.since if record else None

    def _moment(self, day: date) -> datetime:
        return datetime.combine(day, time(), UTC)

    @cached_property
    def _revisions(self) -> Mapping[str, Revision]:
        return revisions(self.view.repository)

    @cached_property
    def _changed(self) -> Mapping[str, date]:
        """The day each record's page last changed, by its path, as far as that is known."""
        return self.view.repository.history.pages.last_changed(layout.POSTMORTEMS, layout.CIRCLES)
