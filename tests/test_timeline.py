"""The timeline of an action item tells the same as looking at the item day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rindoku.analysis.staleness import reasons_for
from rindoku.analysis.standing import read_field, read_item
from rindoku.analysis.timeline import is_stale, status_of, timeline
from rindoku.analysis.tracked_item import Decided, TrackedItem
from rindoku.history.lives import Histories, Item, Life, Version
from rindoku.history.main_line import MainLineCommit
from rindoku.records import Decision, Policy

START = date(2026, 1, 1)
POLICY = Policy.model_validate(
    {
        "people": {"@ken": {}, "@ryo": {"left": "2026-02-10"}},
        "staleness": {"untouched": 25, "aged": {"P0": 14, "P1": 30}},
    }
)

FIELDS = ("status", "priority", "owner", "due", "closed")

days = st.integers(0, 90).map(lambda number: START + timedelta(days=number))
items = st.fixed_dictionaries(
    {
        "id": st.just("A1"),
        "title": st.just("Alert"),
        "status": st.sampled_from(["proposed", "open", "blocked", "done", "dropped", "later"]),
    },
    optional={
        "owner": st.sampled_from(["@ken", "@ryo", "@stranger"]),
        "priority": st.sampled_from(["P0", "P1", "PX"]),
        "due": days.map(str),
    },
)
versions = st.lists(st.tuples(days, st.none() | items), min_size=1, max_size=8)


def tracked(said: list[tuple[date, Any]], decided: list[date]) -> TrackedItem | None:
    book = Histories()
    for number, (day, item) in enumerate(sorted(said, key=lambda pair: pair[0])):
        line_commit = MainLineCommit(f"c{number}", None, day, "Mika")
        version = Version(gone=True) if item is None else Version([Item(item)])
        book.observe(line_commit, {"r": version}, {})
    record = book.records.get("r")
    if record is None or not record.lives:
        return None
    decision = Decision(action_item="r#A1", outcome="keep")
    decisions = tuple(Decided(day, "2026-01-01-c", decision) for day in decided)
    return TrackedItem("r", 0, record.lives[0], None, decisions)


def as_of(item: TrackedItem, day: date) -> TrackedItem | None:
    """The item of a ledger that ends on a day; None where it was in no record then."""
    events = [event for event in item.life.events if event.latest and event.latest <= day]
    if not events or not events[-1].present:
        return None
    fields: Item = {}
    for event in events:
        fields |= {name: after for name, (_, after) in event.changes.items()}
    decisions = tuple(decided for decided in item.decisions if decided.day <= day)
    return replace(item, life=Life(fields, events, present=True), decisions=decisions)


@given(versions, st.lists(days, max_size=2), st.lists(days, max_size=2))
def test_its_status_and_its_staleness_are_those_of_each_day(
    said: list[tuple[date, Any]], decided: list[date], recurred: list[date]
) -> None:
    item = tracked(said, decided)
    if item is None:
        return
    last = START + timedelta(days=120)
    again = sorted((day, f"again-{day}") for day in recurred)
    whole = timeline(item, last, POLICY, again)

    for number in range(121):
        day = START + timedelta(days=number)
        then = as_of(item, day)
        known = [(on, stem) for on, stem in again if on <= day]
        stale = then is not None and any(reasons_for(then, then.now, day, POLICY, known))
        assert status_of(whole.on(day)) == (then.item.status if then else None)
        assert is_stale(whole.on(day), day) == stale
        assert (whole.stale_since(day) is not None) == stale


@given(versions)
def test_what_it_was_on_a_day_is_what_a_ledger_of_that_day_says(
    said: list[tuple[date, Any]],
) -> None:
    item = tracked(said, [])
    if item is None:
        return
    for day, _ in said:
        stood, then = item.on(day), as_of(item, day)
        if then is None:
            assert item.status_on(day) is None
        else:
            assert stood == then.now
            assert [getattr(stood, name) for name in FIELDS] == [
                getattr(then.item, name) for name in FIELDS
            ]


values = st.sampled_from(
    ["open", " open", "done", "P1", "p1", "@ken", " @ken ", "", " ", "2026-03-14", "2026-02-30",
     "1999-01-01", "12", "true", "\u304c", True, 1, 1.0, None, [], ["open"], {"open": "open"}]
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["id", "title", "type", *FIELDS, "statsu"]), values))
def test_a_field_read_alone_says_what_it_says_in_its_item(fields: Item) -> None:
    item = read_item({name: value for name, value in fields.items() if value is not None})
    for name in ("id", *FIELDS):
        assert read_field(name, fields.get(name)) == getattr(item, name)
