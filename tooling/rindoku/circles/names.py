"""Who is meant by a name that somebody typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rindoku.catalog import Catalog
from rindoku.records import Circle


@dataclass(frozen=True)
class People:
    """The handles that are known here, by everything their bearers may be called.

    A name that two of them share stands for nobody.
    """

    handles: tuple[str, ...]
    by_name: Mapping[str, str | None]

    def handle(self, said: str) -> str | None:
        """The handle of `@aoi`, `aoi` or `森 美加`, in any width or case; None for a stranger."""
        return self.by_name.get(_plain(said))


NOBODY = People((), {})
"""Where no name is known."""


def known_people(catalog: Catalog) -> People:
    """The policy's people; where it lists none, those of the circles' pages."""
    people = catalog.policy.people
    handles = tuple(people) or tuple(
        dict.fromkeys(h for _, circle in catalog.read_circles() for h in _handles(circle))
    )
    by_name: dict[str, str | None] = {}
    for handle in handles:
        person = people.get(handle)
        for name in {handle, handle.removeprefix("@"), (person and person.name) or handle}:
            plain = _plain(name)
            by_name[plain] = handle if by_name.get(plain, handle) == handle else None
    return People(handles, by_name)


def _handles(circle: Circle) -> Iterable[str]:
    readers = [reading.reader for reading in circle.readings]
    speakers = [impression.by for impression in circle.impressions]
    named = [circle.facilitator, *circle.attendees, *readers, *speakers]
    return (handle for handle in named if handle)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
