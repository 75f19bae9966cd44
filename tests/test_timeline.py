"""The timeline of an action item tells the same as looking at the item day by day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rindoku.analysis.staleness import reasons_for
from rindoku.analysis.timeline import timeline
from rindoku.analysis.tracked_item import Decided, TrackedItem
from rindoku.history.lives import Histories, Item, Version
from rindoku.history.main_line import MainLineCommit
from rindoku.reading.fallbacks import ITEM_FALLBACKS
from rindoku.reading.validation import validate
from rindoku.records import ActionItem, Decision, Policy

START = date(2026, 1, 1)
POLICY = Policy.model_validate(
    {
        "people": {"@ken": {}, "@ryo": {"left": "2026-02-10"}},
        "staleness": {"untouched": 25, "aged": {"P0": 14, "P1": 30}},
    }
)

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
    now = validate(ActionItem, dict(record.lives[0].item), ITEM_FALLBACKS).record
    assert now is not None
    return TrackedItem(
        "r",
        0,
        now,
        record.lives[0],
        None,
        tuple(Decided(day, "2026-01-01-c", decision) for day in decided),
    )


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
        then = item.on(day)
        known = [(on, stem) for on, stem in again if on <= day]
        stale = then is not None and any(reasons_for(then, day, POLICY, known))
        assert whole.status_on(day) == (then.item.status if then else None)
        assert whole.is_stale_on(day) == stale
        assert (whole.stale_since(day) is not None) == stale


@given(versions)
def test_an_item_on_a_day_is_what_its_record_said_last(said: list[tuple[date, Any]]) -> None:
    item = tracked(said, [])
    if item is None:
        return
    for day, _ in said:
        then = item.on(day)
        events = [event for event in item.life.events if event.latest and event.latest <= day]
        assert (then is not None) == bool(events and events[-1].present)
