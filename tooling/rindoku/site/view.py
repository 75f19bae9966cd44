"""What the templates ask for: records and figures by the names that the pages use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from markupsafe import Markup

from rindoku import charts
from rindoku.analysis.ledger import TrackedItem
from rindoku.analysis.review import Review
from rindoku.analysis.staleness import Reason, StaleReport
from rindoku.catalog import Catalog, split_address
from rindoku.circles.choice import candidates
from rindoku.circles.plan import to_decide
from rindoku.locale import Words
from rindoku.records import Circle, Postmortem, Reading
from rindoku.records.skill_map import MARKS, WANTS_MARK
from rindoku.reports import wording
from rindoku.reports.stale.parts import Parts
from rindoku.repository import Repository
from rindoku.site.links import site_uri

LATEST = 3
TREND_MONTHS = 24


@dataclass(frozen=True)
class ReadIn:
    """A circle in which a postmortem was read, or will be."""

    stem: str
    circle: Circle
    reading: Reading


@dataclass(frozen=True)
class View:
    """Everything that may be published, with the questions that pages ask of it."""

    repository: Repository
    review: Review
    say: Words
    withheld: frozenset[str] = frozenset()
    """The ids of records that no text we made may name."""

    @property
    def report(self) -> StaleReport:
        """What is stale today, and why."""
        return self.review.stale

    @property
    def catalog(self) -> Catalog:
        """The records that may be published."""
        return self.repository.catalog

    @property
    def day(self) -> date:
        """The day the site was made."""
        return self.report.ledger.day

    @property
    def headline(self) -> str:
        """What matters most, in one sentence."""
        return wording.headline(self.report, self.say)

    @property
    def as_of(self) -> str:
        """The day in a sentence."""
        return self.say.gettext("As of %s.") % self.day_of(self.day)

    @property
    def notes(self) -> list[str]:
        """What the history cannot tell, in sentences."""
        return wording.notes(self.repository, self.say)

    @cached_property
    def postmortems(self) -> list[tuple[str, Postmortem]]:
        """All postmortems, the latest first."""
        return self.catalog.read_postmortems()[::-1]

    @property
    def own(self) -> list[tuple[str, Postmortem]]:
        """The team's own postmortems, the latest first."""
        return [(stem, record) for stem, record in self.postmortems if not record.is_external]

    @property
    def external(self) -> list[tuple[str, Postmortem]]:
        """Other companies' postmortems, the latest first."""
        return [(stem, record) for stem, record in self.postmortems if record.is_external]

    @cached_property
    def circles(self) -> list[tuple[str, Circle]]:
        """All circles without the rows that must not be published, the latest first."""
        return [(stem, self.circle(one)) for stem, one in self.catalog.read_circles()][::-1]

    @property
    def upcoming(self) -> list[tuple[str, Circle]]:
        """The planned circles, the next one first."""
        planned = [(s, c) for s, c in self.circles if c.status == "planned" and c.date >= self.day]
        return planned[::-1]

    @property
    def past(self) -> list[tuple[str, Circle]]:
        """The circles that were held, the latest first."""
        return [(stem, circle) for stem, circle in self.circles if circle.status == "held"]

    @property
    def worst(self) -> list[TrackedItem]:
        """The stale action items to decide on first."""
        return [suggestion.item for suggestion in self.review.decide]

    @property
    def to_decide(self) -> tuple[TrackedItem, ...]:
        """What the next circle decides on: the worst stale action items, then proposals."""
        return to_decide(self.report)

    @property
    def items(self) -> list[TrackedItem]:
        """All action items: open ones first, then proposals, then what is closed."""
        order = {"blocked": 0, "in-progress": 0, "open": 0, "proposed": 1, "done": 2, "dropped": 2}
        return sorted(
            self.report.ledger.items,
            key=lambda i: (order[i.item.status], i.item.priority or "P9", i.item.due or date.max),
        )

    @property
    def stale_by_owner(self) -> list[tuple[str, list[TrackedItem]]]:
        """The stale action items of each owner."""
        sections = Parts(self.review, self.say).groups("owner")
        return [
            (section.title, [entry.item for entry in section.entries if entry.item])
            for section in sections
        ]

    @cached_property
    def trend(self) -> Markup:
        """The number of open promises over the last months, as a picture."""
        points = self.review.trend[-TREND_MONTHS:]
        label = self.say.gettext("Open and stale action items by month: %s") % ", ".join(
            f"{point.day:%Y-%m} {point.open}/{point.stale}" for point in points
        )
        return charts.trend(points, label) if points else Markup("")

    def items_of(self, stem: str) -> list[TrackedItem]:
        """The action items of a record, in the order they are written."""
        return self._items_by_record.get(stem, [])

    def item(self, address: str) -> TrackedItem | None:
        """The action item of an address."""
        stem, item_id = split_address(address)
        return next((i for i in self.items_of(stem) if i.item.id == item_id), None)

    def stale_of(self, stem: str) -> int:
        """How many action items of a record are stale."""
        return sum(bool(self.reasons(item)) for item in self.items_of(stem))

    def reasons(self, item: TrackedItem) -> tuple[Reason, ...]:
        """Why an item is stale; nothing where it is not."""
        return self.report.of(item)

    def reason_name(self, reason: Reason) -> str:
        """A reason as a word."""
        return wording.reason_name(reason.name, self.say)

    def evidence(self, reason: Reason) -> str:
        """A reason with what it was told from."""
        return wording.evidence(reason, self.say)

    def status(self, status: str) -> str:
        """A status as a word."""
        return wording.status_name(status, self.say)

    def outcome(self, outcome: str) -> str:
        """A circle's decision in words."""
        return wording.outcome_name(outcome, self.say)

    def story(self, item: TrackedItem) -> list[tuple[date | None, str, str]]:
        """The life of an item in words."""
        return wording.life_story(item, self.say)

    def life_line(self, item: TrackedItem, width: int = 180) -> Markup:
        """The life of an item as a line."""
        story = "\n".join(f"{day or '?'}: {text}" for day, text, _ in self.story(item))
        return charts.life_line(item, self.day, self.reasons(item), story, width)

    def times(self, record: Postmortem) -> list[tuple[str, datetime]]:
        """The points in time of an incident that are known, with their names."""
        names = ("started", "detected", "mitigated", "resolved")
        known = [(name, getattr(record, name)) for name in names]
        return [(name, at) for name, at in known if at is not None]

    def incident_line(self, record: Postmortem) -> Markup:
        """An incident to scale."""
        return charts.incident_line(self.times(record))

    def duration(self, span: timedelta) -> str:
        """A span of time in its two largest units."""
        minutes = int(span.total_seconds() // 60)
        days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
        _ = self.say.gettext
        parts = [_("%d d") % days if days else "", _("%d h") % hours if hours else ""]
        parts.append(_("%d min") % rest if rest or not (days or hours) else "")
        return " ".join([part for part in parts if part][:2])

    def read_in(self, stem: str) -> list[ReadIn]:
        """The circles that read a postmortem or will, the latest first."""
        return self._readings.get(stem, [])

    def happened_again(self, stem: str) -> list[tuple[str, Postmortem]]:
        """The later incidents that repeat this one."""
        found = self.report.again.get(stem, [])
        return [(name, record) for _, name in found if (record := self.postmortem(name))]

    def happened_before(self, record: Postmortem) -> list[tuple[str, Postmortem]]:
        """The earlier incidents that this one repeats."""
        named = [(name, self.postmortem(name)) for name in record.recurrence_of]
        return [(name, earlier) for name, earlier in named if earlier is not None]

    def saved_by(self, record: Postmortem) -> list[TrackedItem]:
        """The action items that paid off in an incident."""
        return [item for address in record.saved_by if (item := self.item(address))]

    def next_to_read(self) -> list[tuple[str, Postmortem]]:
        """What a reading circle would choose now."""
        return [(one.stem, one.record) for one in candidates(self.catalog, self.report)[:LATEST]]

    def circle(self, circle: Circle) -> Circle:
        """A circle without readings of, and decisions on, what must not be published."""
        return circle.model_copy(
            update={
                "readings": [
                    r.model_copy(update={"why": r.why and wording.unnamed(r.why, self.withheld)})
                    for r in circle.readings
                    if r.postmortem in self.catalog.postmortems
                ],
                "decisions": [
                    d for d in circle.decisions
                    if self.catalog.holder(split_address(d.action_item)[0])
                ],
            }
        )  # fmt: skip

    def postmortem(self, stem: str) -> Postmortem | None:
        """The postmortem of that id."""
        entry = self.catalog.postmortems.get(stem)
        return entry.record if entry else None

    def uri(self, stem: str) -> str:
        """The page of a record."""
        entry = self.catalog.holder(stem)
        assert entry is not None
        return site_uri(entry.path)

    def person(self, handle: str) -> str:
        """A person's name where the policy tells it; else the handle."""
        person = self.catalog.policy.people.get(handle)
        return person.name if person and person.name else handle

    def title(self, item: TrackedItem) -> str:
        """The title of the record that an item belongs to."""
        return item.record.title if item.record else item.record_id

    def day_of(self, day: date) -> str:
        """A day as this language writes it."""
        return self.say.day(day)

    def marks(self) -> dict[str, str]:
        """The skill map's marks by level, 星取表's."""
        return {**{str(level): mark for level, mark in MARKS.items()}, "wants": WANTS_MARK}

    def level(self, level: str) -> str:
        """A level of skill in words."""
        _ = self.say.gettext
        names = {
            "teach": _("can teach it"),
            "good": _("good at it"),
            "alone": _("can do it alone"),
            "with-help": _("can do it with help"),
            "wants": _("wants to learn it"),
        }
        return names[level]

    def gaps(self) -> list[str]:
        """What the skill map says about the team, in sentences."""
        entry = self.catalog.skill_map
        if entry is None or entry.record is None:
            return []
        sentences = []
        for skill in entry.record.skills:
            able = [p.handle for p in entry.record.people if _is_able(p.can.get(skill))]
            wanting = [p.handle for p in entry.record.people if skill in p.wants]
            sentences += self._gap(skill, able, wanting)
        return sentences

    def _gap(self, skill: str, able: Sequence[str], wanting: Sequence[str]) -> list[str]:
        _, found = self.say.gettext, []
        if not able:
            found.append(_("Nobody can do %(skill)s without help.") % {"skill": skill})
        elif len(able) == 1:
            facts = {"person": self.person(able[0]), "skill": skill}
            found.append(_("Only %(person)s can do %(skill)s.") % facts)
        if len(wanting) > 1:
            people = ", ".join(map(self.person, wanting))
            facts = {"skill": skill, "people": people}
            found.append(_("%(people)s want to learn %(skill)s.") % facts)
        return found

    @cached_property
    def _items_by_record(self) -> dict[str, list[TrackedItem]]:
        found: dict[str, list[TrackedItem]] = {}
        for item in self.report.ledger.items:
            found.setdefault(item.record_id, []).append(item)
        return found

    @cached_property
    def _readings(self) -> dict[str, list[ReadIn]]:
        found: dict[str, list[ReadIn]] = {}
        for stem, circle in self.circles:
            if circle.status != "cancelled":
                for reading in circle.readings:
                    found.setdefault(reading.postmortem, []).append(ReadIn(stem, circle, reading))
        return found


def _is_able(level: str | None) -> bool:
    return level in ("teach", "good", "alone")
