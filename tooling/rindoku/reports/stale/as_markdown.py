"""The half-yearly report as Markdown, ready to be an issue: a task box for each stale item."""

from __future__ import annotations

from collections.abc import Iterator

from rindoku.analysis.review import Review
from rindoku.locale import Words
from rindoku.records import Policy
from rindoku.reports.markdown import code, escape
from rindoku.reports.stale.parts import By, Entry, Parts, Section, cohort_table, figure_table
from rindoku.reports.stale.words import change_note, title
from rindoku.reports.wording import figures_line, headline, reason_name

MOST_CHARACTERS = 65_000
"""An issue at GitHub holds 65,536 characters."""


def render(review: Review, notes: list[str], say: Words, by: By = "owner") -> str:
    """Everything that the report tells. Nobody is mentioned but by an account of the policy."""
    return _cut(list(_lines(review, notes, say, by)), say)


def _lines(review: Review, notes: list[str], say: Words, by: By) -> Iterator[str]:
    parts = Parts(review, say, masked=True)
    as_of = say.gettext("As of %s.") % say.day(review.day)
    yield f"# {title(review.period, say)}"
    yield from ("", f"**{headline(review.stale, say)}**")
    yield from ("", say.sentences([as_of, figures_line(review.stale.figures, say)]))
    if (decide := parts.to_decide()) is not None:
        yield from _section(decide, review.policy, say)
    yield from _figures(parts, review, say)
    for section in parts.news():
        yield from _section(section, review.policy, say)
    boxed: set[str] = set()
    for section in parts.groups(by):
        yield from _section(section, review.policy, say, boxed)
    for section in parts.outlook():
        yield from _section(section, review.policy, say)
    if cohorts := cohort_table(review, say):
        yield from ("", "## " + say.gettext("What became of the promises"), "", *_table(cohorts))
        yield from ("", change_note(review.period.eve, say))
    if unreadable := parts.unreadable():
        yield from ("", say.gettext("Told as last readable:") + " " + escape(unreadable))
    for note in notes:
        yield from ("", f"> {escape(note)}")


def _figures(parts: Parts, review: Review, say: Words) -> Iterator[str]:
    table, facts = figure_table(review, say), parts.facts()
    if table:
        yield from ("", "## " + say.gettext("Is it getting better?"), "", *_table(table))
    if facts:
        yield from ("", *(f"- {escape(fact)}" for fact in facts))


def _section(
    section: Section, policy: Policy, say: Words, boxed: set[str] | None = None
) -> Iterator[str]:
    """A list; with ``boxed``, each item that is not in there yet gets its one box to tick."""
    name = mention(section.owner, policy) if section.owner else escape(section.title)
    yield from ("", f"## {name} ({len(section.entries)})", "")
    for entry in section.entries:
        address = entry.item.address if entry.item else ""
        box = "" if boxed is None or address in boxed else "[ ] "
        if boxed is not None:
            boxed.add(address)
        yield from _entry(entry, say, box)


def _entry(entry: Entry, say: Words, box: str) -> Iterator[str]:
    name = f"**{escape(entry.name)}** " if entry.name else ""
    facts = f" ({escape(' · '.join(entry.facts))})" if entry.facts else ""
    yield f"- {box}{name}{escape(entry.title)}{facts}"
    if entry.advice:
        yield "    - " + say.gettext("Suggested: %s") % escape(entry.advice)
    if entry.command:
        yield f"    - {code(entry.command)}"
    for reason, told in entry.reasons:
        yield f"    - {reason_name(reason, say)}: {escape(told)}"


def mention(handle: str, policy: Policy) -> str:
    """A handle as words; as a mention only where the policy knows the person's account."""
    person = policy.people.get(handle)
    return f"@{person.account}" if person and person.account else escape(handle)


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    heading, *body = ([escape(cell) for cell in row] for row in rows)
    rule = [":--", *("--:" for _ in heading[1:])]
    return [f"| {' | '.join(cells)} |" for cells in (heading, rule, *body)]


def _cut(lines: list[str], say: Words) -> str:
    """All lines, or as many as an issue holds and a sentence that says so."""
    total = 0
    kept: list[str] = []
    for line in lines:
        total += len(line) + 1
        if total > MOST_CHARACTERS:
            told = say.gettext("The rest does not fit in here: `rindoku stale` tells all of it.")
            return "\n".join([*kept, "", told])
        kept.append(line)
    return "\n".join(kept)
