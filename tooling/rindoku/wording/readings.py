"""What is read: why it was chosen, and who has read it, in words that anyone can check."""

from __future__ import annotations

from datetime import date

from rindoku.circles.planning.first_reading import FirstReading
from rindoku.circles.planning.scoring import Candidate
from rindoku.locale import Words
from rindoku.records import Policy

_MOST_NAMES = 2


def why_chosen(candidate: Candidate, policy: Policy, words: Words) -> str:
    """The things that were counted for a postmortem, in one line."""
    _, parts = words.gettext, []
    if candidate.record.is_external:
        parts.append(_("another company's, to learn from"))
    if candidate.last_read is None:
        parts.append(_("never read"))
    else:
        parts.append(_("last read on %s") % candidate.last_read)
    if stale := candidate.counts["stale"]:
        text = words.ngettext("%(count)d stale action item", "%(count)d stale action items", stale)
        parts.append(text % {"count": stale})
    if candidate.again:
        more = _("%(names)s and %(more)d more")
        parts.append(_("happened again as %s") % _listed(list(candidate.again), more, words))
    if candidate.record.severity and policy.severities[:1] == [candidate.record.severity]:
        parts.append(candidate.record.severity)
    if candidate.joined:
        names = [policy.name_of(handle) for handle in candidate.joined]
        others = words.ngettext(
            "%(names)s and %(more)d other",
            "%(names)s and %(more)d others",
            len(names) - _MOST_NAMES,
        )
        parts.append(_("%s joined after it") % _listed(names, others, words))
    unread = candidate.counts["unread"]
    if candidate.last_read is not None and unread:
        text = _("%(unread)d of %(people)d people have not read it")
        parts.append(text % {"unread": unread, "people": candidate.people})
    return words.joined(parts)


def why_first(reading: FirstReading, policy: Policy, words: Words) -> str:
    """What speaks for reading it as one of the first."""
    _, parts = words.gettext, []
    record = reading.candidate.record
    if record.is_external:
        parts.append(_("another company's, to learn from"))
    if record.severity and record.severity in policy.severities[:2]:
        parts.append(record.severity)
    if reading.candidate.again:
        parts.append(_("it happened again"))
    if record.recurrence_of:
        parts.append(_("it had happened before"))
    if reading.sessions:
        text = words.ngettext(
            "read in %(count)d circle", "read in %(count)d circles", reading.sessions
        )
        parts.append(text % {"count": reading.sessions})
    if reading.impressions:
        text = words.ngettext(
            "%(count)d line of what people said there",
            "%(count)d lines of what people said there",
            reading.impressions,
        )
        parts.append(text % {"count": reading.impressions})
    return words.joined(parts or [_("one of the latest")])


def coverage_headline(read: int, whole: int, waiting_since: date | None, words: Words) -> str:
    """How much of all was read together, and since when the oldest of the rest has waited."""
    text = words.ngettext(
        "%(read)d of %(all)d postmortem was read in a circle.",
        "%(read)d of %(all)d postmortems were read in a circle.",
        whole,
    )
    parts = [text % {"read": read, "all": whole}]
    if waiting_since is not None:
        day = words.day(waiting_since)
        parts.append(words.gettext("What has waited longest is of %s.") % day)
    return words.sentences(parts)


def share_read(read: int, wrote: int, whole: int, words: Words) -> str:
    """How many of all postmortems somebody has read or written."""
    text = words.gettext("%(read)d read, %(wrote)d written, of %(all)d")
    return text % {"read": read, "wrote": wrote, "all": whole}


def _listed(names: list[str], with_more: str, words: Words) -> str:
    """A few names, and how many there are besides."""
    between = "・" if words.language == "ja" else ", "
    text, more = between.join(names[:_MOST_NAMES]), len(names) - _MOST_NAMES
    return with_more % {"names": text, "more": more} if more > 0 else text
