"""Sessions as a calendar (RFC 5545), to import once or to subscribe to.

Nothing in it depends on the clock: the same records and history give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from urllib.parse import quote

from icalendar import Calendar, Event

from rindoku import __version__
from rindoku.circles.calendar.invitation import agenda, times, welcome
from rindoku.circles.calendar.revisions import Revision, planned_on
from rindoku.locale import Words
from rindoku.reading.catalog import Catalog
from rindoku.records import Circle, Policy
from rindoku.text import clean_line


def calendar(
    circles: Iterable[tuple[str, Circle]],
    catalog: Catalog,
    words: Words,
    revisions: Mapping[str, Revision] | None = None,
    page_address: Callable[[str], str | None] = lambda stem: None,
) -> bytes:
    """The sessions, by their ids, as one calendar. ``page_address`` gives a session's web page.

    Restricted postmortems are not named.
    """
    feed = Calendar()
    feed.add("prodid", f"-//Rindoku//{__version__}//EN")
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", words.gettext("Circles"))
    for stem, circle in circles:
        event = _event(stem, circle, catalog, words, (revisions or {}).get(stem))
        address = page_address(stem)
        if address is not None:
            event.add("url", address)
        feed.add_component(event)
    feed.add_missing_timezones()
    content: bytes = feed.to_ical(sorted=False)
    return content


def uid(stem: str) -> str:
    """A session's name in every calendar: its id, which stays when its day moves.

    The part behind the @ is a fixed word: a host's name would change with the site's address, and
    then every calendar would show the session twice.
    """
    return f"{quote(stem)}@circles.rindoku"


def _event(
    stem: str, circle: Circle, catalog: Catalog, words: Words, revision: Revision | None
) -> Event:
    revision = revision or Revision(0, planned_on(stem, circle))
    event = Event()
    event.add("uid", uid(stem))
    event.add("sequence", revision.sequence)
    event.add("dtstamp", revision.changed)
    event.add("last-modified", revision.changed)
    _add_times(event, circle, catalog.policy)
    event.add("summary", clean_line(circle.title))
    event.add("description", "\n".join([welcome(words), "", *agenda(circle, catalog, words)]))
    event.add("status", "CANCELLED" if circle.status == "cancelled" else "CONFIRMED")
    return event


def _add_times(event: Event, circle: Circle, policy: Policy) -> None:
    """From when to when; a session without a time is a note on its day and keeps nobody busy."""
    between = times(circle, policy)
    if between is None:
        event.add("dtstart", circle.date)
        event.add("dtend", circle.date + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    event.add("dtstart", between[0])
    event.add("dtend", between[1])
