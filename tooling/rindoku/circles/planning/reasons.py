"""Why a postmortem was chosen, in words that anyone can check."""

from __future__ import annotations

from rindoku.circles.planning.scoring import Candidate
from rindoku.locale import Words
from rindoku.records import Policy

_MOST_NAMES = 2


def why(candidate: Candidate, policy: Policy, words: Words) -> str:
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


def _listed(names: list[str], with_more: str, words: Words) -> str:
    """A few names, and how many there are besides."""
    between = "・" if words.language == "ja" else ", "
    text, more = between.join(names[:_MOST_NAMES]), len(names) - _MOST_NAMES
    return with_more % {"names": text, "more": more} if more > 0 else text
