"""The skill map's earlier versions, told from git: since when a level has stood as it does."""

from __future__ import annotations

from datetime import date

from rindoku.reading.fallbacks import fallbacks
from rindoku.reading.validation import validate
from rindoku.records import SkillMap
from rindoku.repository import Repository
from rindoku.source import layout
from rindoku.source.document import read_document


def skill_map_versions(repository: Repository) -> list[tuple[date | None, SkillMap]]:
    """The readable versions of the map with the day each landed, oldest first.

    What is not committed counts as the version of the repository's day. Without a history that is
    the only one.
    """
    versions = repository.history.pages.versions(layout.SKILL_MAP)
    found = [(version.day, record) for version in versions if (record := _read(version.content))]
    entry = repository.catalog.skill_map
    now = entry.record if entry else None
    if now is not None and (not found or found[-1][1] != now):
        found.append((repository.day, now))
    return found


def _read(raw: bytes) -> SkillMap | None:
    document = read_document(layout.SKILL_MAP, raw)
    if document.error is not None:
        return None
    named = fallbacks(SkillMap, layout.stem(layout.SKILL_MAP))
    return validate(SkillMap, document.data, named).record
