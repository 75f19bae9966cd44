"""Who may see what. What an audience may not see does not exist in its view of the records.

``team`` sees everything. ``site`` (whoever can open the internal site, a report that is passed on,
a calendar, an issue) sees nothing of a restricted record. ``public`` sees only what is public, and
people only by their team. Default is no: what cannot be read might be restricted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from rindoku.history.lives import RecordHistory
from rindoku.reading.catalog import Catalog, R, RecordFile, split_address
from rindoku.reading.validation import Validated
from rindoku.records import Circle, Postmortem, SkillMap
from rindoku.source.document import Document
from rindoku.source.tree import HidingTree
from rindoku.text import composed

Audience = Literal["team", "site", "public"]


@dataclass(frozen=True)
class Withheld:
    """What one audience does not see of the records of a tree."""

    catalog: Catalog
    audience: Audience

    @cached_property
    def files(self) -> tuple[RecordFile[Any], ...]:
        """The files that are hidden; of one id all of them, whichever is meant by it."""
        hidden = {file.stem for file in self.catalog.entries if not self._may_see(file)}
        return tuple(file for file in self.catalog.entries if file.stem in hidden)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The ids of the hidden records."""
        return frozenset(file.stem for file in self.files)

    @cached_property
    def unreadable(self) -> tuple[str, ...]:
        """The paths of those that nobody can read; `rindoku check` says why."""
        return tuple(file.path for file in self.files if file.record is None)

    @property
    def action_items(self) -> int:
        """How many action items stand in the hidden postmortems that can be read."""
        records = [file.record for file in self.files if isinstance(file.record, Postmortem)]
        return sum(len(record.action_items) for record in records)

    def history_of(self, stem: str, record: RecordHistory) -> RecordHistory | None:
        """A record's history as the audience sees it; of a restricted one nothing.

        One that was deleted can still be told of, but not to the public: nobody made it public.
        """
        is_gone = not record.present
        if record.restricted or stem in self.stems or (is_gone and self.audience == "public"):
            return None
        return record

    def is_named_in(self, text: str) -> bool:
        """Whether a text of ours names a hidden record."""
        return self._names is not None and self._names.search(composed(text)) is not None

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        stems = sorted(map(re.escape, self.stems), key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(stems)})(?![\w-])") if stems else None

    def _may_see(self, file: RecordFile[Any]) -> bool:
        record = file.record
        if self.audience == "team":
            return True
        if record is None:
            return False
        if isinstance(record, Postmortem):
            allowed = ("public",) if self.audience == "public" else ("public", "internal")
            return record.visibility in allowed
        return not (self.audience == "public" and isinstance(record, SkillMap))


@dataclass(frozen=True)
class SeenFile(RecordFile[R]):
    """A record's file as an audience sees it; it is read and validated only once for all."""

    whole: RecordFile[R]
    withheld: Withheld

    @cached_property
    def document(self) -> Document:
        """The file, split and parsed."""
        return self.whole.document

    @cached_property
    def validated(self) -> Validated[R]:
        """The record without what it says of withheld ones."""
        record = self.whole.record
        return Validated(None if record is None else _seen(record, self.withheld))


@dataclass(frozen=True)
class SeenCatalog(Catalog):
    """A catalog without what is withheld, and without what other records say of it."""

    withheld: Withheld

    @classmethod
    def of(cls, withheld: Withheld) -> SeenCatalog:
        """The catalog as the audience sees it."""
        whole = withheld.catalog
        hidden = frozenset(file.path for file in withheld.files)
        return cls(HidingTree(whole.tree, hidden), whole.policy_file, withheld)

    @cached_property
    def postmortem_files(self) -> list[RecordFile[Postmortem]]:
        """Every postmortem that may be seen, in the order of their paths."""
        return self._seen(self.withheld.catalog.postmortem_files)

    @cached_property
    def circle_files(self) -> list[RecordFile[Circle]]:
        """Every circle's page that may be seen, in the order of their paths."""
        return self._seen(self.withheld.catalog.circle_files)

    @cached_property
    def skill_map(self) -> RecordFile[SkillMap] | None:
        """The skill map's page, where there is one that may be seen."""
        whole = self.withheld.catalog.skill_map
        return next(iter(self._seen([whole])), None) if whole else None

    def _seen(self, files: list[RecordFile[R]]) -> list[RecordFile[R]]:
        return [
            SeenFile(file.path, file.model, file.tree, file.policy, file, self.withheld)
            for file in files
            if file.stem not in self.withheld.stems
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
