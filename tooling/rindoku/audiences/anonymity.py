"""People who are nobody in particular: a team's, or one of those who have left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from rindoku.history.lives import Event, FirstSight, Item, Life, RecordHistory
from rindoku.records import ActionItem, Policy
from rindoku.records.circle import Impression
from rindoku.records.fields import fields_of
from rindoku.records.policy import PersonPolicy
from rindoku.source.yaml import Value

M = TypeVar("M", bound=BaseModel)

SOMEBODY = "@somebody"
"""A person who is in no team."""
FORMER = "@former"
"""Somebody who has left: what they own, nobody here does."""


class Aliases(NamedTuple):
    """What stands for each handle, and the policy that knows just these."""

    by_handle: Mapping[str, str]
    policy: Policy

    @classmethod
    def of(cls, policy: Policy, day: date) -> Aliases:
        """The aliases of a policy's people: their first team; of those who left, one for all."""
        aliases = {team: team for team in policy.teams}
        for team, members in reversed(policy.teams.items()):
            aliases |= dict.fromkeys(members, team)
        gone = [p.left for p in policy.people.values() if p.left is not None and p.left <= day]
        aliases |= {
            handle: aliases.get(handle, SOMEBODY) if policy.is_present(handle, day) else FORMER
            for handle in policy.people
        }
        people = {SOMEBODY: PersonPolicy()} | (
            {FORMER: PersonPolicy(left=min(gone))} if gone else {}
        )
        known = people if policy.names_people else {}
        teams: dict[str, list[str]] = {team: [] for team in policy.teams}
        return cls(aliases, policy.model_copy(update={"people": known, "teams": teams}))

    def of_handle(self, handle: str) -> str:
        """What stands for a handle. One that the policy does not know stays unknown."""
        return self.by_handle.get(handle, "@?" if self.policy.names_people else SOMEBODY)

    def of_model(self, record: M) -> M:
        """A record, or a part of one, in which nobody is named."""
        if isinstance(record, Impression):
            return record.model_copy(update={"by": None})
        update = {name: self._value(getattr(record, name)) for name in _people_in(type(record))}
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
            name: (self._value(before), self._value(after))
            if name in _people_in(ActionItem)
            else (before, after)
            for name, (before, after) in changes.items()
        }
        return event._replace(author=None, changes=seen)

    def _item(self, item: Item) -> Item:
        people = _people_in(ActionItem)
        return {name: self._value(v) if name in people else v for name, v in item.items()}

    def _value(self, value: Value) -> Any:
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
def _parts_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that hold fields of their own."""
    return tuple(field.name for field in fields_of(model) if field.part is not None)
