"""Sessions as a calendar (RFC 5545), to import once or to subscribe to.

Nothing in it depends on the clock: the same records and history give the same bytes.
"""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

from icalendar import Calendar, Event

from rindoku import __version__
from rindoku.circles.calendar.invitation import Invitation
from rindoku.circles.calendar.revisions import Revision, planned_on
from rindoku.locale import Words
from rindoku.reports.invitation import Invitations
from rindoku.reports.options import ReportOptions
from rindoku.text import clean_line
from rindoku.wording.invitation import calendar_name, invitation_body


def render(invitations: Invitations, options: ReportOptions) -> str:
    """The sessions as one calendar."""
    feed = Calendar()
    feed.add("prodid", f"-//Rindoku//{__version__}//EN")
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", calendar_name(options.words))
    for invitation in invitations.sessions:
        stem = invitation.stem
        event = _event(invitation, options.words, invitations.revisions.get(stem))
        if stem in invitations.addresses:
            event.add("url", invitations.addresses[stem])
        feed.add_component(event)
    feed.add_missing_timezones()
    content: bytes = feed.to_ical(sorted=False)
    return content.decode("utf-8")


def uid(stem: str) -> str:
    """A session's name in every calendar: its id, which stays when its day moves.

    The part behind the @ is a fixed word: a host's name would change with the site's address, and
    then every calendar would show the session twice.
    """
    return f"{quote(stem)}@circles.rindoku"


def _event(invitation: Invitation, words: Words, revision: Revision | None) -> Event:
    stem, circle = invitation.stem, invitation.circle
    revision = revision or Revision(0, planned_on(stem, circle))
    event = Event()
    event.add("uid", uid(stem))
    event.add("sequence", revision.sequence)
    event.add("dtstamp", revision.changed)
    event.add("last-modified", revision.changed)
    _add_times(event, invitation)
    event.add("summary", clean_line(circle.title))
    event.add("description", "\n".join(invitation_body(invitation, words)))
    event.add("status", "CANCELLED" if circle.status == "cancelled" else "CONFIRMED")
    return event


def _add_times(event: Event, invitation: Invitation) -> None:
    """From when to when; a session without a time is a note on its day and keeps nobody busy."""
    if invitation.hours is None:
        event.add("dtstart", invitation.circle.date)
        event.add("dtend", invitation.circle.date + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    event.add("dtstart", invitation.hours[0])
    event.add("dtend", invitation.hours[1])
