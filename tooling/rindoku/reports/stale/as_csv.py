"""The stale items as a table for a spreadsheet: nothing in it runs, and Japanese opens right."""

from __future__ import annotations

import csv
import io

from rindoku.analysis.review import Review
from rindoku.locale import Words
from rindoku.reports.stale.parts import By, Parts
from rindoku.reports.terminal import one_line
from rindoku.reports.wording import reason_name, status_name

_BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads UTF-8 as the machine's own encoding."""
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""How a cell starts that a spreadsheet would compute (OWASP, "CSV Injection"); full-width too."""


def render(review: Review, notes: list[str], say: Words, by: By = "owner") -> str:
    """One row a stale item; lines end as RFC 4180 says."""
    _ = say.gettext
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(
        [_("action item"), _("title"), _("owner"), _("priority"), _("status"), _("due"),
         _("first seen"), _("last changed"), _("due moved later"), _("reasons"), _("evidence")]
    )  # fmt: skip
    for entry in Parts(review, say, masked=True).worst_first():
        assert entry.item is not None
        one = entry.item.item
        cells = [
            entry.name, entry.title, one.owner, one.priority, status_name(one.status, say), one.due,
            entry.item.first_seen, entry.item.last_changed, len(entry.item.due_moves),
            ", ".join(reason_name(name, say) for name, _told in entry.reasons),
            "; ".join(told for _name, told in entry.reasons),
        ]  # fmt: skip
        writer.writerow([_safe(cell) for cell in cells])
    return _BYTE_ORDER_MARK + out.getvalue()


def _safe(cell: object) -> str:
    text = "" if cell is None else one_line(str(cell))
    return f"'{text}" if text.startswith(_FORMULA) else text
