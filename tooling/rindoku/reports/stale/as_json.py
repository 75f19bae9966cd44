"""The half-yearly report for programs; ``schema.py`` documents its keys."""

from __future__ import annotations

from dataclasses import asdict

from rindoku.analysis.periods import Period
from rindoku.analysis.progress import Cohort, Flows
from rindoku.analysis.stale_report import StaleReport
from rindoku.reports.options import ReportOptions
from rindoku.reports.rows import Row, dump, row


def render(report: StaleReport, options: ReportOptions) -> str:
    """The whole report as one object."""
    assessment, ledger = report.assessment, report.assessment.ledger
    return dump(
        {
            "as_of": ledger.day,
            "figures": asdict(assessment.figures),
            "stale": [row(assessment, item) for item in assessment.stale],
            "taken_out": [row(assessment, item) for item in ledger.taken_out],
            "unreadable": list(ledger.unreadable),
            "notes": options.notes,
            "period": _period(report.period),
            "decide": [
                {"action_item": one.item.address, "advice": one.advice, "because": one.because}
                for one in report.decide
            ],
            "flows": _flows(report.flows),
            "flows_before": _flows(report.before),
            "flows_since": _flows(report.since),
            "open_age_days": asdict(report.ages) if report.ages else None,
            "done_in_time": asdict(report.in_time) if report.in_time else None,
            "oldest": report.oldest.address if report.oldest else None,
            "newly_stale": [
                {"action_item": i.address, "since": since} for i, since in report.newly_stale
            ],
            "done": [{"action_item": i.address, "since": since} for i, since in report.done],
            "recurred": [item.address for item in report.recurred],
            "due_soon": [item.address for item in report.due_soon],
            "write_ups_overdue": [
                {"postmortem": one.stem, "title": one.title, "days": one.days}
                for one in report.write_ups
            ],
            "proposed": [item.address for item in report.proposed],
            "cohorts": [_cohort(cohort) for cohort in report.cohorts],
            "trend": [asdict(point) for point in report.trend],
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
