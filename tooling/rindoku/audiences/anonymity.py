"""People who are nobody in particular: an engineer of a team, or one of those who have left."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from rindoku.history.lives import Event, FirstSight, Item, Life, RecordHistory
from rindoku.locale import words_in
from rindoku.records import ActionItem, Policy
from rindoku.records.circle import Impression
from rindoku.records.fields import Kind, fields_of
from rindoku.records.policy import PersonPolicy
from rindoku.saying import say
from rindoku.source.yaml import Value

M = TypeVar("M", bound=BaseModel)

SOMEBODY = say("an engineer")
"""A person who is in no team."""
FORMER = say("a former colleague")
"""Somebody who has left: what they own, nobody here does."""


class Aliases(NamedTuple):
    """What stands for each handle, and the policy that knows just these.

    ``written`` are the ways in which people are named in texts, the longest first.
    """

    by_handle: Mapping[str, str]
    policy: Policy
    written: Mapping[str, str]

    @classmethod
    def of(cls, policy: Policy, day: date) -> Aliases:
        """The aliases of a policy's people: one for each team, and one for those who have left."""
        tell = words_in(policy.language).tell
        roles = dict.fromkeys(policy.people, tell(SOMEBODY))
        for team, members in reversed(policy.teams.items()):
            roles |= dict.fromkeys(members, tell(say("an engineer of %(team)s", team=team)))
        roles |= {
            handle: tell(FORMER) for handle in policy.people if not policy.is_present(handle, day)
        }
        gone = [p.left for p in policy.people.values() if p.left is not None and p.left <= day]
        people = {role: PersonPolicy() for role in {*roles.values(), tell(SOMEBODY)}}
        people |= {tell(FORMER): PersonPolicy(left=min(gone))} if gone else {}
        known = people if policy.names_people else {}
        teams: dict[str, list[str]] = {team: [] for team in policy.teams}
        names = {p.name: roles[handle] for handle, p in policy.people.items() if p.name}
        ways = sorted((roles | names).items(), key=lambda pair: -len(pair[0]))
        written = {way: role for way, role in ways if len(way) > 1}
        anonymous = policy.model_copy(update={"people": known, "teams": teams})
        return cls(roles | {team: team for team in policy.teams}, anonymous, written)

    def in_text(self, text: str) -> str:
        """A text in which nobody whom the policy knows is named."""
        if not self.written:
            return text
        ways = "|".join(map(re.escape, self.written))
        return re.sub(rf"(?<!\w)(?:{ways})(?!\w)|(?:{self._japanese})", self._role, text)

    @property
    def _japanese(self) -> str:
        """Names around which no language sets a space."""
        return "|".join(re.escape(way) for way in self.written if not way.isascii()) or "(?!)"

    def _role(self, match: re.Match[str]) -> str:
        return self.written[match[0]]

    def of_handle(self, handle: str) -> str:
        """What stands for a handle. One that the policy does not know stays unknown."""
        somebody = words_in(self.policy.language).tell(SOMEBODY)
        return self.by_handle.get(handle, "@?" if self.policy.names_people else somebody)

    def of_model(self, record: M) -> M:
        """A record, or a part of one, in which nobody is named."""
        if isinstance(record, Impression):
            return record.model_copy(update={"by": None, "text": self.in_text(record.text)})
        if isinstance(record, Policy):
            return record
        update = {name: self._value(getattr(record, name)) for name in _people_in(type(record))}
        update |= {name: self._text(getattr(record, name)) for name in _texts_in(type(record))}
        parts = {name: self._parts(getattr(record, name)) for name in _parts_of(type(record))}
        return record.model_copy(update=update | parts)

    def of_history(self, record: RecordHistory) -> RecordHistory:
        """A record's history in which nobody is named."""
        return replace(record, lives=[self._life(life) for life in record.lives])

    def _life(self, life: Life) -> Life:
        return Life(self._item(life.item), [self._event(one) for one in life.events], life.present)

    def _event(self, event: Event) -> Event:
        changes = event.changes
        if isinstance(changes, FirstSight):
            return event._replace(author=None, changes=FirstSight(self._item(changes.item)))
        seen = {
            name: (self._field(name, before), self._field(name, after))
            for name, (before, after) in changes.items()
        }
        return event._replace(author=None, changes=seen)

    def _item(self, item: Item) -> Item:
        return {name: self._field(name, value) for name, value in item.items()}

    def _field(self, name: str, value: Value) -> Any:
        """What an item says in a field: of ours, or one of its writer's own."""
        return self._value(value) if name in _people_in(ActionItem) else self._text(value)

    def _text(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self._text(part) for name, part in value.items()}
        if isinstance(value, list):
            return [self._text(part) for part in value]
        return self.in_text(value) if isinstance(value, str) else value

    def _value(self, value: Value) -> Any:
        if isinstance(value, dict):
            return {self.in_text(name): self._value(part) for name, part in value.items()}
        if isinstance(value, list):
            return [self._value(part) for part in value]
        return self.of_handle(value) if isinstance(value, str) else value

    def _parts(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._parts(part) for part in value]
        return self.of_model(value) if isinstance(value, BaseModel) else value


@cache
def _people_in(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that name people."""
    return tuple(field.name for field in fields_of(model) if field.names_somebody)


@cache
def _texts_in(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model in which people write what they like."""
    return tuple(
        field.name for field in fields_of(model) if field.kind in (Kind.TEXT, Kind.POINTER)
    )


@cache
def _parts_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that hold fields of their own."""
    return tuple(field.name for field in fields_of(model) if field.part is not None)
