"""What can be wrong with a field."""

from __future__ import annotations

from enum import Enum

from rindoku.findings import Rule


class Mistake(Enum):
    """The kinds of mistakes in a field. Each is the rule that such a field breaks."""

    MISSING = Rule("RK101", "required-field", """
    The fields that nothing works without are there.

    A postmortem needs `title`, `date` and `status`; a circle `title`, `kind`, `date` and `status`;
    an action item `id`, `title` and `status`.

    Why: An action item without a title or a status cannot be followed.

    Bad:
        action_items:
          - id: A1
            status: proposed

    Good:
        action_items:
          - id: A1
            title: Alert when the connection pool is over 80%
            status: proposed
    """)  # fmt: skip
    WRONG_SHAPE = Rule("RK102", "value-shape", """
    Every value has the shape its field asks for: a day is a day, a list is a list.

    Why: A due date that no calendar has never comes due.

    Bad:
        services: checkout

    Good:
        services: [checkout]
    """)  # fmt: skip
    UNKNOWN_WORD = Rule("RK103", "known-word", """
    Where a field has a fixed list of words, the value is one of them.

    Why: `status: fixed` would be neither open nor done, and vanish from both lists.

    Bad:
        status: finished

    Good:
        status: final
    """)  # fmt: skip
    MISSPELT_KEY = Rule("RK104", "spelling", """
    No key is a near miss of a known one. Other unknown keys are the writer's own.

    Why: With `ownr: "@ken"` nobody owns the item, and nobody notices.

    Bad:
        severty: SEV2

    Good:
        severity: SEV2
    """)  # fmt: skip
    UNKNOWN_KEY = Rule("RK105", "known-setting", """
    Every key of the policy means something: it is a setting, and stands where it is read.

    Why: A limit in the wrong table limits nothing, and nobody notices.

    Bad:
        [tool.rindoku.staleness]
        P1 = 20

    Good:
        [tool.rindoku.staleness.aged]
        P1 = 20
    """)  # fmt: skip
