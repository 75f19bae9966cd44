"""The invitation to a session, in words."""

from __future__ import annotations

from datetime import date

from rindoku.circles.calendar.invitation import Invitation, InvitationPart
from rindoku.locale import Words
from rindoku.text import clean_line
from rindoku.wording.agenda import closing
from rindoku.wording.sessions import welcome


def calendar_name(words: Words) -> str:
    """What a calendar of sessions is called."""
    return words.gettext("Circles")


def invitation_title(invitation: Invitation, words: Words) -> str:
    """What the session is called, and that it is cancelled where it is."""
    title = clean_line(invitation.circle.title)
    if invitation.circle.status == "cancelled":
        return words.gettext("Cancelled: %s") % title
    return title


def invitation_when(invitation: Invitation, words: Words) -> str:
    """Day and time, or else how long it takes."""
    circle, hours = invitation.circle, invitation.hours
    day = _day(circle.date, words)
    if hours is None:
        length = (words.gettext("%d min") % circle.duration) if circle.duration else ""
        return f"{day} {length}".strip()
    return f"{day} {hours[0]:%H:%M}–{hours[1]:%H:%M} ({invitation.timezone})"


def invitation_body(invitation: Invitation, words: Words) -> list[str]:
    """That nobody has to come or prepare, and a line for each part of the session."""
    return [welcome(words), "", *part_lines(invitation, words)]


def part_lines(invitation: Invitation, words: Words) -> list[str]:
    """A line for each part of the session."""
    return [_line(part, words) for part in invitation.parts]


def _line(part: InvitationPart, words: Words) -> str:
    if part.minutes:
        return f"- {words.gettext('%d min') % part.minutes}: {_part(part, words)}"
    return f"- {_part(part, words)}"


def _part(part: InvitationPart, words: Words) -> str:
    if part.kind == "read":
        return words.gettext("Read together: %s") % words.joined(list(part.titles))
    if part.kind == "decide":
        text = words.ngettext(
            "Decide on %(count)d action item.", "Decide on %(count)d action items.", part.decisions
        )
        return text % {"count": part.decisions}
    return closing(words)


def _day(day: date, words: Words) -> str:
    """A day with its weekday."""
    from babel.dates import format_date

    form = "EEE d MMM y" if words.language == "en" else "y年M月d日(E)"
    return format_date(day, form, locale=words.language)
