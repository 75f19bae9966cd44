"""Short ids: any part of an address that picks exactly one action item or record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rindoku.errors import CannotRunError
from rindoku.reading.catalog import split_address
from rindoku.reading.validation import did_you_mean
from rindoku.text import fold

_SHOWN = 8
_DAY = len("2026-03-14-")


def pick(text: str, addresses: Iterable[str]) -> str:
    """The one address that a text stands for.

    Before the `#` stands any part of the record's id, after it the whole id of the item; a text
    without a `#` is the id of an item, or a part of the id of a record with one item. What is
    written in full always wins, and before a part a whole slug: what follows the day. Raises
    CannotRunError where there is none, or more than one.
    """
    known = list(dict.fromkeys(addresses))
    if text in known:
        return text
    text = text.replace("＃", "#")
    for found in _meant(text, known):
        if len(found) == 1:
            return found[0]
        if found:
            raise CannotRunError(
                f"{text} can be any of {len(found)} action items",
                f"write more of it: {_few(found)}",
            )
    hint = _near(text, known) or "`rindoku action list --all` lists them"
    raise CannotRunError(f"there is no action item {text}", hint)


def pick_record(text: str, records: Iterable[str]) -> str:
    """The one record that a part of its id stands for. Raises CannotRunError likewise."""
    known = list(dict.fromkeys(records))
    wanted = fold(text)
    exact = [stem for stem in known if fold(stem) == wanted]
    slugs = [stem for stem in known if fold(stem)[_DAY:] == wanted]
    found = exact or slugs or [stem for stem in known if wanted in fold(stem)]
    if len(found) == 1:
        return found[0]
    if found:
        raise CannotRunError(
            f"{text} can be any of {len(found)} records", f"write more of it: {_few(sorted(found))}"
        )
    hint = did_you_mean(text, _with_slugs(known)) or "a record's id is its file name without `.md`"
    raise CannotRunError(f"there is no record {text}", hint)


def _meant(text: str, known: list[str]) -> Iterator[list[str]]:
    """The addresses that a text can mean, the nearest meaning first."""
    wanted = fold(text)
    pairs = [(address, *map(fold, split_address(address))) for address in known]
    yield [address for address in known if fold(address) == wanted]
    if "#" in text:
        record, item = split_address(wanted)
        same_id = [(address, stem) for address, stem, own in pairs if own == item]
        yield [address for address, stem in same_id if stem == record]
        yield [address for address, stem in same_id if stem[_DAY:] == record]
        yield [address for address, stem in same_id if record in stem]
    else:
        yield [address for address, _, own in pairs if own == wanted]
        yield [address for address, stem, _ in pairs if stem[_DAY:] == wanted]
        yield [address for address, stem, _ in pairs if wanted in stem]


def _near(text: str, known: list[str]) -> str | None:
    record, item = split_address(text)
    stems = dict.fromkeys(split_address(address)[0] for address in known)
    found = [stem for stem in stems if fold(record) in fold(stem)]
    if item and len(found) == 1:
        ids = [split_address(a)[1] for a in known if split_address(a)[0] == found[0]]
        return f"{found[0]} has {_few(ids)}"
    return did_you_mean(text, _with_slugs(known))


def _with_slugs(known: list[str]) -> list[str]:
    """The names, and what is left of them without the day in front."""
    return [*known, *(name[_DAY:] for name in known if len(name) > _DAY)]


def _few(found: Sequence[str]) -> str:
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return ", ".join(found[:_SHOWN]) + more
