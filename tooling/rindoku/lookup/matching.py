"""Short forms: any part of a name that picks exactly one. Pure.

There is one rule for what is ambiguous: ways to read a text are tried from the strictest to the
loosest, and the first that fits anything decides. Where it fits more than one, nobody guesses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rindoku.errors import CannotRunError
from rindoku.reading.catalog import split_address
from rindoku.reading.similar import did_you_mean
from rindoku.saying import say
from rindoku.text import fold

_SHOWN = 8
_DAY = len("2026-03-14-")


class Sort(NamedTuple):
    """What is looked for: its name, its plural, and where one sees what there is."""

    name: str
    plural: str
    hint: str


ACTION_ITEM = Sort(
    say("action item"), say("action items"), say("`rindoku action list --all` lists them")
)
_RECORD_HINT = say("a record's id is its file name without `.md`")
RECORD = Sort(say("record"), say("records"), _RECORD_HINT)
POSTMORTEM = Sort(say("postmortem"), say("postmortems"), _RECORD_HINT)
SESSION = Sort(say("circle"), say("circles"), say("`rindoku circle plan` writes one"))


def pick(readings: Iterable[list[str]], text: str, sort: Sort, near: str | None = None) -> str:
    """What the first reading that fits anything stands for.

    Raises CannotRunError where it fits more than one, or none does; ``near`` is the hint then.
    """
    for found in readings:
        if len(found) == 1:
            return found[0]
        if found:
            message = say(
                "%(text)s can be any of %(found)s %(plural)s",
                text=text,
                found=len(found),
                plural=sort.plural,
            )
            raise CannotRunError(
                message, say("write more of it: %(found)s", found=few(sorted(found)))
            )
    raise CannotRunError(
        say("there is no %(name)s %(text)s", name=sort.name, text=text), near or sort.hint
    )


def pick_address(text: str, addresses: Iterable[str]) -> str:
    """The one address of an action item that a text stands for.

    Before the `#` stands any part of the record's id, after it the whole id of the item; a text
    without a `#` is the id of an item, or a part of the id of a record with one item. What is
    written in full always wins, and before a part a whole slug: what follows the day.
    """
    known = list(dict.fromkeys(addresses))
    typed = text.replace("＃", "#")
    return pick(_addresses(typed, known), text, ACTION_ITEM, _near_address(typed, known))


def pick_record(text: str, stems: Iterable[str], sort: Sort = RECORD) -> str:
    """The one record that its id, its file's path or a part of its id stands for."""
    known = list(dict.fromkeys(stems))
    return pick(_stems(text, known), text, sort, did_you_mean(text, _with_slugs(known)))


def few(found: Sequence[str]) -> str:
    """Some names, and how many there are besides."""
    names, more = ", ".join(found[:_SHOWN]), len(found) - _SHOWN
    return names if more <= 0 else say("%(names)s and %(more)d more", names=names, more=more)


def _stems(text: str, known: list[str]) -> Iterator[list[str]]:
    wanted = fold(text)
    yield [stem for stem in known if stem == text]
    yield [stem for stem in known if fold(stem) == wanted]
    yield [stem for stem in known if fold(stem)[_DAY:] == wanted]
    yield [stem for stem in known if wanted and wanted in fold(stem)]


def _addresses(text: str, known: list[str]) -> Iterator[list[str]]:
    wanted = fold(text)
    pairs = [(address, *map(fold, split_address(address))) for address in known]
    yield [address for address in known if address == text]
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


def _near_address(text: str, known: list[str]) -> str | None:
    record, item = split_address(text)
    stems = dict.fromkeys(split_address(address)[0] for address in known)
    found = [stem for stem in stems if fold(record) in fold(stem)]
    if item and len(found) == 1:
        ids = [split_address(a)[1] for a in known if split_address(a)[0] == found[0]]
        return say("%(record)s has %(ids)s", record=found[0], ids=few(ids))
    return did_you_mean(text, _with_slugs(known))


def _with_slugs(known: list[str]) -> list[str]:
    """The names, and what is left of them without the day in front."""
    return [*known, *(name[_DAY:] for name in known if len(name) > _DAY)]
