"""How long incidents took, in words."""

from __future__ import annotations

from datetime import timedelta

from rindoku.locale import Words


def duration(span: timedelta, words: Words) -> str:
    """A span of time in its two largest units."""
    minutes = int(span.total_seconds() // 60)
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    _ = words.gettext
    parts = [_("%d d") % days if days else "", _("%d h") % hours if hours else ""]
    parts.append(_("%d min") % rest if rest or not (days or hours) else "")
    return " ".join([part for part in parts if part][:2])
