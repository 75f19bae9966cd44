"""What is wrong with a policy besides the shapes of its values: settings that nobody reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rindoku.findings import FieldPath, Problem
from rindoku.reading.mistakes import Mistake
from rindoku.reading.similar import did_you_mean
from rindoku.reading.validation import unknown_keys
from rindoku.records import Policy
from rindoku.records.base import show
from rindoku.records.fields import field_at, field_named
from rindoku.saying import say
from rindoku.values import PRIORITIES

Table = Mapping[str, Any]
Told = Iterator[tuple[Mistake, Problem]]

TABLE = ("tool", "rindoku")
_HERE = say("the settings stand in [tool.rindoku]; in rindoku.toml they may stand at the top")


def in_the_table(table: dict[str, Any]) -> Told:
    """What is wrong in the table with our settings; fields are named from there."""
    for path in unknown_keys(Policy, table):
        if path != ("tool",):  # other tools' tables are no business of ours
            yield _unread(path, _where_it_belongs(path))
    yield from _handles(table)
    yield from _programs_given_twice(table)


def around_the_table(data: Table) -> Iterator[tuple[FieldPath, Mistake, Problem]]:
    """Settings of ours outside of our table: the table's name is written in another way.

    The first of each is the name's place, from the top of the file.
    """
    tool = data.get("tool")
    names: list[FieldPath] = [(name,) for name in data if name == "rindoku"]
    names += [("tool", name) for name in (tool if isinstance(tool, dict) else ())]
    for name in names:
        if name != TABLE and (name == ("rindoku",) or did_you_mean(str(name[-1]), ["rindoku"])):
            yield (name, *_unread(name, say("write [tool.rindoku]")))


def beside_a_table(data: Table) -> Iterator[tuple[FieldPath, Mistake, Problem]]:
    """Settings at the top of a rindoku.toml that has a table for them, too."""
    for name in data:
        if field_named(Policy, name) is not None:
            hint = say("move it into [tool.rindoku]; what stands at the top is not read then")
            yield ((name,), *_unread((name,), hint))


def second_policy(path: str, other: str) -> tuple[Mistake, Problem]:
    """Two files hold a policy, of which one is read."""
    message = say("%(other)s holds a policy as well, and nobody reads it", other=other)
    hint = say("keep one of them; %(path)s comes first", path=path)
    return Mistake.UNKNOWN_KEY, Problem(message, hint)


def _unread(path: FieldPath, hint: str) -> tuple[Mistake, Problem]:
    name = ".".join(str(part) for part in path)
    message = say("`%(name)s` is no setting, and nobody reads it", name=name)
    return Mistake.UNKNOWN_KEY, Problem(message, hint, path, on_key=True)


def _where_it_belongs(path: FieldPath) -> str:
    if path == ("rindoku",):
        return _HERE
    if path[0] == "staleness" and path[-1] in PRIORITIES:
        return say("limits by priority stand in [tool.rindoku.staleness.aged]")
    known = ", ".join(f"`{name}`" for name in _read_at(path[:-1]))
    return say("delete it, or use one of %(known)s", known=known)


def _read_at(path: FieldPath) -> list[str]:
    """The names that are read in a table of the policy."""
    field = field_at(Policy, path)
    return [*(field.part if field is not None and field.part else Policy).model_fields]


def _handles(table: Table) -> Told:
    """People without the `@` that every record calls them by."""
    people = table.get("people")
    for name in people if isinstance(people, dict) else ():
        if not name.startswith("@"):
            message = say("`%(name)s` is no handle, and no record names it", name=name)
            hint = say('write "@%(name)s", as in `owner: "@%(name)s"`', name=name)
            yield Mistake.UNKNOWN_KEY, Problem(message, hint, ("people", name), on_key=True)


def _programs_given_twice(table: Table) -> Told:
    programs = table.get("programs")
    seen = set[str]()
    for number, program in enumerate(programs if isinstance(programs, list) else ()):
        name = program.get("name") if isinstance(program, dict) else None
        if isinstance(name, str) and name in seen:
            message = say("there are two programs %(name)s", name=show(name))
            at = ("programs", number, "name")
            yield Mistake.WRONG_SHAPE, Problem(message, say("give one of them another name"), at)
        elif isinstance(name, str):
            seen.add(name)
