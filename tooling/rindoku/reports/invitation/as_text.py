"""The invitation to a session, to paste into a chat."""

from __future__ import annotations

from rindoku.circles.calendar.invitation import Invitation
from rindoku.locale import Words
from rindoku.wording.invitation import invitation_body, invitation_title, invitation_when


def render(invitation: Invitation, words: Words) -> str:
    """Title, day and time, that nobody has to come or prepare, and the agenda in three lines."""
    lines = [invitation_title(invitation, words), invitation_when(invitation, words)]
    if invitation.circle.status != "cancelled":
        lines += ["", *invitation_body(invitation, words)]
    return "\n".join(lines)
