"""What an issue that is opened for an action item says beside its fields."""

from __future__ import annotations

from rindoku.locale import Words


def item_label(words: Words) -> str:
    """What stands before the action item's address."""
    return words.gettext("Action item")


def record_label(words: Words) -> str:
    """What stands before the record that holds it."""
    return words.gettext("Written down in")


def closing_note(words: Words) -> str:
    """What happens when the issue is closed."""
    return words.gettext(
        "When this issue is closed, `rindoku sync` finds the action item to close."
    )
