"""The records as an audience sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from rindoku.audiences.anonymity import Aliases
from rindoku.audiences.withheld import Audience, Withheld
from rindoku.history.history import History
from rindoku.history.lives import RecordHistory
from rindoku.reading.catalog import Catalog, R, RecordFile, split_address
from rindoku.reading.validation import Validated
from rindoku.records import Circle, Postmortem, SkillMap
from rindoku.records.base import Model
from rindoku.source.document import Document
from rindoku.source.tree import HidingTree
from rindoku.text import composed


@dataclass(frozen=True)
class AudienceView:
    """What one audience sees on a day. To the public people are nobody in particular."""

    withheld: Withheld
    aliases: Aliases | None

    @classmethod
    def of(cls, catalog: Catalog, audience: Audience, day: date) -> AudienceView:
        """The view of an audience."""
        aliases = Aliases.of(catalog.policy, day) if audience == "public" else None
        return cls(Withheld(catalog, audience), aliases)

    @cached_property
    def catalog(self) -> Catalog:
        """The records that it sees."""
        whole = self.withheld.catalog
        hidden = frozenset(file.path for file in self.withheld.files)
        policy_file = whole.policy_file
        if self.aliases is not None:
            policy_file = policy_file._replace(policy=self.aliases.policy)
        return SeenCatalog(HidingTree(whole.tree, hidden), policy_file, None, self)

    def history(self, whole: History) -> History:
        """What it sees of a history."""
        return whole.seen(self._history_of)

    def record(self, record: R) -> R:
        """A record without what it says of withheld ones, and of people where nobody is named."""
        seen = _seen(record, self.withheld)
        return seen if self.aliases is None else self.aliases.of_model(seen)

    def body(self, model: type[Model], body: str) -> str:
        """A record's text. What a circle's page says of a hidden record was written by us."""
        if not issubclass(model, Postmortem):
            body = self.withheld.without_quotations(body)
        return body if self.aliases is None else self.aliases.in_text(body)

    def _history_of(self, stem: str, record: RecordHistory) -> RecordHistory | None:
        seen = self.withheld.history_of(stem, record)
        return seen if seen is None or self.aliases is None else self.aliases.of_history(seen)


@dataclass(frozen=True)
class SeenFile(RecordFile[R]):
    """A record's file as an audience sees it; it is read and validated only once for all."""

    whole: RecordFile[R]
    view: AudienceView

    @cached_property
    def document(self) -> Document:
        """The file, split and parsed, its body without what is not for this audience."""
        whole = self.whole.document
        body = self.view.body(self.model, whole.body)
        return whole if body == whole.body else replace(whole, body=body)

    @cached_property
    def validated(self) -> Validated[R]:
        """The record without what it says of withheld ones."""
        whole = self.whole.validated
        record = None if whole.record is None else self.view.record(whole.record)
        return Validated(record, trouble=whole.trouble)


@dataclass(frozen=True)
class SeenCatalog(Catalog):
    """A catalog without what is withheld, and without what other records say of it."""

    view: AudienceView

    @cached_property
    def postmortem_files(self) -> list[RecordFile[Postmortem]]:
        """Every postmortem that may be seen, in the order of their paths."""
        return self._seen(self.view.withheld.catalog.postmortem_files)

    @cached_property
    def circle_files(self) -> list[RecordFile[Circle]]:
        """Every circle's page that may be seen, in the order of their paths."""
        return self._seen(self.view.withheld.catalog.circle_files)

    @cached_property
    def skill_map(self) -> RecordFile[SkillMap] | None:
        """The skill map's page, where there is one that may be seen."""
        whole = self.view.withheld.catalog.skill_map
        return next(iter(self._seen([whole])), None) if whole else None

    def _seen(self, files: list[RecordFile[R]]) -> list[RecordFile[R]]:
        return [
            SeenFile(file.path, file.model, self, file, self.view)
            for file in files
            if file.stem not in self.view.withheld.stems
        ]


def _seen(record: R, withheld: Withheld) -> R:
    """A record without what it says of withheld ones."""
    if isinstance(record, Circle):
        return record.model_copy(
            update={
                "readings": [
                    reading.model_copy(update={"why": None})
                    if reading.why and withheld.is_named_in(reading.why)
                    else reading
                    for reading in record.readings
                    if composed(reading.postmortem) not in withheld.stems
                ],
                "decisions": [
                    decision
                    for decision in record.decisions
                    if _record_of(decision.action_item) not in withheld.stems
                ],
            }
        )
    if isinstance(record, Postmortem):
        return record.model_copy(
            update={
                "recurrence_of": _open(record.recurrence_of, withheld),
                "saved_by": _open(record.saved_by, withheld),
            }
        )
    return record


def _open(addresses: Iterable[str], withheld: Withheld) -> list[str]:
    return [one for one in addresses if _record_of(one) not in withheld.stems]


def _record_of(address: str) -> str:
    return composed(split_address(address)[0])
