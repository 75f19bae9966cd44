"""Words of ours in and around people's bodies."""

from __future__ import annotations

from rindoku.bodies.render import Labels
from rindoku.locale import Words


def body_labels(words: Words) -> Labels:
    """What the parts of a body are called that its writer only marked."""
    _ = words.gettext
    alerts = {
        "note": _("Note"),
        "tip": _("Tip"),
        "important": _("Important"),
        "warning": _("Warning"),
        "caution": _("Caution"),
    }
    return Labels(_("Permanent link"), _("done"), _("to do"), _("Back to the text"), alerts)
