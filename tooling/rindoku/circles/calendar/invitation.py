"""The invitation to a session, in words to paste into a chat."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from rindoku.circles.planning.agenda import DECISION_MINUTES, closing_minutes, decisions_that_fit
from rindoku.locale import Words
from rindoku.reading.catalog import Catalog
from rindoku.records import Circle, Policy, Program
from rindoku.text import clean_line


def invitation(circle: Circle, catalog: Catalog, words: Words, deciding: int = 0) -> str:
    """Title, day and time, that nobody has to come or prepare, and the agenda in three lines.

    ``deciding`` is how many action items wait for a decision.
    """
    title = clean_line(circle.title)
    if circle.status == "cancelled":
        title = words.gettext("Cancelled: %s") % title
    lines = [title, _when(circle, catalog.policy, words)]
    if circle.status != "cancelled":
        lines += ["", welcome(words), "", *agenda(circle, catalog, words, deciding)]
    return "\n".join(lines)


def welcome(words: Words) -> str:
    """What everyone should know."""
    return words.gettext(
        "Everyone is welcome, nobody has to come, and nothing has to be prepared. "
        "The session is recorded."
    )


def agenda(circle: Circle, catalog: Catalog, words: Words, deciding: int = 0) -> list[str]:
    """A line for each part of the session. What must not be published is not named."""
    _ = words.gettext
    parts = []
    readings = [r for r in circle.readings if _is_open(catalog, r.postmortem)]
    if readings:
        text = _("Read together: %s") % words.joined(
            [_title(catalog, r.postmortem) for r in readings]
        )
        parts.append((sum(reading.minutes or 0 for reading in readings), text))
    if deciding:
        text = words.ngettext(
            "Decide on %(count)d action item.", "Decide on %(count)d action items.", deciding
        )
        parts.append((deciding * DECISION_MINUTES, text % {"count": deciding}))
    closing = closing_minutes(minutes_of(circle, catalog.policy))
    parts.append((closing, _("One line from everyone: what stays with you?")))
    return [f"- {_('%d min') % m}: {text}" if m else f"- {text}" for m, text in parts]


def times(circle: Circle, policy: Policy) -> tuple[datetime, datetime] | None:
    """When a session begins and ends, in the policy's zone; None where no time is set."""
    if circle.start is None:
        return None
    begins = datetime.combine(circle.date, circle.start, policy.zone)
    length = timedelta(minutes=minutes_of(circle, policy))
    # by the world's clock: a night in which the clocks are turned is longer or shorter
    ends = datetime.fromtimestamp(begins.timestamp() + length.total_seconds(), policy.zone)
    return begins, ends


def minutes_of(circle: Circle, policy: Policy) -> int:
    """Its minutes; its program's where the page does not say."""
    program = policy.program(circle.program) if circle.program else None
    usual = program.minutes if program else int(Program.model_fields["minutes"].default)
    return circle.duration or usual


def decisions_left(circle: Circle, policy: Policy) -> int:
    """On how many action items a reading circle can decide beside what its page reads."""
    minutes = minutes_of(circle, policy)
    read = sum(reading.minutes or 0 for reading in circle.readings)
    left = minutes - read - closing_minutes(minutes)
    return max(0, min(decisions_that_fit(minutes), left // DECISION_MINUTES))


def _when(circle: Circle, policy: Policy, words: Words) -> str:
    between = times(circle, policy)
    day = _day(circle.date, words)
    if between is None:
        length = (words.gettext("%d min") % circle.duration) if circle.duration else ""
        return f"{day} {length}".strip()
    begins, ends = between
    return f"{day} {begins:%H:%M}–{ends:%H:%M} ({policy.timezone})"


def _day(day: date, words: Words) -> str:
    """A day with its weekday."""
    from babel.dates import format_date

    form = "EEE d MMM y" if words.language == "en" else "y年M月d日(E)"
    return format_date(day, form, locale=words.language)


def _is_open(catalog: Catalog, stem: str) -> bool:
    entry = catalog.postmortem(stem)
    record = entry.record if entry else None
    return record is not None and record.visibility != "restricted"


def _title(catalog: Catalog, stem: str) -> str:
    entry = catalog.postmortem(stem)
    return clean_line(entry.record.title) if entry and entry.record else stem
