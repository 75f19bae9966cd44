"""The parts of the half-yearly report that text, Markdown, HTML and Slack show alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from rindoku.analysis.ledger import TrackedItem
from rindoku.analysis.review import Review
from rindoku.analysis.staleness import REASONS
from rindoku.analysis.suggestion import Suggestion, worst_first
from rindoku.locale import Words
from rindoku.records import Postmortem
from rindoku.reports.stale.words import (
    advice,
    age_of,
    command_for,
    days_after,
    share_line,
    spread_line,
)
from rindoku.reports.wording import evidence, reason_name, status_name, unnamed

By = Literal["owner", "service", "reason"]


@dataclass(frozen=True)
class Entry:
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


@dataclass(frozen=True)
class Section:
    """A heading with its list. ``owner`` is the handle whose list it is, if it is one's."""

    title: str
    entries: tuple[Entry, ...]
    owner: str | None = None


@dataclass(frozen=True)
class Parts:
    """Makes the parts of a report; with ``masked``, restricted records are not named."""

    review: Review
    say: Words
    masked: bool = False

    def to_decide(self) -> Section | None:
        """The worst few, each with a suggested decision."""
        entries = [self._suggestion(one) for one in self.review.decide]
        return _section(self.say.gettext("Decide on these"), entries)

    def news(self) -> Iterator[Section]:
        """What changed since the eve of the period, and what happened again."""
        _, day = self.say.gettext, self.say.day(self.review.period.first)
        found = (
            (_("Newly stale since %s") % day, self._dated(self.review.newly_stale)),
            (_("Done since %s") % day, self._dated(self.review.done)),
            (_("Taken out while open"), map(self._removed, self.review.stale.ledger.taken_out)),
            (_("Happened again while open"), map(self._recurred, self.review.recurred)),
        )
        yield from (one for title, entries in found if (one := _section(title, entries)))

    def groups(self, by: By) -> list[Section]:
        """All stale items by owner, service or reason; each group begins with its worst."""
        groups: dict[str | None, list[TrackedItem]] = {}
        for item in worst_first(self.review.stale, self.review.stale.stale):
            for key in self._keys(item, by):
                groups.setdefault(key, []).append(item)
        if by == "reason":
            keys: list[str | None] = [name for name in REASONS if name in groups]
        else:
            keys = sorted(groups, key=lambda key: (-len(groups[key]), key or ""))
        return [
            Section(
                self._heading(key, by),
                tuple(self.entry(item) for item in groups[key]),
                key if by == "owner" else None,
            )
            for key in keys
        ]

    def worst_first(self) -> list[Entry]:
        """All stale items in the order in which to decide on them."""
        return [self.entry(i) for i in worst_first(self.review.stale, self.review.stale.stale)]

    def outlook(self) -> Iterator[Section]:
        """What will be stale soon, what is not written up, and which ideas wait."""
        _ = self.say.gettext
        found = (
            (_("Due soon"), map(self._due, self.review.due_soon)),
            (_("Write-ups overdue"), self._write_ups()),
            (_("Ideas waiting for a circle"), map(self._idea, self.review.proposed)),
        )
        yield from (one for title, entries in found if (one := _section(title, entries)))

    def facts(self) -> list[str]:
        """Ages, punctuality and the oldest promise, a sentence each."""
        review, say, lines = self.review, self.say, []
        if review.ages is not None:
            lines.append(spread_line(review.ages, say))
        if review.oldest is not None and review.oldest.promised is not None:
            entry, day = self._entry(review.oldest), review.oldest.promised.day
            assert day is not None
            told = {"name": entry.name or entry.title, "day": say.day(day)}
            lines.append(say.gettext("The oldest is %(name)s, promised on %(day)s.") % told)
        if review.in_time is not None:
            lines.append(share_line(review.in_time, say))
        return lines

    def unreadable(self) -> str:
        """The records that stand as they were last readable."""
        return self._mask(", ".join(self.review.stale.ledger.unreadable))

    def entry(self, item: TrackedItem) -> Entry:
        """A stale item with its reasons."""
        facts = [item.item.priority or "–", status_name(item.item.status, self.say)]
        if item.item.owner:
            facts.append(item.item.owner)
        if item.item.blocked_by and not self._is_hidden(item):
            facts.append(self.say.gettext("waits for %s") % item.item.blocked_by)
        reasons = tuple(
            (reason.name, self._mask(evidence(reason, self.say)))
            for reason in self.review.stale.of(item)
        )
        return self._entry(item, facts, reasons=reasons)

    def _entry(
        self,
        item: TrackedItem,
        facts: Iterable[str] = (),
        reasons: tuple[tuple[str, str], ...] = (),
    ) -> Entry:
        if self._is_hidden(item):
            title = self.say.gettext("an action item of a restricted postmortem")
            return Entry("", title, tuple(facts), reasons=reasons, item=item)
        return Entry(item.address, item.item.title, tuple(facts), reasons=reasons, item=item)

    def _suggestion(self, suggestion: Suggestion) -> Entry:
        stale = self.entry(suggestion.item)
        command = command_for(suggestion) if stale.name else ""
        return replace(stale, advice=advice(suggestion, self.say), command=command)

    def _dated(self, pairs: Iterable[tuple[TrackedItem, date]]) -> Iterator[Entry]:
        for item, day in pairs:
            yield self._entry(item, [str(day), *([item.item.owner] if item.item.owner else [])])

    def _removed(self, item: TrackedItem) -> Entry:
        last = item.life.events[-1]
        where = {"day": last.day or "?", "commit": (last.commit or "?")[:7]}
        return self._entry(item, [self.say.gettext("on %(day)s in %(commit)s") % where])

    def _recurred(self, item: TrackedItem) -> Entry:
        found = [r for r in self.review.stale.of(item) if r.name == "recurred"]
        stems = [stem for reason in found for stem in reason.evidence["postmortems"]]
        return self._entry(item, [self._mask(", ".join(stems))])

    def _due(self, item: TrackedItem) -> Entry:
        due = self.say.gettext("due %s") % item.item.due
        return self._entry(item, [due, *([item.item.owner] if item.item.owner else [])])

    def _idea(self, item: TrackedItem) -> Entry:
        seen = item.first_seen
        return self._entry(item, [age_of((self.review.day - seen).days, self.say)] if seen else [])

    def _write_ups(self) -> Iterator[Entry]:
        for one in self.review.write_ups:
            facts = (days_after(one.days, self.say), *one.authors)
            if self.masked and one.stem in self.review.stale.ledger.restricted:
                yield Entry("", self.say.gettext("a restricted postmortem"), facts)
            else:
                yield Entry(one.stem, one.title, facts)

    def _keys(self, item: TrackedItem, by: By) -> list[str | None]:
        if by == "owner":
            return [item.item.owner]
        if by == "reason":
            return [reason.name for reason in self.review.stale.of(item)]
        services = item.record.services if isinstance(item.record, Postmortem) else []
        return [*services] or [None]

    def _heading(self, key: str | None, by: By) -> str:
        _ = self.say.gettext
        if key is None:
            return _("nobody") if by == "owner" else _("no service")
        if by == "reason":
            return reason_name(key, self.say)
        return key

    def _is_hidden(self, item: TrackedItem) -> bool:
        return self.masked and item.record_id in self.review.stale.ledger.restricted

    def _mask(self, text: str) -> str:
        return unnamed(text, self.review.stale.ledger.restricted) if self.masked else text


def figure_table(review: Review, say: Words) -> list[tuple[str, ...]]:
    """The flows of the period beside the one before it; the first row is the heading.

    Empty where the history does not reach back so far, and where nothing was ever promised.
    """
    _ = say.gettext
    columns = [flow for flow in (review.before, review.flows, review.since) if flow is not None]
    if review.flows is None or not review.cohorts:
        return []
    names = [flow.period.name for flow in columns]
    names[columns.index(review.flows)] = review.period.name  # of one that is not over, so far
    if review.since is not None:
        names[-1] = _("since then")
    return [
        ("", *names),
        (_("promised"), *(str(flow.promised) for flow in columns)),
        (_("done"), *(str(flow.done) for flow in columns)),
        (_("dropped"), *(str(flow.dropped) for flow in columns)),
        (_("newly stale"), *(str(flow.newly_stale) for flow in columns)),
    ]


def cohort_table(review: Review, say: Words) -> list[tuple[str, ...]]:
    """What became of each half-year's promises; the first row is the heading."""
    _ = say.gettext
    if not review.cohorts:
        return []
    heading = (
        _("promised in"),
        _("promised"),
        _("done"),
        _("dropped"),
        _("still open"),
        _("stale"),
    )
    rows = [
        (
            cohort.period.name if cohort.period else _("before"),
            str(cohort.now.promised),
            str(cohort.now.done),
            str(cohort.now.dropped),
            _with_change(cohort.now.open, cohort.before.open, cohort.before.promised),
            _with_change(cohort.now.stale, cohort.before.stale, cohort.before.promised),
        )
        for cohort in review.cohorts
    ]
    return [heading, *rows]


def _with_change(now: int, before: int, promised_before: int) -> str:
    """A count with its change, where the group was there before."""
    return f"{now} ({now - before:+d})" if promised_before and now != before else str(now)


def _section(title: str, entries: Iterable[Entry]) -> Section | None:
    found = tuple(entries)
    return Section(title, found) if found else None
