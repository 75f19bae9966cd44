"""The half-yearly report as Markdown, ready to be an issue: a task box for each stale item."""

from __future__ import annotations

from collections.abc import Iterator

from rindoku.analysis.stale_report import StaleReport
from rindoku.locale import Words
from rindoku.records import Policy
from rindoku.reports.markdown import code, escape
from rindoku.reports.options import ReportOptions
from rindoku.reports.stale.parts import ListItem, ListSection, Parts, cohort_table, figure_table
from rindoku.wording.names import reason_name
from rindoku.wording.report_sections import does_not_fit, last_readable, suggested
from rindoku.wording.stale_report import change_note, report_title
from rindoku.wording.summary import as_of, figures_line, headline

MOST_CHARACTERS = 65_000
"""An issue at GitHub holds 65,536 characters."""


def render(report: StaleReport, options: ReportOptions) -> str:
    """Everything that the report tells. Nobody is mentioned but by an account of the policy."""
    return _cut(list(_lines(report, options)), options.words)


def _lines(report: StaleReport, options: ReportOptions) -> Iterator[str]:
    words = options.words
    parts = Parts(report, words)
    yield f"# {report_title(report.period, words)}"
    yield from ("", f"**{headline(report.assessment, words)}**")
    yield from (
        "",
        words.sentences([as_of(report.day, words), figures_line(report.assessment.figures, words)]),
    )
    if (decide := parts.to_decide()) is not None:
        yield from _section(decide, report.policy, words)
    yield from _figures(parts, report, words)
    for section in parts.news():
        yield from _section(section, report.policy, words)
    boxed: set[str] = set()
    for section in parts.groups(options.by):
        yield from _section(section, report.policy, words, boxed)
    for section in parts.outlook():
        yield from _section(section, report.policy, words)
    if cohorts := cohort_table(report, words):
        yield from ("", f"## {parts.heading('cohorts')}", "", *_table(cohorts))
        yield from ("", change_note(report.period.eve, words))
    if unreadable := parts.unreadable():
        yield from ("", f"{last_readable(words)} {escape(unreadable)}")
    for note in options.notes:
        yield from ("", f"> {escape(note)}")


def _figures(parts: Parts, report: StaleReport, words: Words) -> Iterator[str]:
    table, facts = figure_table(report, words), parts.facts()
    if table:
        yield from ("", f"## {parts.heading('better')}", "", *_table(table))
    if facts:
        yield from ("", *(f"- {escape(fact)}" for fact in facts))


def _section(
    section: ListSection, policy: Policy, words: Words, boxed: set[str] | None = None
) -> Iterator[str]:
    """A list; with ``boxed``, each item that is not in there yet gets its one box to tick."""
    name = mention(section.owner, policy) if section.owner else escape(section.title)
    yield from ("", f"## {name} ({len(section.entries)})", "")
    for entry in section.entries:
        address = entry.item.address if entry.item else ""
        box = "" if boxed is None or address in boxed else "[ ] "
        if boxed is not None:
            boxed.add(address)
        yield from _entry(entry, words, box)


def _entry(entry: ListItem, words: Words, box: str) -> Iterator[str]:
    name = f"**{escape(entry.name)}** " if entry.name else ""
    facts = f" ({escape(' · '.join(entry.facts))})" if entry.facts else ""
    yield f"- {box}{name}{escape(entry.title)}{facts}"
    if entry.advice:
        yield "    - " + suggested(escape(entry.advice), words)
    if entry.command:
        yield f"    - {code(entry.command)}"
    for reason, shown in entry.reasons:
        yield f"    - {reason_name(reason, words)}: {escape(shown)}"


def mention(handle: str, policy: Policy) -> str:
    """A handle as words; as a mention only where the policy knows the person's account."""
    person = policy.people.get(handle)
    return f"@{person.account}" if person and person.account else escape(handle)


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    heading, *body = ([escape(cell) for cell in row] for row in rows)
    rule = [":--", *("--:" for _ in heading[1:])]
    return [f"| {' | '.join(cells)} |" for cells in (heading, rule, *body)]


def _cut(lines: list[str], words: Words) -> str:
    """All lines, or as many as an issue holds and a sentence that says so."""
    total = 0
    kept: list[str] = []
    for line in lines:
        total += len(line) + 1
        if total > MOST_CHARACTERS:
            return "\n".join([*kept, "", does_not_fit(words)])
        kept.append(line)
    return "\n".join(kept)
