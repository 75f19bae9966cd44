"""The half-yearly report as JSON: its keys, and where each comes from.

Days are text (`2026-06-30`), ages are in days. More keys may be added; none of these changes its
meaning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Annotated, Self

from pydantic import Field

from rindoku.analysis.periods import Period
from rindoku.analysis.progress import Cohort, Flows
from rindoku.analysis.stale_report import Dated, StaleReport, WriteUp
from rindoku.analysis.suggestion import Advice, Because, Suggestion
from rindoku.analysis.tracked_item import TrackedItem
from rindoku.reports.documents import JsonDocument, JsonObject
from rindoku.reports.items import ItemRow


class FiguresRow(JsonObject):
    """The stocks of the day."""

    open: int
    stale: int
    done: int
    dropped: int
    proposed: int


class PeriodRow(JsonObject):
    """The period that the report looks back on."""

    name: Annotated[str, Field(description="2026H1, or its two days")]
    first: date
    last: date

    @classmethod
    def of(cls, period: Period) -> Self:
        """A period with its name."""
        return cls(name=period.name, first=period.first, last=period.last)


class FlowsRow(JsonObject):
    """What a period brought."""

    period: PeriodRow
    promised: Annotated[int, Field(description="promised in it")]
    done: Annotated[int, Field(description="done at its end, and not on the day before it")]
    dropped: Annotated[int, Field(description="likewise")]
    newly_stale: Annotated[int, Field(description="likewise")]

    @classmethod
    def of(cls, flows: Flows | None) -> Self | None:
        """The flows of a period, where they are known."""
        return cls(**{**flows._asdict(), "period": PeriodRow.of(flows.period)}) if flows else None


class SuggestionRow(JsonObject):
    """One of the five worst, with a suggested decision."""

    action_item: Annotated[str, Field(description="its address, as everywhere here")]
    advice: Advice
    because: Because

    @classmethod
    def of(cls, suggestion: Suggestion) -> Self:
        """What to decide about which item."""
        address = suggestion.item.address
        return cls(action_item=address, advice=suggestion.advice, because=suggestion.because)


class DatedRow(JsonObject):
    """An item and the day since when it is so."""

    action_item: str
    since: date


class AgesRow(JsonObject):
    """Ages of the open action items, in days."""

    median: int | float
    least: int
    most: int
    count: int


class ShareRow(JsonObject):
    """So many of so many."""

    part: int
    whole: int


class WriteUpRow(JsonObject):
    """A postmortem that is still a draft."""

    postmortem: Annotated[str, Field(description="its id")]
    title: str
    days: Annotated[int, Field(description="since the incident")]

    @classmethod
    def of(cls, write_up: WriteUp) -> Self:
        """A draft, and how old it is."""
        return cls(postmortem=write_up.stem, title=write_up.title, days=write_up.days)


class _HalfYearRow(JsonObject):
    period: Annotated[str | None, Field(description="null: before the history begins")]


class CountsRow(JsonObject):
    """Action items by what had become of them; stale ones are open too."""

    promised: int
    done: int
    dropped: int
    open: int
    stale: int


class CohortRow(CountsRow, _HalfYearRow):
    """The action items promised in one half-year."""

    before: Annotated[CountsRow, Field(description="the same on the eve of the report's period")]

    @classmethod
    def of(cls, cohort: Cohort) -> Self:
        """What became of a half-year's promises, beside what the last report saw."""
        name = cohort.period.name if cohort.period else None
        before = CountsRow(**cohort.before._asdict())
        return cls(period=name, **cohort.now._asdict(), before=before)


class MonthRow(JsonObject):
    """The stocks at the end of a month (the last one: of the day), under today's policy."""

    day: date
    open: int
    stale: int
    closed: Annotated[int, Field(description="done or dropped")]


class StaleDocument(JsonDocument):
    """What `rindoku stale --format json` prints: the whole report."""

    as_of: date
    figures: FiguresRow
    stale: list[ItemRow]
    taken_out: Annotated[list[ItemRow], Field(description="deleted while they were open")]
    unreadable: Annotated[list[str], Field(description="records told as last readable")]
    notes: Annotated[list[str], Field(description="what the history cannot tell, in sentences")]
    period: PeriodRow
    decide: list[SuggestionRow]
    flows: Annotated[FlowsRow | None, Field(description="null: the history does not reach back")]
    flows_before: Annotated[FlowsRow | None, Field(description="of the period before")]
    flows_since: Annotated[FlowsRow | None, Field(description="from the period's end to the day")]
    open_age_days: AgesRow | None
    done_in_time: Annotated[
        ShareRow | None, Field(description="of those done in the period, within the policy's days")
    ]
    oldest: Annotated[str | None, Field(description="the open action item that was promised first")]
    newly_stale: Annotated[list[DatedRow], Field(description="not stale on the eve of the period")]
    done: Annotated[list[DatedRow], Field(description="not done on the eve of the period")]
    recurred: Annotated[list[str], Field(description="open when their incident happened again")]
    due_soon: Annotated[list[str], Field(description="due within 30 days")]
    write_ups_overdue: list[WriteUpRow]
    proposed: list[str]
    cohorts: list[CohortRow]
    trend: list[MonthRow]

    @classmethod
    def of(cls, report: StaleReport, notes: Iterable[str]) -> Self:
        """The report, and what it cannot tell."""
        assessment, ledger = report.assessment, report.assessment.ledger
        return cls(
            as_of=ledger.day,
            figures=FiguresRow(**assessment.figures._asdict()),
            stale=[ItemRow.of(assessment, item) for item in assessment.stale],
            taken_out=[ItemRow.of(assessment, item) for item in ledger.taken_out],
            unreadable=list(ledger.unreadable),
            notes=list(notes),
            period=PeriodRow.of(report.period),
            decide=[SuggestionRow.of(suggestion) for suggestion in report.decide],
            flows=FlowsRow.of(report.flows),
            flows_before=FlowsRow.of(report.before),
            flows_since=FlowsRow.of(report.since),
            open_age_days=AgesRow(**asdict(report.ages)) if report.ages else None,
            done_in_time=ShareRow(**report.in_time._asdict()) if report.in_time else None,
            oldest=report.oldest.address if report.oldest else None,
            newly_stale=_dated(report.newly_stale),
            done=_dated(report.done),
            recurred=_addresses(report.recurred),
            due_soon=_addresses(report.due_soon),
            write_ups_overdue=[WriteUpRow.of(write_up) for write_up in report.write_ups],
            proposed=_addresses(report.proposed),
            cohorts=[CohortRow.of(cohort) for cohort in report.cohorts],
            trend=[MonthRow(**point._asdict()) for point in report.trend],
        )


def _dated(items: Dated) -> list[DatedRow]:
    return [DatedRow(action_item=item.address, since=day) for item, day in items]


def _addresses(items: Iterable[TrackedItem]) -> list[str]:
    return [item.address for item in items]
