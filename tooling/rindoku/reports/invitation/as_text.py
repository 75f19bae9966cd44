"""The invitation to a session, to paste into a chat."""

from __future__ import annotations

from rindoku.circles.calendar.invitation import Invitation
from rindoku.locale import Words
from rindoku.reports.invitation import Invitations
from rindoku.reports.options import ReportOptions
from rindoku.text import printable
from rindoku.wording.invitation import invitation_body, invitation_title, invitation_when


def render(invitations: Invitations, options: ReportOptions) -> str:
    """Title, day and time, that nobody has to come or prepare, and the agenda in three lines."""
    return "\n\n".join(_text(session, options.words) for session in invitations.sessions)


def _text(invitation: Invitation, words: Words) -> str:
    lines = [invitation_title(invitation, words), invitation_when(invitation, words)]
    if invitation.circle.status != "cancelled":
        lines += ["", *invitation_body(invitation, words)]
    return "\n".join(map(printable, lines))
