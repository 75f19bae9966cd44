"""RK2: a record as a whole is consistent, and names what this repository knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from rindoku.findings import FieldPath, Place, Problem
from rindoku.reading.catalog import Catalog, Holder, RecordFile
from rindoku.reading.similar import did_you_mean
from rindoku.records import Policy, Postmortem
from rindoku.records.base import Model, show
from rindoku.records.fields import Kind, RecordField, fields_of
from rindoku.rules.facts import Entries
from rindoku.rules.registry import rule
from rindoku.saying import say
from rindoku.source import layout
from rindoku.text import composed


@rule("RK201")
def file_name(holder: Holder) -> Iterator[Problem]:
    """A record's file is named `YYYY-MM-DD-slug.md`, a postmortem's with the date it states.

    A circle keeps the name it was planned under when its date moves.

    Why: The name is the record's id in circles, references and links, and sorts by itself.

    Bad:
        date: 2026-03-15

    Good:
        date: 2026-03-14
    """
    named = layout.stem_date(holder.stem)
    if named is None:
        yield Problem(
            say(
                "the file name `%(stem)s.md` does not start with a day and a slug", stem=holder.stem
            ),
            say("rename it to YYYY-MM-DD-slug.md, for example 2026-03-14-checkout-502.md"),
            Place(1),
        )
    elif isinstance(holder.record, Postmortem) and holder.record.date != named:
        yield Problem(
            say(
                "`date` is %(date)s, but the file name says %(named)s",
                date=holder.record.date,
                named=named,
            ),
            say("make them the same: rename the file, or mend the date"),
            ("date",),
        )


@rule("RK202")
def unique_name(holder: Holder, catalog: Catalog) -> Iterator[Problem]:
    """No two records have the same file name, wherever they lie, whatever is a capital in it.

    Why: The file name is the record's id; with two of them nobody knows which one is meant. Two
    that differ in capitals only are one file on macOS and on Windows.

    Bad:
        postmortems/2025/2025-06-02-timeouts.md and postmortems/2025-06-02-timeouts.md

    Good:
        postmortems/2025-06-02-timeouts.md alone
    """
    first = catalog.first_in_any_capitals(holder.stem)
    if first is not None and first.path != holder.path:
        hint = say("give one of the two another slug")
        yield Problem(_same_name(first.path, holder), hint, Place(1))


@rule("RK203")
def ordered_times(postmortem: Postmortem) -> Iterator[Problem]:
    """`started`, `detected`, `mitigated` and `resolved` follow each other in this order.

    Why: Times to detect and to resolve are computed from them; a slip of the pen makes them wrong.

    Bad:
        started: 2026-03-14T10:02:00+09:00
        resolved: 2026-03-14T09:40:00+09:00

    Good:
        started: 2026-03-14T10:02:00+09:00
        resolved: 2026-03-14T10:40:00+09:00
    """
    for (earlier, first), (later, second) in pairwise(postmortem.times):
        if second < first:
            yield Problem(
                say(
                    "`%(name)s` (%(second)s) is before `%(name2)s` (%(first)s)",
                    name=later.name,
                    second=second.isoformat(),
                    name2=earlier.name,
                    first=first.isoformat(),
                ),
                say("mend the earlier or the later time; look at the dates and zones too"),
                (later.name,),
            )


@rule("RK204", needs=("timezone",))
def starts_on_its_date(
    postmortem: Postmortem, file: RecordFile[Any], policy: Policy
) -> Iterator[Problem]:
    """`date` is the day on which `started` lies.

    Why: Reports count by `date`; times by `started`. They tell of the same incident.

    Bad:
        started: 2026-03-12T10:02:00+09:00

    Good:
        started: 2026-03-14T10:02:00+09:00
    """
    started, day = postmortem.started, postmortem.date
    if started is None:
        return
    days = {started.date(), started.astimezone(policy.zone).date()}
    if day not in days and day == layout.stem_date(file.stem):
        yield Problem(
            say("`started` is on %(date)s, but `date` is %(day)s", date=started.date(), day=day),
            say("make them the same day"),
            ("started",),
        )


@rule("RK205", needs=("severities",))
def severity(postmortem: Postmortem, file: RecordFile[Any], policy: Policy) -> Iterator[Problem]:
    """An incident has a severity, one of the policy's. External ones and near-misses need none.

    Why: A severity outside the list sorts nowhere and is in no figure.

    Bad:
        severity: SEV9

    Good:
        severity: SEV2
    """
    given, known = postmortem.severity, policy.severities
    if not known:
        return
    if given is None:
        excused = postmortem.is_external or postmortem.kind == "near-miss"
        if not excused and not file.is_left_out("kind") and not file.is_left_out("source"):
            yield Problem(
                say("`severity` is missing"),
                say("add one of %(known)s", known=", ".join(known)),
                ("severity",),
            )
    elif given not in known:
        yield _unknown("severity", given, known, ("severity",), "`severities`")


@rule("RK206", needs=("services",))
def known_services(services: Entries[str], policy: Policy) -> Iterator[Problem]:
    """Services are those the policy lists, where it lists any.

    Why: `chekout` would be a service of its own with one incident.

    Bad:
        services: [chekout]

    Good:
        services: [checkout]
    """
    known = policy.services
    for at, name in services:
        if known and name not in known:
            yield _unknown("services", name, known, at, "`services`")


@rule("RK207", needs=("people", "teams"))
def known_people(file: RecordFile[Any], policy: Policy) -> Iterator[Problem]:
    """Handles are those of the policy's people, where it lists any; owners may be teams too.

    Why: What somebody whom nobody knows has promised, nobody has promised.

    Bad:
        authors: ["@mikaa"]

    Good:
        authors: ["@mika"]
    """
    if not policy.names_people:
        return
    for at, field, handle in _people(file):
        known = [*policy.people, *(policy.teams if field.kind is Kind.OWNER else ())]
        if handle not in known:
            yield _unknown(field.name, handle, known, at, "`people`")


@rule("RK208")
def external_without_action_items(postmortem: Postmortem) -> Iterator[Problem]:
    """An external postmortem (one with a `source`) holds no action items.

    Why: Another company's action items are not ours to do.

    Bad:
        source: https://example.com/their-postmortem
        action_items: [{id: A1, title: Test the backups, status: proposed}]

    Good:
        source: https://example.com/their-postmortem
    """
    if postmortem.is_external and postmortem.action_items:
        yield Problem(
            say("an external postmortem cannot promise anything for us"),
            say("record what it teaches us as an action item of the circle that reads it"),
            ("action_items",),
            on_key=True,
        )


def _same_name(first: str, holder: Holder) -> str:
    """What two files' names have in common."""
    names = [path.rpartition("/")[2] for path in (first, holder.path)]
    if names[0] == names[1]:
        return say("`%(path)s` already has the id `%(stem)s`", path=first, stem=holder.stem)
    if composed(names[0]) == composed(names[1]):
        return say(
            "`%(path)s` is named alike: the same letters, in another form of Unicode", path=first
        )
    return say("`%(path)s` is named alike: only capitals differ", path=first)


def _people(file: RecordFile[Any]) -> Iterator[tuple[FieldPath, RecordField, str]]:
    """Every handle in the record, with its place and its field."""
    model: type[Model] = file.model
    for one, parts in _naming_somebody(model):
        if parts:
            for number, entry in file.numbered(one.name):
                for part in parts:
                    if handle := getattr(entry, part.name):
                        yield (one.name, number, part.name), part, handle
        elif one.shapes == ("list",):
            for number, handle in file.numbered(one.name):
                yield (one.name, number), one, handle
        else:
            given = getattr(file.record, one.name, None) or {}
            for role, handle in given.items() if isinstance(given, dict) else [("", given)]:
                yield (one.name, role) if role else (one.name,), one, handle


@cache
def _naming_somebody(model: type[Model]) -> list[tuple[RecordField, list[RecordField]]]:
    """The fields that name people; of lists of parts with the fields in a part that do."""
    parts = [
        (one, [part for part in fields_of(one.part) if part.names_somebody])
        for one in fields_of(model)
        if one.part is not None and one.shapes == ("list",)
    ]
    own = [(one, list[RecordField]()) for one in fields_of(model) if one.names_somebody]
    return [*own, *((one, named) for one, named in parts if named)]


def _unknown(field: str, given: str, known: Iterable[str], at: FieldPath, table: str) -> Problem:
    names = list(known)
    shown = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    hint = did_you_mean(given, names) or say(
        "use one of these, or add it to the policy's %(table)s", table=table
    )
    return Problem(
        say(
            "`%(field)s` is %(given)s; this repository knows %(shown)s",
            field=field,
            given=show(given),
            shown=shown,
        ),
        hint,
        at,
    )
