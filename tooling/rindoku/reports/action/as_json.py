"""An action item for programs."""

from __future__ import annotations

from rindoku.reports.action import ShownItem
from rindoku.reports.options import ReportOptions
from rindoku.reports.rows import dump, life_rows, row


def render(shown: ShownItem, options: ReportOptions) -> str:
    """One action item, with its `life` added, and when its incident happened `again`."""
    recurrences = shown.assessment.again.get(shown.item.record_id, [])
    again = [{"day": on, "postmortem": stem} for on, stem in recurrences]
    return dump(row(shown.assessment, shown.item) | {"life": life_rows(shown.item), "again": again})
