"""What is known under a name: action items, records, sessions, programs, people, teams, services.

Everything may be written short. Each method raises CannotRunError where nothing is known under
that name, or more than one thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property

from rindoku.analysis.ledger import Ledger
from rindoku.analysis.tracked_item import TrackedItem
from rindoku.errors import CannotRunError
from rindoku.lookup.matching import few, pick_address
from rindoku.lookup.people import People, known_people, near_handle, spellings_of
from rindoku.lookup.written import find_action_item, find_postmortem, find_record, find_session
from rindoku.reading.catalog import Catalog, Holder, PlacedItem, RecordFile, placed_items
from rindoku.reading.similar import did_you_mean
from rindoku.records import Circle, Postmortem, Program
from rindoku.saying import say
from rindoku.text import fold


class Lookup:
    """Finds things by name in a repository on a day."""

    def __init__(self, catalog: Catalog, day: date, ledger: Callable[[], Ledger]) -> None:
        self._catalog, self._day, self._ledger = catalog, day, ledger

    def action_item(self, text: str) -> PlacedItem:
        """An action item where it is written down; the history is not asked."""
        return find_action_item(self._catalog, text)

    def tracked_item(self, text: str) -> TrackedItem:
        """An action item with its life; one that was taken out of its record by its address."""
        ledger = self._ledger()
        removed = [item for item in ledger.removed if item.address == text]
        if removed and ledger.find(text) is None:
            return removed[-1]
        item = ledger.find(pick_address(text, [item.address for item in ledger.items]))
        assert item is not None  # it is one of the ledger's own
        return item

    def record(self, text: str) -> Holder:
        """A record that can hold action items, by its id, its path or a part of its id."""
        return find_record(self._catalog, text)

    def postmortem(self, text: str) -> RecordFile[Postmortem]:
        """A postmortem, likewise."""
        return find_postmortem(self._catalog, text)

    def session(self, text: str) -> RecordFile[Circle]:
        """A circle's page, likewise."""
        return find_session(self._catalog, text)

    def program(self, name: str) -> Program:
        """A program of the policy. Without any, there is one for reading circles."""
        policy = self._catalog.policy
        found = policy.program(name)
        if found is not None:
            return found
        names = [program.name for program in policy.programs]
        if not names and name == "reading":
            return Program(name="reading", kind="reading")
        hint = (
            say("the policy has %(names)s", names=", ".join(names))
            if names
            else say("add it to the policy's programs")
        )
        raise CannotRunError(
            say("there is no program %(name)s", name=name), did_you_mean(name, names) or hint
        )

    @cached_property
    def people(self) -> People:
        """The people that are known here, by everything they may be called."""
        return known_people(self._catalog)

    def members(self, text: str) -> list[str]:
        """A person, or the people of a team; anybody where the policy names nobody."""
        policy = self._catalog.policy
        if not policy.names_people:
            return [text]
        handle = self._known_handle(text)
        return policy.teams.get(handle, [handle])

    def owner(self, text: str) -> str:
        """Who can own an action item, as the policy writes them; nobody who has left.

        Where the policy names nobody, as the records write it, else as handles are written.
        """
        policy = self._catalog.policy
        if not policy.names_people:
            written = spellings_of(text, self._owners_in_use)
            if written:
                return text if text in written else written[0]
            return text if " " in text or text.startswith("@") else f"@{text}"
        found = self._known_handle(text)
        person = policy.people.get(found)
        if person is not None and person.left is not None and person.left <= self._day:
            message = say("%(found)s has left (%(left)s)", found=found, left=person.left)
            raise CannotRunError(message, say("name somebody who is here"))
        return found

    def owners(self, given: Iterable[str]) -> frozenset[str]:
        """Owners of action items in every way that they are written."""
        policy = self._catalog.policy
        used = [item.item.owner for item in self._ledger().items if item.item.owner]
        known = list(dict.fromkeys([*policy.people, *policy.teams, *used]))
        found: set[str] = set()
        for text in given:
            names = spellings_of(text, known)
            if not names:
                raise CannotRunError(
                    say("there is no owner %(text)s", text=text), near_handle(text, known)
                )
            found.update(names)
        return frozenset(found)

    def services(self, given: Iterable[str]) -> frozenset[str]:
        """Services as they are written."""
        used = [name for item in self._ledger().items for name in item.services]
        known = list(dict.fromkeys([*self._catalog.policy.services, *used]))
        by_name = {fold(name): name for name in reversed(known)}
        for text in given:
            if fold(text) not in by_name:
                hint = did_you_mean(text, known) or say(
                    "known are %(known)s", known=few(known) or say("none")
                )
                raise CannotRunError(say("there is no service %(text)s", text=text), hint)
        return frozenset(by_name[fold(text)] for text in given)

    def _known_handle(self, text: str) -> str:
        policy = self._catalog.policy
        known = [*policy.people, *policy.teams]
        written = spellings_of(text, known)
        if written:
            return text if text in written else written[0]
        named = self.people.handle(text)
        if named is None:
            raise CannotRunError(
                say("the policy does not know %(text)s", text=text), near_handle(text, known)
            )
        return named

    @property
    def _owners_in_use(self) -> list[str]:
        placed = placed_items(self._catalog.holders)
        return [one.item.owner for one in placed if one.item.owner]
