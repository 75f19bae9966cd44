"""The half-yearly report for programs; ``schema.py`` documents its keys."""

from __future__ import annotations

from dataclasses import asdict

from rindoku.analysis.periods import Period
from rindoku.analysis.progress import Cohort, Flows
from rindoku.analysis.review import Review
from rindoku.locale import Words
from rindoku.reports.rows import Row, dump, row
from rindoku.reports.stale.parts import By


def render(review: Review, notes: list[str], say: Words, by: By = "owner") -> str:
    """The whole report as one object."""
    report, ledger = review.stale, review.stale.ledger
    return dump(
        {
            "as_of": ledger.day,
            "figures": asdict(report.figures),
            "stale": [row(report, item) for item in report.stale],
            "taken_out": [row(report, item) for item in ledger.taken_out],
            "unreadable": list(ledger.unreadable),
            "notes": notes,
            "period": _period(review.period),
            "decide": [
                {"action_item": one.item.address, "advice": one.advice, "because": one.because}
                for one in review.decide
            ],
            "flows": _flows(review.flows),
            "flows_before": _flows(review.before),
            "flows_since": _flows(review.since),
            "open_age_days": asdict(review.ages) if review.ages else None,
            "done_in_time": asdict(review.in_time) if review.in_time else None,
            "oldest": review.oldest.address if review.oldest else None,
            "newly_stale": [
                {"action_item": i.address, "since": since} for i, since in review.newly_stale
            ],
            "done": [{"action_item": i.address, "since": since} for i, since in review.done],
            "recurred": [item.address for item in review.recurred],
            "due_soon": [item.address for item in review.due_soon],
            "write_ups_overdue": [
                {"postmortem": one.stem, "title": one.title, "days": one.days}
                for one in review.write_ups
            ],
            "proposed": [item.address for item in review.proposed],
            "cohorts": [_cohort(cohort) for cohort in review.cohorts],
            "trend": [asdict(point) for point in review.trend],
        }
    )


def _period(period: Period) -> Row:
    return {"name": period.name, "first": period.first, "last": period.last}


def _flows(flows: Flows | None) -> Row | None:
    if flows is None:
        return None
    return {
        "period": _period(flows.period),
        "promised": flows.promised,
        "done": flows.done,
        "dropped": flows.dropped,
        "newly_stale": flows.newly_stale,
    }


def _cohort(cohort: Cohort) -> Row:
    return {
        "period": cohort.period.name if cohort.period else None,
        **asdict(cohort.now),
        "before": asdict(cohort.before),
    }
