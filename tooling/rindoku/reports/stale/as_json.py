"""The stale report for programs."""

from __future__ import annotations

from dataclasses import asdict

from rindoku.analysis.staleness import StaleReport
from rindoku.locale import Words
from rindoku.reports.rows import dump, row


def render(report: StaleReport, notes: list[str], say: Words) -> str:
    """`{"as_of", "figures", "stale": [...], "taken_out": [...], "unreadable", "notes"}`."""
    ledger = report.ledger
    return dump(
        {
            "as_of": ledger.day,
            "figures": asdict(report.figures),
            "stale": [row(report, item) for item in report.stale],
            "taken_out": [row(report, item) for item in ledger.taken_out],
            "unreadable": list(ledger.unreadable),
            "notes": notes,
        }
    )
