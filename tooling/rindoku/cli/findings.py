"""How `rindoku check` tells what it found: as text, as a CI shows it, or in figures."""

from __future__ import annotations

import os
from pathlib import Path

import click

from rindoku.cli.paths import shown_path
from rindoku.cli.printing import print_report, write_report
from rindoku.findings import Finding
from rindoku.locale import Words
from rindoku.memory.memory import Memory
from rindoku.reports.options import ReportOptions
from rindoku.reports.registry import REPORTS
from rindoku.rules.registry import all_rules
from rindoku.wording.findings import statistics as in_figures
from rindoku.wording.rules import in_short


def style_of_the_ci() -> str:
    """What the CI that this runs in can show, else text."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def prefix(style: str, folder: Path, memory: Memory | None) -> str:
    """What leads to the records: from here for people, from the repository's top for a CI."""
    if style not in ("text", "json"):
        return memory.git.prefix if memory is not None else ""
    shown = shown_path(folder)
    return "" if shown == "." else f"{shown}/"


def tell_findings(
    found: list[Finding],
    options: ReportOptions,
    style: str,
    output: Path | None,
    *,
    statistics: bool,
) -> None:
    """Tell the findings on standard output or in a file, and what they amount to beside them."""
    form = REPORTS["findings"][style]
    if statistics:
        click.echo(_statistics(found, options.words), nl=bool(found))
    elif output is not None:
        write_report(output, form, found, options)
    else:
        print_report(form, found, options)
    if style in REPORTS["summary"] or output is not None or statistics:
        summary = REPORTS["summary"].get(style, REPORTS["summary"]["text"])
        click.echo(summary.render(found, options), err=True)
    if style == "github" and (summary_file := os.environ.get("GITHUB_STEP_SUMMARY")):
        with Path(summary_file).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(REPORTS["summary"]["markdown"].render(found, options))


def _statistics(found: list[Finding], words: Words) -> str:
    return in_figures(found, {rule.code: in_short(rule, words) for rule in all_rules()})
