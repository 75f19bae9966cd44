"""Who may see what. What an audience may not see does not exist in its view of the records.

``team`` sees everything. ``site`` (whoever can open the internal site, a report that is passed on,
a calendar, an issue) sees nothing of a restricted record. ``public`` sees only what is public, and
people only by their team. Default is no: what cannot be read might be restricted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from rindoku.audiences.past import seen_life
from rindoku.history.lives import RecordHistory
from rindoku.reading.catalog import Catalog, RecordFile
from rindoku.records import Postmortem, SkillMap
from rindoku.records.postmortem import Visibility
from rindoku.text import composed

Audience = Literal["team", "site", "public"]
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
