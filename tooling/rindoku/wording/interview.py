"""What is asked when a session is recorded on a terminal."""

from __future__ import annotations

from typing import NamedTuple

from rindoku.locale import Words
from rindoku.text import printable


class Questions(NamedTuple):
    """The questions, and what is said between them, in one language."""

    words: Words

    def to_decide(self, count: int) -> str:
        """How many action items wait for a decision."""
        text = self.words.ngettext(
            "%(count)d action item to decide on.", "%(count)d action items to decide on.", count
        )
        return text % {"count": count}

    @property
    def how_to_answer(self) -> str:
        """What Enter does."""
        return self.words.gettext(
            "Enter keeps or skips. Nothing is written before you have seen it."
        )

    def known_here(self, handles: list[str]) -> str:
        """Who could have been there."""
        return self.words.gettext("Known here: %s") % (", ".join(handles) or "–")

    def attendees(self, so_far: list[str]) -> str:
        """Who was there, beside those who are written down already."""
        if not so_far:
            return self.words.gettext("Who was there?")
        kept = printable(", ".join(so_far))
        return self.words.gettext("Who was there? (Enter keeps %s)") % kept

    @property
    def unread(self) -> str:
        """Which readings were left out."""
        return self.words.gettext(
            "Which of them were not read? Their numbers; Enter: all were read."
        )

    def numbers(self, last: int) -> str:
        """What can be typed for a reading."""
        return self.words.gettext("The numbers are 1 to %d.") % last

    def missing_reader(self, who: str, what: str) -> str:
        """Somebody was to read, and was not there."""
        text = self.words.gettext("%(who)s was to read %(what)s, and was not there.")
        return text % {"who": who, "what": what}

    @property
    def reader(self) -> str:
        """Who read it instead."""
        return self.words.gettext("Who read it? (Enter: as planned)")

    def missing_facilitator(self, who: str) -> str:
        """Somebody was to keep the time, and was not there."""
        return self.words.gettext("%s was to keep the time, and was not there.") % who

    @property
    def facilitator(self) -> str:
        """Who kept the time instead."""
        return self.words.gettext("Who kept the time? (Enter: as planned)")

    def decided_before(self, outcome: str) -> str:
        """What the page says already about an action item."""
        return self.words.gettext("This circle has decided: %s") % outcome

    @property
    def outcome(self) -> str:
        """What to do with an action item."""
        return self.words.gettext("keep, promote, reschedule, drop or done? (Enter skips)")

    @property
    def outcome_again(self) -> str:
        """What can be typed for an outcome."""
        return self.words.gettext("Write one of these words, or its first letters.")

    @property
    def due(self) -> str:
        """The new due day."""
        return self.words.gettext("Until which day? (2026-09-30)")

    def owner(self, so_far: str | None) -> str:
        """Who takes it over."""
        return self.words.gettext("Who? (Enter keeps %s)") % printable(so_far or "–")

    @property
    def priority(self) -> str:
        """Its priority."""
        return self.words.gettext("How urgent, P0 to P4? (Enter: not said)")

    def why(self, outcome: str) -> str:
        """The reason for an outcome."""
        _ = self.words.gettext
        questions = {
            "drop": _("Why is it dropped?"),
            "done": _("Where can one see it? (a link, a word)"),
        }
        return questions.get(outcome, _("Why? (Enter: no reason)"))

    @property
    def impressions(self) -> str:
        """One line from everyone."""
        return self.words.gettext(
            "One line from everyone, as “aoi: words”. Without a name it stays nameless."
        )

    def recording(self, so_far: str | None) -> str:
        """Where the recording is."""
        if not so_far:
            return self.words.gettext("Where is the recording? (an address)")
        return self.words.gettext("Where is the recording? (Enter keeps %s)") % printable(so_far)

    @property
    def action_items(self) -> str:
        """What came out of the session."""
        return self.words.gettext(
            "What did the session find to do? A line each, an empty one ends."
        )

    @property
    def notes(self) -> str:
        """Lines for the page's end."""
        return self.words.gettext("Anything else for the page? A line each, an empty one ends.")

    @property
    def write(self) -> str:
        """Whether to write what was shown."""
        return self.words.gettext("Write this?")

    @property
    def written(self) -> str:
        """It was."""
        return self.words.gettext("Written.")

    @property
    def not_written(self) -> str:
        """It was not."""
        return self.words.gettext("Nothing was written.")
