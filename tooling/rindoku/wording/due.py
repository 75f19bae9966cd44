"""Why a session is due, in words that anyone can check."""

from __future__ import annotations

from rindoku.circles.planning.cadence import DueSession, Trigger
from rindoku.locale import Words
from rindoku.records import Policy
from rindoku.records.policy import EVERY


def due_state(due: DueSession, words: Words) -> str:
    """Whether a session is due: overdue since a day, due today or on a day, or not yet."""
    _ = words.gettext
    if due.is_wished_for:
        return _("wished for")
    if due.due is None:
        return _("not due")
    if due.overdue_days:
        text = words.ngettext(
            "overdue for %(days)d day, since %(day)s",
            "overdue for %(days)d days, since %(day)s",
            due.overdue_days,
        )
        return text % {"days": due.overdue_days, "day": due.due}
    if due.due == due.as_of:
        return _("due today")
    return _("due on %s") % due.due


def no_programs(words: Words) -> str:
    """That nothing can be due."""
    return words.gettext(
        "The policy has no programs yet; `rindoku circle plan reading` needs none."
    )


def due_reasons(due: DueSession, policy: Policy, words: Words) -> list[str]:
    """What the day was told from, and what is planned already."""
    _, texts = words.gettext, []
    if due.last_held is None:
        texts.append(_("never held"))
    else:
        texts.append(_("last held on %s") % due.last_held)
    texts += [_trigger(trigger, due, words) for trigger in due.triggers]
    if due.is_wished_for and due.wanted_by:
        names = words.listed(policy.name_of(handle) for handle in due.wanted_by)
        texts.append(_("wanted by %s") % names)
    texts += [_("planned for %s") % day for _stem, day in due.planned]
    texts += [_("%s was planned and never recorded") % stem for stem in due.unrecorded]
    return texts


def _trigger(trigger: Trigger, due: DueSession, words: Words) -> str:
    if trigger.name == "every":
        return _span(due.program.every or "", words)
    facts = {"count": trigger.count, "needed": trigger.needed}
    if trigger.name == "after_postmortems" and due.last_held is None:
        text = words.ngettext(
            "%(count)d of %(needed)d postmortem of our own",
            "%(count)d of %(needed)d postmortems of our own",
            trigger.needed,
        )
    elif trigger.name == "after_postmortems":
        text = words.ngettext(
            "%(count)d of %(needed)d new postmortem of our own",
            "%(count)d of %(needed)d new postmortems of our own",
            trigger.needed,
        )
    elif due.last_held is None:
        text = words.ngettext(
            "%(count)d of %(needed)d person joined so far",
            "%(count)d of %(needed)d people joined so far",
            trigger.needed,
        )
    else:
        text = words.ngettext(
            "%(count)d of %(needed)d person joined since",
            "%(count)d of %(needed)d people joined since",
            trigger.needed,
        )
    if trigger.due is None:
        return text % facts
    return text % facts + words.gettext(", reached on %s") % trigger.due


def _span(every: str, words: Words) -> str:
    """A span as it is written in the policy, in words."""
    match = EVERY.fullmatch(every)
    assert match is not None  # the policy holds nothing else
    number = int(match[1] or 1)
    _ = words.gettext
    if number == 1:
        once = {
            "day": _("every day"),
            "week": _("every week"),
            "month": _("every month"),
            "year": _("every year"),
        }
        return once[match[2]]
    often = {
        "day": _("every %d days"),
        "week": _("every %d weeks"),
        "month": _("every %d months"),
        "year": _("every %d years"),
    }
    return often[match[2]] % number
