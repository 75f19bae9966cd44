"""All records of one tree, and how to find one from another.

Files are listed at once but read only when somebody asks, so that checking one file costs one
file and the few it refers to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from rindoku.findings import FieldPath
from rindoku.memory.memory import Memory
from rindoku.reading.fallbacks import fallbacks
from rindoku.reading.policy_file import PolicyFile, read_policy
from rindoku.reading.remembered import Remembered
from rindoku.reading.validation import Validated, validate
from rindoku.records import ActionItem, Circle, Policy, Postmortem, SkillMap
from rindoku.records.base import Model
from rindoku.source import layout
from rindoku.source.document import Document, broken, read_document
from rindoku.source.problems import SourceError, Trouble
from rindoku.source.tree import Tree
from rindoku.text import composed

R = TypeVar("R", bound=Model)


@dataclass(frozen=True)
class RecordFile(Generic[R]):
    """One record's file: read and validated on first use."""

    path: str
    model: type[R]
    catalog: Catalog

    @cached_property
    def stem(self) -> str:
        """The record's id."""
        return layout.stem(self.path)

    @cached_property
    def document(self) -> Document:
        """The file, split and parsed; kept until it is let go."""
        return self._read()

    @contextmanager
    def borrowed(self) -> Iterator[None]:
        """Let go of the document afterwards, if it is read within; texts are most of the size."""
        is_kept = "document" in self.__dict__
        yield
        if not is_kept:
            self.__dict__.pop("document", None)

    @cached_property
    def validated(self) -> Validated[R]:
        """The record with its fields' mistakes; nothing where the file cannot be read.

        What is remembered of such a file is not read again. A document that nobody has asked for
        yet is not kept.
        """
        return self._remembered() or self._read_and_validated()

    @property
    def blob(self) -> str | None:
        """The name of its content; None where it has to be read to know."""
        return self.catalog.tree.blob(self.path)

    def _remembered(self) -> Validated[R] | None:
        remembered, blob = self.catalog.remembered, self.blob
        if remembered is None or blob is None:
            return None
        return remembered.find(self.model, self.path, blob)

    def _read_and_validated(self) -> Validated[R]:
        document = self.__dict__.get("document")
        if document is None:
            try:
                raw = self._raw()
            except SourceError as error:
                return Validated(None, trouble=error.trouble)
            if (found := self._remembered()) is not None:  # under the name that is known now
                return found
            document = read_document(self.path, raw)
        found = self._validate(document)
        remembered, blob = self.catalog.remembered, self.blob
        if remembered is not None and blob is not None:
            remembered.keep(self.path, blob, found)
        return found

    def _validate(self, document: Document) -> Validated[R]:
        if document.error is not None:
            return Validated(None, trouble=document.error.trouble)
        zone = self.catalog.policy.zone
        data = document.data
        if "visibility" in data and data["visibility"] is None:
            data = {**data, "visibility": ""}  # nobody knows what was meant: no other null hides
        return validate(self.model, data, fallbacks(self.model, self.stem), zone)

    def _read(self) -> Document:
        try:
            return read_document(self.path, self._raw())
        except SourceError as error:
            return broken(self.path, error)

    def _raw(self) -> bytes:
        return self.catalog.tree.read(self.path) or b""

    @property
    def record(self) -> R | None:
        """The record as far as it could be read."""
        return self.validated.record

    def is_left_out(self, field: str) -> bool:
        """Whether the value of one of its fields was bad, missing or misspelt."""
        return (field,) in self.validated.left_out

    def numbered(self, field: str) -> Iterator[tuple[int, Any]]:
        """The entries of a list in the record, with their numbers in the file.

        Entries without what they must have are passed over: they have their finding already.
        """
        if self.record is None:
            return
        items = getattr(self.record, field)
        numbers = self.validated.kept.get((field,), range(len(items)))
        parts = [path[1:] for path in self.validated.left_out if path[:1] == (field,) and path[1:]]
        bad = {part[0] for part in parts if len(part) == 1 or _is_needed(items, str(part[1]))}
        for number, item in zip(numbers, items, strict=True):
            if number not in bad:
                yield number, item


Holder = RecordFile[Postmortem] | RecordFile[Circle]


@dataclass(frozen=True)
class PlacedItem:
    """An action item, its record, and its number in that record's list."""

    file: Holder
    number: int
    item: ActionItem

    @property
    def address(self) -> str:
        """`RECORD#ID`."""
        return f"{self.file.stem}#{self.item.id}"

    @property
    def path(self) -> str:
        """Its record's file."""
        return self.file.path

    def field(self, name: str) -> FieldPath:
        """Where one of its fields stands in the front matter."""
        return ("action_items", self.number, name)


def split_address(address: str) -> tuple[str, str]:
    """A ``RECORD#ID`` as record and id; the id is empty where there is none."""
    record, _, item = address.partition("#")
    return record, item


def placed_items(holders: Iterable[Holder]) -> Iterator[PlacedItem]:
    """The action items of some records, as far as they can be read."""
    for file in holders:
        for number, item in file.numbered("action_items"):
            yield PlacedItem(file, number, item)


@dataclass(frozen=True)
class Catalog:
    """The records of one tree by their ids."""

    tree: Tree
    policy_file: PolicyFile
    remembered: Remembered | None
    """What is known of records that were read before."""

    @property
    def policy(self) -> Policy:
        """The tree's policy."""
        return self.policy_file.policy

    @cached_property
    def postmortem_files(self) -> list[RecordFile[Postmortem]]:
        """Every file that is meant to be a postmortem, in the order of their paths."""
        wanted = [path for path in self._below_postmortems if not self._is_excluded(path)]
        return [RecordFile(path, Postmortem, self) for path in wanted]

    @cached_property
    def excluded(self) -> frozenset[str]:
        """What would be the ids of the files that the policy says are no records."""
        paths = [path for path in self._below_postmortems if self._is_excluded(path)]
        return frozenset(map(layout.stem, paths)) - self.postmortems.keys()

    @property
    def without_front_matter(self) -> list[RecordFile[Postmortem]]:
        """The documents in the postmortems' folder that are no records yet."""
        return [
            file
            for file in self.postmortem_files
            if file.validated.trouble is Trouble.NO_FRONT_MATTER
        ]

    @cached_property
    def lookalikes(self) -> list[str]:
        """The files that could be taken for records, and are none."""
        self.tree.has(layout.ELSEWHERE)
        folders = (layout.POSTMORTEMS, layout.CIRCLES, layout.ELSEWHERE)
        found = [path for folder in folders for path in self.tree.paths(folder)]
        return [path for path in found if layout.is_lookalike(path) and not self._is_excluded(path)]

    @cached_property
    def circle_files(self) -> list[RecordFile[Circle]]:
        """Every circle's page, in the order of their paths."""
        paths = self.tree.paths(layout.CIRCLES)
        wanted = [p for p in paths if layout.is_circle(p) or _hides_records(p)]
        return [RecordFile(path, Circle, self) for path in wanted]

    @cached_property
    def skill_map(self) -> RecordFile[SkillMap] | None:
        """The skill map's page, where there is one."""
        there = layout.SKILL_MAP in self.tree.paths(layout.SKILL_MAP)
        return RecordFile(layout.SKILL_MAP, SkillMap, self) if there else None

    @cached_property
    def postmortems(self) -> dict[str, RecordFile[Postmortem]]:
        """Postmortems by id; of two with one id, the first."""
        return {file.stem: file for file in reversed(self.postmortem_files)}

    @cached_property
    def circles(self) -> dict[str, RecordFile[Circle]]:
        """Circles by id."""
        return {file.stem: file for file in reversed(self.circle_files)}

    @cached_property
    def _in_small_letters(self) -> dict[str, Holder]:
        found: dict[str, Holder] = {}
        holders: list[Holder] = [*self.postmortem_files, *self.circle_files]
        for holder in holders:
            found.setdefault(holder.stem.casefold(), holder)
        return found

    def first_in_any_capitals(self, stem: str) -> Holder | None:
        """The first record of that id, whatever is a capital in it."""
        return self._in_small_letters.get(composed(stem).casefold())

    @property
    def hidden(self) -> list[str]:
        """The folders of records that cannot be looked into: a link stands in their place, say."""
        files: list[RecordFile[Any]] = [*self.postmortem_files, *self.circle_files]
        return [file.path for file in files if _hides_records(file.path)]

    @property
    def entries(self) -> Iterator[RecordFile[Any]]:
        """Every record's file."""
        yield from self.postmortem_files
        yield from self.circle_files
        if self.skill_map:
            yield self.skill_map

    @property
    def holders(self) -> list[Holder]:
        """The records that can hold action items, one for each id."""
        return [*self.postmortems.values(), *self.circles.values()]

    @cached_property
    def _below_postmortems(self) -> list[str]:
        paths = self.tree.paths(layout.POSTMORTEMS)
        return [path for path in paths if layout.is_postmortem(path) or _hides_records(path)]

    def _is_excluded(self, path: str) -> bool:
        return self.policy.excludes(path.removeprefix(f"{layout.POSTMORTEMS}/"))

    def remember(self) -> None:
        """Keep what the records say for the next run, where there is a memory."""
        if self.remembered is not None:
            self.remembered.save({file.path for file in self.entries})

    def holder(self, stem: str) -> Holder | None:
        """The record of that id, of the kinds that hold action items."""
        return self.postmortem(stem) or self.circles.get(composed(stem))

    def postmortem(self, stem: str) -> RecordFile[Postmortem] | None:
        """The postmortem of that id, in whatever form of Unicode it is written."""
        return self.postmortems.get(composed(stem))

    def read_postmortems(self) -> list[tuple[str, Postmortem]]:
        """All readable postmortems with their ids, oldest first."""
        found = [(s, e.record) for s, e in self.postmortems.items() if e.record is not None]
        return sorted(found, key=lambda pair: (pair[1].date, pair[0]))

    def read_circles(self) -> list[tuple[str, Circle]]:
        """All readable circles with their ids, oldest first."""
        found = [(s, e.record) for s, e in self.circles.items() if e.record is not None]
        return sorted(found, key=lambda pair: (pair[1].date, pair[0]))


def _is_needed(items: list[Any], field: str) -> bool:
    """Whether the parts of a list are nothing without a field."""
    about = (
        type(items[0]).model_fields.get(field) if items and isinstance(items[0], Model) else None
    )
    return about is None or about.is_required()


def _hides_records(path: str) -> bool:
    """Whether a path is a folder (or stands in its place) that cannot be looked into."""
    return path.endswith("/") or path in (layout.POSTMORTEMS, layout.CIRCLES)


def read_catalog(tree: Tree, memory: Memory | None = None) -> Catalog:
    """The catalog of a tree, with the tree's own policy; what is remembered is not read again."""
    policy_file = read_policy(tree)
    remembered = None if memory is None else Remembered(memory, policy_file.policy.zone)
    return Catalog(tree, policy_file, remembered)
