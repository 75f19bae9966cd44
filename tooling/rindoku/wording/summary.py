"""What matters most in a sentence, the figures in a line, and what they cannot tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rindoku.analysis.staleness import IMPORT_AFTER_DAYS, Assessment, Figures
from rindoku.locale import Words
from rindoku.repository import Repository


def headline(assessment: Assessment, words: Words) -> str:
    """What matters most, in one sentence."""
    figures = assessment.figures
    if not figures.open:
        return words.gettext("No action item is open.")
    if not figures.stale:
        return words.ngettext(
            "Nothing is stale: %(open)d open action item is on its way.",
            "Nothing is stale: %(open)d open action items are on their way.",
            figures.open,
        ) % {"open": figures.open}
    text = words.ngettext(
        "%(stale)d of %(open)d open action items is stale.",
        "%(stale)d of %(open)d open action items are stale.",
        figures.stale,
    ) % {"stale": figures.stale, "open": figures.open}
    again = sum(
        any(r.name == "recurred" for r in reasons) for reasons in assessment.reasons.values()
    )
    if again:
        more = words.ngettext(
            "%(again)d of them was open when its incident happened again.",
            "%(again)d of them were open when their incident happened again.",
            again,
        )
        return words.sentences([text, more % {"again": again}])
    return text


def incomplete(repository: Repository, words: Words) -> list[str]:
    """What of the history is missing here, in a sentence; none where all of it is there."""
    if repository.history.missing is not None:
        text = words.gettext(
            "There is no history (%(reason)s): when things were promised or last changed is "
            "not known."
        )
        return [text % {"reason": words.tell(repository.history.missing)}]
    if repository.history.cut is not None:
        text = words.gettext(
            "The history is cut off before %(day)s (a shallow clone): what was there then may be "
            "older. `git fetch --unshallow` brings the rest."
        )
        return [text % {"day": repository.history.cut}]
    if count := repository.history.sparse:
        text = words.ngettext(
            "%(count)d record is left out of this checkout (a sparse one): what it says of itself "
            "is not known, nor whether its incident happened again. `git sparse-checkout disable` "
            "brings it.",
            "%(count)d records are left out of this checkout (a sparse one): what they say of "
            "themselves is not known, nor whether their incidents happened again. `git "
            "sparse-checkout disable` brings them.",
            count,
        )
        return [text % {"count": count}]
    return []


def caveats(repository: Repository, words: Words) -> list[str]:
    """What could not be read, and what the history cannot tell, in sentences."""
    text = words.gettext(
        "`%s` cannot be looked into, so nothing in it counts; `rindoku check` says why."
    )
    sentences = [text % path for path in repository.catalog.hidden]
    if count := len(repository.catalog.without_front_matter):
        text = words.ngettext(
            "%(count)d document in `postmortems/` is not read yet: it has no front matter. "
            "`rindoku check` names it.",
            "%(count)d documents in `postmortems/` are not read yet: they have no front matter. "
            "`rindoku check` names them.",
            count,
        )
        sentences.append(text % {"count": count})
    sentences += incomplete(repository, words)
    if count := len(repository.assessment.imported):
        text = words.ngettext(
            "%(count)d record came into git more than %(limit)d days after its own day: what it "
            "promises may be older than told here.",
            "%(count)d records came into git more than %(limit)d days after their own day: what "
            "they promise may be older than told here.",
            count,
        )
        sentences.append(text % {"count": count, "limit": IMPORT_AFTER_DAYS})
    return [*sentences, *_left_out(repository, words)]


def _left_out(repository: Repository, words: Words) -> Iterator[str]:
    """What this view of the repository leaves out, counted and not named."""
    if left_out := repository.withheld.action_items:
        text = words.ngettext(
            "%(count)d action item of a restricted postmortem is in no list and no figure here.",
            "%(count)d action items of restricted postmortems are in no list and no figure here.",
            left_out,
        )
        yield text % {"count": left_out}
    if unreadable := len(repository.withheld.unreadable):
        text = words.ngettext(
            "%(count)d record that cannot be read is left out; `rindoku check` says why.",
            "%(count)d records that cannot be read are left out; `rindoku check` says why.",
            unreadable,
        )
        yield text % {"count": unreadable}


def count_of_items(count: int, words: Words) -> str:
    """How many action items there are."""
    text = words.ngettext("%(count)d action item", "%(count)d action items", count)
    return text % {"count": count}


def no_action_items(words: Words) -> str:
    """That a list is empty."""
    return words.gettext("No action items.")


def as_of(day: date, words: Words) -> str:
    """Of which day everything is."""
    return words.gettext("As of %s.") % words.day(day)


def figures_line(figures: Figures, words: Words) -> str:
    """The stocks of the day in one line."""
    text = words.gettext(
        "%(open)d open · %(done)d done · %(dropped)d dropped · %(proposed)d proposed"
    )
    return text % figures._asdict()
