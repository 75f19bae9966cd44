"""What records hold and the command line offers: the words of some fields, and which years.

The models take them from here, so that an option is declared without them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from rindoku.saying import N_

Type = Literal["prevent", "detect", "mitigate", "repair", "investigate", "process", "other"]
Priority = Literal["P0", "P1", "P2", "P3", "P4"]
Strength = Literal["stronger", "intermediate", "weaker"]
Horizon = Literal["temporary", "permanent"]
Effort = Literal["S", "M", "L"]
Status = Literal["proposed", "open", "in-progress", "blocked", "done", "dropped"]

PRIORITIES: tuple[Priority, ...] = get_args(Priority)
OPEN_STATUSES: tuple[Status, ...] = ("open", "in-progress", "blocked")
CLOSED_STATUSES: tuple[Status, ...] = ("done", "dropped")

YEARS = range(1900, 2200)
"""Outside of these a day is a slip, and cannot be reckoned with."""

TYPE_NAMES: Mapping[str, str] = {
    "prevent": N_("prevent"),
    "detect": N_("detect"),
    "mitigate": N_("mitigate"),
    "repair": N_("repair"),
    "investigate": N_("investigate"),
    "process": N_("process"),
    "other": N_("other"),
}
STRENGTH_NAMES: Mapping[str, str] = {
    "stronger": N_("stronger"),
    "intermediate": N_("intermediate"),
    "weaker": N_("weaker"),
}
HORIZON_NAMES: Mapping[str, str] = {
    "temporary": N_("temporary"),
    "permanent": N_("permanent"),
}
STATUS_NAMES: Mapping[str, str] = {
    "proposed": N_("proposed"),
    "open": N_("open"),
    "in-progress": N_("in progress"),
    "blocked": N_("blocked"),
    "done": N_("done"),
    "dropped": N_("dropped"),
}
STATUSES_SAID: Mapping[str, tuple[str, ...]] = {
    "open": ("todo", "to do", "new", "未対応", "未完了", "未"),
    "in-progress": ("wip", "doing", "started", "ongoing", "着手", "着手済み", "進行中", "作業中"),
    "blocked": ("waiting", "on hold", "pending", "保留", "保留中"),
    "done": ("fixed", "closed", "resolved", "complete", "completed", "finished", "完了済み",
             "対応済み", "済", "済み", "解決", "解決済み"),
    "dropped": ("wontfix", "won't fix", "won't do", "cancelled", "canceled", "rejected",
                "中止", "見送り", "却下", "対応しない"),
}  # fmt: skip
"""What people write instead of these words."""
OUTCOMES_SAID: Mapping[str, tuple[str, ...]] = {
    "keep": ("そのまま", "継続", "維持", "続ける"),
    "promote": ("約束", "約束する", "採用", "採用する"),
    "reschedule": ("期日変更", "期限変更", "延期", "延期する", "リスケ"),
    "drop": ("取りやめ", "取りやめる", "やめる", "中止", "見送り"),
    "done": ("完了", "完了した", "完了済み", "対応済み", "済み", "済"),
}
"""What people say instead of a circle's outcomes."""
REASON_NAMES: Mapping[str, str] = {
    "overdue": N_("overdue"),
    "aged": N_("aged"),
    "untouched": N_("untouched"),
    "slipped": N_("slipped"),
    "unowned": N_("unowned"),
    "recurred": N_("happened again"),
}
"""What the words are called where people read them, in English, marked for the catalogs."""
