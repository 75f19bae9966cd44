"""The half-yearly report for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
from rich.cells import set_cell_size
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rindoku.analysis.stale_report import StaleReport
from rindoku.locale import Words
from rindoku.reports.options import ReportOptions
from rindoku.reports.stale.parts import ListItem, ListSection, Parts, cohort_table, figure_table
from rindoku.reports.terminal import PIPED_WIDTH, drawn, wrapped
from rindoku.text import printable, printable_line
from rindoku.wording.names import reason_name
from rindoku.wording.report_sections import last_readable
from rindoku.wording.stale_report import change_note
from rindoku.wording.summary import as_of, figures_line, headline

_EVIDENCE_AT = 19
"""Where the evidence begins, behind the reason's name."""
ROOMY = 100
"""From so many cells on, a list has room for three columns."""


def render(report: StaleReport, options: ReportOptions) -> str:
    """Everything that the report tells, what to decide first."""
    columns = options.width or PIPED_WIDTH
    return drawn(_parts(report, options, columns), columns)


def _parts(report: StaleReport, options: ReportOptions, columns: int) -> Iterator[RenderableType]:
    words = options.words
    parts = Parts(report, words)
    yield from _indented(headline(report.assessment, words), 0, columns, bold=True)
    figures = words.sentences(
        [as_of(report.day, words), figures_line(report.assessment.figures, words)]
    )
    yield from _indented(figures, 0, columns)
    if (decide := parts.to_decide()) is not None:
        yield from _section(decide, words, columns)
    yield from _figures(parts, report, words, columns)
    for section in (*parts.news(), *parts.groups(options.by), *parts.outlook()):
        yield from _section(section, words, columns)
    if cohorts := cohort_table(report, words):
        yield Text("\n" + parts.heading("cohorts"), "bold")
        yield _table(cohorts)
        yield _inset(Text(change_note(report.period.eve, words), "dim"), 2)
    if report.assessment.ledger.unreadable:
        yield Text(f"\n{last_readable(words)} {printable(parts.unreadable())}")
    for note in options.notes:
        yield from ("", *_indented(printable(note), 0, columns))


def _figures(
    parts: Parts, report: StaleReport, words: Words, columns: int
) -> Iterator[RenderableType]:
    table, facts = figure_table(report, words), parts.facts()
    if table:
        yield Text("\n" + parts.heading("better"), "bold")
        yield _table(table)
    elif facts:
        yield Text("")
    for fact in facts:
        yield from _indented(printable(fact), 2, columns)


def _section(section: ListSection, words: Words, columns: int) -> Iterator[RenderableType]:
    yield Text(f"\n{printable(section.title)} ({len(section.entries)})", "bold")
    if any(entry.reasons for entry in section.entries):
        for entry in section.entries:
            yield from _entry(entry, words, columns)
    else:
        yield _list(section, columns)


def _entry(entry: ListItem, words: Words, columns: int) -> Iterator[RenderableType]:
    """A stale item: its name and facts, its title, what to do, what speaks against it."""
    name = click.style(printable(entry.name), fg="cyan")
    yield f"  {name}  {_facts(entry)}"
    yield from _indented(printable_line(entry.title), 4, columns)
    if entry.advice:
        yield from _indented(f"→ {entry.advice}", 4, columns, fg="green")
    if entry.command:
        yield " " * 6 + click.style(printable(entry.command), dim=True)  # whole, to be copied
    for reason, shown in entry.reasons:
        first, *more = wrapped(printable(shown), columns - _EVIDENCE_AT)
        word = set_cell_size(reason_name(reason, words), _EVIDENCE_AT - 5)
        word = click.style(word, fg="red" if reason == "recurred" else "yellow")
        yield f"    {word} {first}"
        yield from (" " * _EVIDENCE_AT + line for line in more)


def _indented(text: str, by: int, columns: int, **style: Any) -> Iterator[str]:
    for line in wrapped(text, columns - by):
        yield " " * by + (click.style(line, **style) if style else line)


def _list(section: ListSection, columns: int) -> RenderableType:
    """A line an entry; where there is no room for three columns, the title has its own line."""
    narrow = columns < ROOMY
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=not narrow, overflow="fold")
    if not narrow:
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
    for entry in section.entries:
        name, title = Text(printable(entry.name), "cyan"), Text(printable_line(entry.title))
        if narrow:
            grid.add_row(name.append(f"  {_facts(entry)}", "none"))
            grid.add_row(_inset(title, 2))
        else:
            grid.add_row(name, Text(_facts(entry)), title)
    return _inset(grid, 2)


def _facts(entry: ListItem) -> str:
    return " · ".join(map(printable, entry.facts))


def _inset(part: RenderableType, cells: int) -> RenderableType:
    return Padding(part, (0, 0, 0, cells))


def _table(rows: list[tuple[str, ...]]) -> RenderableType:
    """The first row is the heading, the first column names; figures stand at the right."""
    heading, *body = rows
    grid = Table.grid(padding=(0, 3))
    for number, _ in enumerate(heading):
        grid.add_column(justify="right" if number else "left", no_wrap=True)
    grid.add_row(*(Text(cell, "dim") for cell in heading))
    for row in body:
        grid.add_row(*map(Text, row))
    return _inset(grid, 2)
