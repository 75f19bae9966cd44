"""What a session's survey answered, in words."""

from __future__ import annotations

from rindoku.locale import Words
from rindoku.records.circle import Survey


def understanding_line(survey: Survey, words: Words) -> str:
    """How well it was understood, and by how many."""
    counts = ", ".join(f"{n}: {count}" for n, count in enumerate(survey.understanding, 1))
    return words.gettext("How well it was understood, from 1 to 5, and by how many: %s") % counts


def again_line(survey: Survey, words: Words) -> str:
    """Who would come again."""
    yes, no = survey.again
    text = words.gettext("Would come again: %(yes)d yes, %(no)d no.")
    return text % {"yes": yes, "no": no}
