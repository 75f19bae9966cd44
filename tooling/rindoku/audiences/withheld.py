"""Who may see what. What an audience may not see does not exist in its view of the records.

``team`` sees everything. ``site`` (whoever can open the internal site, a report that is passed on,
a calendar, an issue) sees nothing of a restricted record. ``public`` sees only what is public, and
people only by their team. Default is no: what cannot be read might be restricted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal
from urllib.parse import unquote

from rindoku.audiences.past import seen_life
from rindoku.history.lives import RecordHistory
from rindoku.reading.catalog import Catalog, RecordFile
from rindoku.records import Postmortem, SkillMap
from rindoku.records.postmortem import Visibility
from rindoku.text import composed

Audience = Literal["team", "site", "public"]
_A_TITLE = 6
"""Characters: what is shorter is a word like others."""
_BULLET = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?")
_ALLOWED: Mapping[Audience, tuple[Visibility, ...]] = {
    "team": ("public", "internal", "restricted"),
    "site": ("public", "internal"),
    "public": ("public",),
}


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
        """A record's history as the audience sees it; of a closed one nothing.

        What it said while it was closed is not told. One that was deleted can still be told of,
        but not to the public: nobody made it public.
        """
        if self.audience == "team":
            return record
        is_postmortem = stem not in self.catalog.circles
        allowed = _ALLOWED[self.audience if is_postmortem else "site"]
        is_gone = not record.present
        if record.visibility not in allowed or stem in self.stems:
            return None
        if is_gone and self.audience == "public":
            return None
        lives = [seen for life in record.lives if (seen := seen_life(life, allowed)) is not None]
        return replace(record, lives=lives)

    def quotations(self, body: str) -> Iterator[tuple[int, str]]:
        """The lines (from 0) that name a hidden record by its id or its title, and which one."""
        if not self.stems:
            return
        titles = {
            composed(file.record.title): file.stem
            for file in self.files
            if isinstance(file.record, Postmortem) and len(file.record.title) >= _A_TITLE
        }
        for number, line in enumerate(body.split("\n")):
            readable = composed(unquote(line))
            named = self._names.search(readable) if self._names else None
            title = next((stem for title, stem in titles.items() if title in readable), None)
            if named is not None or title is not None:
                yield number, named[0] if named is not None else str(title)

    def without_quotations(self, body: str) -> str:
        """A text of ours in which each such line keeps nothing but its bullet."""
        lines = body.split("\n")
        for number, _ in self.quotations(body):
            bullet = _BULLET.match(lines[number])
            lines[number] = f"{bullet[0] if bullet else ''}…"
        return "\n".join(lines)

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
            return record.visibility in _ALLOWED[self.audience]
        return not (self.audience == "public" and isinstance(record, SkillMap))
