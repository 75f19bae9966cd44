"""The stale report as Markdown, ready to be an issue: a task box an item, nobody mentioned."""

from __future__ import annotations

from rindoku.analysis.ledger import TrackedItem
from rindoku.analysis.staleness import StaleReport
from rindoku.locale import Words
from rindoku.reports.markdown import escape
from rindoku.reports.stale.parts import by_owner
from rindoku.reports.wording import (
    evidence,
    figures_line,
    headline,
    reason_name,
    status_name,
    unnamed,
)


def render(report: StaleReport, notes: list[str], say: Words) -> str:
    """The sentence, the figures, and the stale items by owner, each reason with its evidence."""
    ledger = report.ledger
    title = say.gettext("Stale action items, %s") % ledger.day
    lines = [f"# {title}", "", headline(report, say), "", figures_line(report.figures, say)]
    for owner, items in by_owner(report, say):
        lines += ["", f"## {escape(owner)} ({len(items)})", ""]
        for item in items:
            lines += _item(report, item, say)
    if ledger.taken_out:
        lines += ["", "## " + say.gettext("Taken out while open"), ""]
        lines += [f"- {_name(report, item, say)}" for item in ledger.taken_out]
    if ledger.unreadable:
        stems = ", ".join(map(escape, ledger.unreadable))
        lines += ["", say.gettext("Told as last readable:") + " " + stems]
    for note in notes:
        lines += ["", f"> {note}"]
    return "\n".join(lines)


def _item(report: StaleReport, item: TrackedItem, say: Words) -> list[str]:
    facts = f"{item.item.priority or '–'}, {status_name(item.item.status, say)}"
    lines = [f"- [ ] {_name(report, item, say)} ({facts})"]
    for reason in report.of(item):
        name = reason_name(reason.name, say)
        text = unnamed(evidence(reason, say), report.ledger.restricted)
        lines.append(f"    - {name}: {escape(text)}")
    return lines


def _name(report: StaleReport, item: TrackedItem, say: Words) -> str:
    """An issue has other readers than the repository: a restricted record is not named there."""
    if item.record_id in report.ledger.restricted:
        return say.gettext("an action item of a restricted postmortem")
    return f"**{escape(item.address)}** {escape(item.item.title)}"
