"""Who is meant by a handle or a name that somebody typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rindoku.lookup.matching import few
from rindoku.reading.catalog import Catalog
from rindoku.reading.similar import did_you_mean
from rindoku.records import Circle
from rindoku.saying import say
from rindoku.text import fold


class People(NamedTuple):
    """The handles that are known here, by everything their bearers may be called.

    A name that two of them share stands for nobody. A family or given name alone will do where it
    is nobody else's handle or name.
    """

    handles: tuple[str, ...]
    by_name: Mapping[str, str | None]

    def handle(self, name: str) -> str | None:
        """The handle of `@aoi`, `aoi`, `森 美加` or `森`, in any width or case.

        None for a stranger.
        """
        return self.by_name.get(_without_spaces(name))


NOBODY = People((), {})
"""Where no name is known."""


def known_people(catalog: Catalog) -> People:
    """The policy's people; where it lists none, those of the circles' pages."""
    people = catalog.policy.people
    handles = tuple(people) or tuple(
        dict.fromkeys(h for _, circle in catalog.read_circles() for h in _handles(circle))
    )
    names = {h: person.name for h in handles if (person := people.get(h)) and person.name}
    whole = [(name, h) for h in handles for name in (h, h.removeprefix("@"), names.get(h, h))]
    parts = [(part, h) for h, name in names.items() for part in name.split()]
    return People(handles, _bearers(parts) | _bearers(whole))


def spellings_of(text: str, handles: Iterable[str]) -> list[str]:
    """The handles that can be meant: one owner may be written in two ways.

    The `@` may be left out. Case and width count only where a handle is written just like this.
    """
    names = list(handles)
    exact = [name for name in names if name.removeprefix("@") == text.removeprefix("@")]
    wanted = fold(text).removeprefix("@")
    return exact or [name for name in names if fold(name).removeprefix("@") == wanted]


def near_handle(text: str, known: list[str]) -> str:
    """A hint that names the nearest handle, or some."""
    near = did_you_mean(text.removeprefix("@"), [name.removeprefix("@") for name in known])
    return near or say("known are %(known)s", known=few(known))


def _bearers(named: Iterable[tuple[str, str]]) -> dict[str, str | None]:
    """Who bears each name; None where two do."""
    found: dict[str, str | None] = {}
    for name, handle in named:
        plain = _without_spaces(name)
        found[plain] = handle if found.get(plain, handle) == handle else None
    return found


def _handles(circle: Circle) -> Iterable[str]:
    readers = [reading.reader for reading in circle.readings]
    speakers = [impression.by for impression in circle.impressions]
    named = [circle.facilitator, *circle.attendees, *readers, *speakers]
    return (handle for handle in named if handle)


def _without_spaces(name: str) -> str:
    return "".join(fold(name).split())
