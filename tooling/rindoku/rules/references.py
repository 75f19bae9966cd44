"""RK4: what a record names exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from rindoku.findings import FieldPath, Problem
from rindoku.reading.catalog import Catalog, RecordFile, split_address
from rindoku.reading.similar import did_you_mean
from rindoku.records import Decision, Reading
from rindoku.rules.facts import Entries
from rindoku.rules.registry import rule
from rindoku.saying import say
from rindoku.source import layout


@rule("RK401")
def recurrence_exists(
    recurrence_of: Entries[str], file: RecordFile[Any], catalog: Catalog
) -> Iterator[Problem]:
    """`recurrence_of` names earlier postmortems of this repository.

    Why: That an incident came back while its action item was open is told from these names.

    Bad:
        recurrence_of: [2020-01-01-no-such-incident]

    Good:
        recurrence_of: [2025-06-02-checkout-timeouts]
    """
    for at, name in recurrence_of:
        earlier = catalog.postmortem(name)
        if earlier is None:
            yield _no_such(say("postmortem"), name, catalog.postmortems, at)
        elif earlier.stem == file.stem:
            yield Problem(
                say("an incident cannot be a recurrence of itself"), say("name the earlier one"), at
            )
        elif (day := layout.stem_date(earlier.stem)) and day > (
            layout.stem_date(file.stem) or date.max
        ):
            yield Problem(
                say("`%(name)s` happened later (%(day)s)", name=name, day=day),
                say("write `recurrence_of` into the later of the two"),
                at,
            )


@rule("RK402")
def saved_by_exists(saved_by: Entries[str], catalog: Catalog) -> Iterator[Problem]:
    """`saved_by` names action items, as `RECORD#ID`.

    Why: An action item that paid off is the best argument for the next one.

    Bad:
        saved_by: [2025-06-02-checkout-timeouts#A99]

    Good:
        saved_by: [2025-06-02-checkout-timeouts#A1]
    """
    for at, address in saved_by:
        yield from _action_item(catalog, address, at)


@rule("RK403")
def reading_exists(readings: Entries[Reading], catalog: Catalog) -> Iterator[Problem]:
    """The readings of a circle are postmortems of this repository, each once.

    Why: What was read, and by whom, decides what is read next.

    Bad:
        readings: [{postmortem: 2020-01-01-no-such-incident}]

    Good:
        readings: [{postmortem: 2025-06-02-checkout-timeouts}]
    """
    seen: set[str] = set()
    for place, reading in readings:
        at = (*place, "postmortem")
        if catalog.postmortem(reading.postmortem) is None:
            yield _no_such(say("postmortem"), reading.postmortem, catalog.postmortems, at)
        elif reading.postmortem in seen:
            message = say(
                "`%(postmortem)s` is read twice in one circle", postmortem=reading.postmortem
            )
            yield Problem(message, say("keep one of the two"), at)
        seen.add(reading.postmortem)


@rule("RK404")
def decided_item_exists(decisions: Entries[Decision], catalog: Catalog) -> Iterator[Problem]:
    """The decisions of a circle are about action items that exist.

    Why: A decision shows up in the life of its action item.

    Bad:
        decisions: [{action_item: 2025-06-02-checkout-timeouts#A99, outcome: keep}]

    Good:
        decisions: [{action_item: 2025-06-02-checkout-timeouts#A1, outcome: keep}]
    """
    for at, decision in decisions:
        yield from _action_item(catalog, decision.action_item, (*at, "action_item"))


def _action_item(catalog: Catalog, address: str, at: FieldPath) -> Iterator[Problem]:
    stem, item_id = split_address(address)
    holder = catalog.holder(stem)
    if not stem or not item_id:
        hint = say("write RECORD#ID: 2026-03-14-checkout-502#A2")
        yield Problem(
            say("`%(address)s` is no address of an action item", address=address), hint, at
        )
    elif holder is None:
        yield _no_such(say("record"), stem, [*catalog.postmortems, *catalog.circles], at)
    elif holder.record is not None and not _has_unnamed_items(holder):
        ids = [item.id for item in holder.record.action_items]
        if item_id not in ids:
            has = say("it has %(ids)s", ids=", ".join(ids)) if ids else say("it has none")
            mend = did_you_mean(item_id, ids) or say("look into %(path)s", path=holder.path)
            yield Problem(
                say(
                    "`%(stem)s` has no action item `%(item_id)s`; %(has)s",
                    stem=stem,
                    item_id=item_id,
                    has=has,
                ),
                mend,
                at,
            )


def _has_unnamed_items(holder: RecordFile[Any]) -> bool:
    """Whether a mistake over there, which has its finding, hides what an item is called."""
    paths = [p for p in holder.validated.left_out if p[0] == "action_items"]
    return any(len(path) < 3 or path[2] == "id" for path in paths)


def _no_such(kind: str, name: Any, known: Iterable[str], at: FieldPath) -> Problem:
    hint = did_you_mean(str(name), list(known)) or say(
        "a record's id is its file name without `.md`"
    )
    return Problem(say("there is no %(kind)s `%(name)s`", kind=kind, name=name), hint, at)
