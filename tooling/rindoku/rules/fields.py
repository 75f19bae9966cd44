"""RK1: every field that is there can be understood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rindoku.findings import Problem
from rindoku.reading.catalog import Catalog, RecordFile
from rindoku.reading.validation import Mistake
from rindoku.rules.registry import rule

CODES = {
    Mistake.MISSING: "RK101",
    Mistake.WRONG_SHAPE: "RK102",
    Mistake.UNKNOWN_WORD: "RK103",
    Mistake.MISSPELT_KEY: "RK104",
}


def _mistakes(file: RecordFile[Any], kind: Mistake) -> Iterator[Problem]:
    return (problem for mistake, problem in file.validated.mistakes if mistake is kind)


@rule("RK101")
def required_field(file: RecordFile[Any], catalog: Catalog) -> Iterator[Problem]:
    """The fields that nothing works without are there.

    A postmortem needs `title`, `date` and `status`; a circle `title`, `kind`, `date` and `status`;
    an action item `id`, `title` and `status`.

    Why: A promise without a title or a status cannot be followed.

    Bad:
        action_items:
          - id: A1
            status: proposed

    Good:
        action_items:
          - id: A1
            title: Alert when the connection pool is over 80%
            status: proposed
    """
    return _mistakes(file, Mistake.MISSING)


@rule("RK102")
def value_shape(file: RecordFile[Any], catalog: Catalog) -> Iterator[Problem]:
    """Every value has the shape its field asks for: a day is a day, a list is a list.

    Why: A due date that no calendar has never comes due.

    Bad:
        services: checkout

    Good:
        services: [checkout]
    """
    return _mistakes(file, Mistake.WRONG_SHAPE)


@rule("RK103")
def known_word(file: RecordFile[Any], catalog: Catalog) -> Iterator[Problem]:
    """Where a field has a fixed list of words, the value is one of them.

    Why: `status: fixed` would be neither open nor done, and vanish from both lists.

    Bad:
        status: finished

    Good:
        status: final
    """
    return _mistakes(file, Mistake.UNKNOWN_WORD)


@rule("RK104")
def spelling(file: RecordFile[Any], catalog: Catalog) -> Iterator[Problem]:
    """No key is a near miss of a known one. Other unknown keys are the writer's own.

    Why: With `ownr: "@ken"` nobody owns the item, and nobody notices.

    Bad:
        severty: SEV2

    Good:
        severity: SEV2
    """
    return _mistakes(file, Mistake.MISSPELT_KEY)
