"""The half-yearly report as Slack blocks, to be posted by an incoming webhook."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json

from rindoku.analysis.stale_report import StaleReport
from rindoku.locale import Words
from rindoku.reports.options import ReportOptions
from rindoku.reports.stale.parts import ListItem, ListSection, Parts, figure_table
from rindoku.text import printable_line
from rindoku.wording.names import reason_name
from rindoku.wording.report_sections import does_not_fit
from rindoku.wording.stale_report import report_title
from rindoku.wording.summary import as_of, figures_line, headline

MOST_BLOCKS = 50
MOST_CHARACTERS = 3000
MOST_IN_HEADER = 150
"""Slack's limits for a message, a section's text and a header."""

Block = dict[str, Any]


def render(report: StaleReport, options: ReportOptions) -> str:
    """`{"text", "blocks"}`: what to decide in full, the other lists as far as they fit."""
    words = options.words
    parts = Parts(report, words)
    first = headline(report.assessment, words)
    figures = figures_line(report.assessment.figures, words)
    blocks = [
        _header(report_title(report.period, words)),
        _text(f"*{_escape(first)}*"),
        _text(_escape(words.sentences([as_of(report.day, words), figures]))),
    ]
    decide = parts.to_decide()
    if decide is not None:
        blocks.append(_text(f"*{_escape(decide.title)}*"))
        blocks += [_text(_entry(entry, words)) for entry in decide.entries]
    progress = [*_rows(figure_table(report, words)), *map(_escape, parts.facts())]
    if progress:
        blocks += [{"type": "divider"}, _text("\n".join(progress))]
    for section in (*parts.news(), *parts.groups(options.by), *parts.outlook()):
        blocks.append(_text(_list(section)))
    blocks += [_text(f"_{_escape(note)}_") for note in options.notes]
    if len(blocks) > MOST_BLOCKS:
        blocks = [*blocks[: MOST_BLOCKS - 1], _text(does_not_fit(words))]
    return to_json({"text": first, "blocks": blocks}, indent=2).decode("utf-8")


def _entry(entry: ListItem, words: Words) -> str:
    facts = _escape(" · ".join(entry.facts))
    lines = [f"*{_escape(entry.title)}*", f"{_code(entry.name)} {facts}".strip()]
    lines += [f"→ {_escape(entry.advice)}"] if entry.advice else []
    lines += [_code(entry.command)] if entry.command else []
    lines += [
        f"• {_escape(reason_name(name, words))}: {_escape(shown)}" for name, shown in entry.reasons
    ]
    return "\n".join(lines)


def _list(section: ListSection) -> str:
    lines = [f"*{_escape(section.title)}* ({len(section.entries)})"]
    for entry in section.entries:
        facts = _escape(" · ".join(entry.facts))
        lines.append(f"• {_escape(entry.title)} {_code(entry.name)} {facts}".rstrip())
    return "\n".join(lines)


def _rows(rows: list[tuple[str, ...]]) -> list[str]:
    """A small table as sentences: `done: 2026H1 13 · 2025H2 11`."""
    if not rows:
        return []
    heading, *body = rows
    return [
        _escape(
            f"{name}: " + " · ".join(f"{h} {c}" for h, c in zip(heading[1:], cells, strict=True))
        )
        for name, *cells in body
    ]


def _header(text: str) -> Block:
    plain = {"type": "plain_text", "text": text[:MOST_IN_HEADER], "emoji": False}
    return {"type": "header", "text": plain}


def _text(text: str) -> Block:
    # verbatim: Slack is not to make links or mentions of what looks like them
    shown = text if len(text) <= MOST_CHARACTERS else _cut(text)
    return {"type": "section", "text": {"type": "mrkdwn", "text": shown, "verbatim": True}}


def _cut(text: str) -> str:
    """As many whole lines as a section holds."""
    kept = text[: MOST_CHARACTERS - 2]
    return (kept[: kept.rfind("\n")] if "\n" in kept else kept) + "\n…"


def _escape(text: str) -> str:
    """People's words in Slack's mrkdwn; a zero-width space keeps its signs from being obeyed."""
    return "".join(f"{c}\u200b" if c in "*_~`" else c for c in _as_text(text))


def _code(text: str) -> str:
    """A text to be copied; only a backtick would end it."""
    shown = _as_text(text).replace("`", "`\u200b")
    return f"`{shown}`" if text else ""


def _as_text(text: str) -> str:
    line = printable_line(text)
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
