"""The parts of the half-yearly report that text, Markdown, HTML and Slack show alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from rindoku.analysis.reasons import REASONS
from rindoku.analysis.stale_report import StaleReport
from rindoku.analysis.suggestion import Suggestion
from rindoku.analysis.tracked_item import TrackedItem
from rindoku.locale import Words
from rindoku.records import ActionItem, Postmortem
from rindoku.records.fields import shown_at
from rindoku.reports.options import By
from rindoku.wording.fields import facts
from rindoku.wording.names import reason_name
from rindoku.wording.reasons import evidence
from rindoku.wording.report_sections import (
    SectionName,
    before_history,
    cohort_names,
    due_on,
    flow_names,
    section_heading,
    since_the_period,
    taken_out_in,
    without_a_group,
)
from rindoku.wording.stale_report import (
    advice,
    age_of,
    command_for,
    days_after,
    oldest_line,
    share_line,
    spread_line,
)


class ListItem(NamedTuple):
    """One line of a list: what it is about, its facts, and what speaks against it.

    ``name`` is empty where its record must not be named. ``advice`` is a suggested decision, and
    ``command`` carries it out. ``reasons`` are pairs of a reason's name and its evidence in words.
    """

    name: str
    title: str
    facts: tuple[str, ...] = ()
    advice: str = ""
    command: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    item: TrackedItem | None = None


class ListSection(NamedTuple):
    """A heading with its list. ``owner`` is the handle whose list it is, if it is one's."""

    title: str
    entries: tuple[ListItem, ...]
    owner: str | None = None


class Parts(NamedTuple):
    """Makes the parts of a report."""

    report: StaleReport
    words: Words

    def to_decide(self) -> ListSection | None:
        """The worst few, each with a suggested decision."""
        entries = [self._suggestion(suggestion) for suggestion in self.report.decide]
        return self._section("decide", entries)

    def news(self) -> Iterator[ListSection]:
        """What changed since the eve of the period, and what happened again."""
        taken_out = self.report.assessment.ledger.taken_out
        sections = (
            self._section("newly-stale", self._dated(self.report.newly_stale)),
            self._section("done", self._dated(self.report.done)),
            self._section("taken-out", map(self._removed, taken_out)),
            self._section("recurred", map(self._recurred, self.report.recurred)),
        )
        yield from filter(None, sections)

    def groups(self, by: By) -> list[ListSection]:
        """All stale items by owner, service or reason; each group begins with its worst."""
        groups: dict[str | None, list[TrackedItem]] = {}
        for item in self.report.stale:
            for key in self._keys(item, by):
                groups.setdefault(key, []).append(item)
        if by == "reason":
            keys: list[str | None] = [name for name in REASONS if name in groups]
        else:
            keys = sorted(groups, key=lambda key: (-len(groups[key]), key or ""))
        return [
            ListSection(
                self._heading(key, by),
                tuple(self.entry(item) for item in groups[key]),
                key if by == "owner" else None,
            )
            for key in keys
        ]

    def worst_first(self) -> list[ListItem]:
        """All stale items in the order in which to decide on them."""
        return [self.entry(i) for i in self.report.stale]

    def outlook(self) -> Iterator[ListSection]:
        """What will be stale soon, what is not written up, and which ideas wait."""
        sections = (
            self._section("due-soon", map(self._due, self.report.due_soon)),
            self._section("write-ups", self._write_ups()),
            self._section("ideas", map(self._idea, self.report.proposed)),
        )
        yield from filter(None, sections)

    def facts(self) -> list[str]:
        """Ages, punctuality and the oldest action item, a sentence each."""
        report, words, lines = self.report, self.words, []
        if report.ages is not None:
            lines.append(spread_line(report.ages, words))
        if (oldest := report.oldest) is not None and oldest.now.opened is not None:
            entry, day = self._entry(oldest), oldest.now.opened.day
            assert day is not None
            name = entry.name or entry.title
            lines.append(oldest_line(name, day, oldest.now.is_reopened, words))
        if report.in_time is not None:
            lines.append(share_line(report.in_time, words))
        return lines

    def heading(self, section: SectionName) -> str:
        """The heading of a part."""
        return section_heading(section, self.report.period.first, self.words)

    def unreadable(self) -> str:
        """The records that stand as they were last readable."""
        return ", ".join(self.report.assessment.ledger.unreadable)

    def entry(self, item: TrackedItem) -> ListItem:
        """A stale item with its reasons."""
        texts = [text for _, text in facts(item.item, "report", self.words)]
        if shown_at(ActionItem, "report")[0].of(item.item) is None:
            texts.insert(0, "–")  # what comes first has its place in every line
        reasons = tuple(
            (reason.name, evidence(reason, self.words))
            for reason in self.report.assessment.of(item)
        )
        return self._entry(item, texts, reasons=reasons)

    def _section(self, section: SectionName, entries: Iterable[ListItem]) -> ListSection | None:
        listed = tuple(entries)
        return ListSection(self.heading(section), listed) if listed else None

    def _entry(
        self,
        item: TrackedItem,
        facts: Iterable[str] = (),
        reasons: tuple[tuple[str, str], ...] = (),
    ) -> ListItem:
        return ListItem(item.address, item.item.title, tuple(facts), reasons=reasons, item=item)

    def _suggestion(self, suggestion: Suggestion) -> ListItem:
        stale = self.entry(suggestion.item)
        command = command_for(suggestion) if stale.name else ""
        return stale._replace(advice=advice(suggestion, self.words), command=command)

    def _dated(self, pairs: Iterable[tuple[TrackedItem, date]]) -> Iterator[ListItem]:
        for item, day in pairs:
            yield self._entry(item, [str(day), *([item.item.owner] if item.item.owner else [])])

    def _removed(self, item: TrackedItem) -> ListItem:
        return self._entry(item, [taken_out_in(item, self.words)])

    def _recurred(self, item: TrackedItem) -> ListItem:
        found = [r for r in self.report.assessment.of(item) if r.name == "recurred"]
        stems = [stem for reason in found for stem in reason.evidence["postmortems"]]
        return self._entry(item, [", ".join(stems)])

    def _due(self, item: TrackedItem) -> ListItem:
        due = due_on(item.item.due, self.words)
        return self._entry(item, [due, *([item.item.owner] if item.item.owner else [])])

    def _idea(self, item: TrackedItem) -> ListItem:
        seen = item.first_seen
        return self._entry(
            item, [age_of((self.report.day - seen).days, self.words)] if seen else []
        )

    def _write_ups(self) -> Iterator[ListItem]:
        for draft in self.report.write_ups:
            facts = (days_after(draft.days, self.words), *draft.authors)
            yield ListItem(draft.stem, draft.title, facts)

    def _keys(self, item: TrackedItem, by: By) -> list[str | None]:
        if by == "owner":
            return [item.item.owner]
        if by == "reason":
            return [reason.name for reason in self.report.assessment.of(item)]
        services = item.record.services if isinstance(item.record, Postmortem) else []
        return [*services] or [None]

    def _heading(self, key: str | None, by: By) -> str:
        if key is None:
            return without_a_group(by, self.words)
        if by == "reason":
            return reason_name(key, self.words)
        return key


def figure_table(report: StaleReport, words: Words) -> list[tuple[str, ...]]:
    """The flows of the period beside the one before it; the first row is the heading.

    Empty where the history does not reach back so far, and where nothing was ever promised.
    """
    columns = [flow for flow in (report.before, report.flows, report.since) if flow is not None]
    if report.flows is None or not report.cohorts:
        return []
    names = [flow.period.name for flow in columns]
    names[columns.index(report.flows)] = report.period.name  # of one that is not over, so far
    if report.since is not None:
        names[-1] = since_the_period(words)
    promised, done, dropped, newly_stale = flow_names(words)
    return [
        ("", *names),
        (promised, *(str(flow.promised) for flow in columns)),
        (done, *(str(flow.done) for flow in columns)),
        (dropped, *(str(flow.dropped) for flow in columns)),
        (newly_stale, *(str(flow.newly_stale) for flow in columns)),
    ]


def cohort_table(report: StaleReport, words: Words) -> list[tuple[str, ...]]:
    """What became of each half-year's action items; the first row is the heading."""
    if not report.cohorts:
        return []
    rows = [
        (
            cohort.period.name if cohort.period else before_history(words),
            str(cohort.now.promised),
            str(cohort.now.done),
            str(cohort.now.dropped),
            _with_change(cohort.now.open, cohort.before.open, cohort.before.promised),
            _with_change(cohort.now.stale, cohort.before.stale, cohort.before.promised),
        )
        for cohort in report.cohorts
    ]
    return [cohort_names(words), *rows]


def _with_change(now: int, before: int, promised_before: int) -> str:
    """A count with its change, where the group was there before."""
    return f"{now} ({now - before:+d})" if promised_before and now != before else str(now)
