"""The stale items as a table for a spreadsheet: nothing in it runs, and Japanese opens right."""

from __future__ import annotations

import csv
import io

from rindoku.analysis.stale_report import StaleReport
from rindoku.records import ActionItem
from rindoku.records.fields import shown_at
from rindoku.reports.options import ReportOptions
from rindoku.reports.stale.parts import Parts
from rindoku.text import printable_line
from rindoku.wording.fields import cells, label
from rindoku.wording.names import reason_name
from rindoku.wording.report_sections import column_names

_BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads UTF-8 as the machine's own encoding."""
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""How a cell starts that a spreadsheet would compute (OWASP, "CSV Injection"); full-width too."""


def render(report: StaleReport, options: ReportOptions) -> str:
    """One row a stale item; lines end as RFC 4180 says."""
    words = options.words
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    first, *others = column_names(words)
    writer.writerow(
        [first, *(label(field, words) for field in shown_at(ActionItem, "csv")), *others]
    )
    for line in Parts(report, words).worst_first():
        assert line.item is not None
        item = line.item
        row = [
            line.name, *cells(item.item, "csv", words),
            item.first_seen, item.last_changed, len(item.due_moves),
            ", ".join(reason_name(name, words) for name, _text in line.reasons),
            "; ".join(shown for _name, shown in line.reasons),
        ]  # fmt: skip
        writer.writerow([_safe(cell) for cell in row])
    return _BYTE_ORDER_MARK + out.getvalue()


def _safe(cell: object) -> str:
    text = "" if cell is None else printable_line(str(cell))
    return f"'{text}" if text.startswith(_FORMULA) else text
