"""Which known word a mistyped one may be meant as."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from rindoku.saying import say

_SIMILAR = 0.7
"""How much of a word has to be right, as difflib reckons it."""


def did_you_mean(given: str, known: list[str]) -> str | None:
    """A hint that names the nearest known word, if one is near."""
    by_lower = {word.lower(): word for word in known}
    near = _closest(given.lower(), by_lower)
    return say("did you mean `%(known)s`?", known=by_lower[near]) if near else None


def _closest(given: str, known: Iterable[str]) -> str | None:
    """The most similar word, as difflib's get_close_matches finds it.

    It compares thoroughly only what can still be more similar than the best so far: thousands of
    ids that begin alike are all similar to a mistyped one.
    """
    matcher = SequenceMatcher()
    matcher.set_seq2(given)
    best = (_SIMILAR, "")
    for word in known:
        matcher.set_seq1(word)
        if matcher.real_quick_ratio() >= best[0] and matcher.quick_ratio() >= best[0]:
            best = max(best, (matcher.ratio(), word))
    return best[1] or None
