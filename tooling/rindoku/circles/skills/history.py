"""The skill map's earlier versions, told from git: since when a level has stood as it does."""

from __future__ import annotations

from datetime import date

from rindoku.git.client import NoGitError
from rindoku.history.pages import versions
from rindoku.reading.catalog import fallbacks
from rindoku.reading.validation import validate
from rindoku.records import SkillMap
from rindoku.repository import Repository, main_line_of
from rindoku.source import layout
from rindoku.source.document import read_document


def skill_map_versions(repository: Repository) -> list[tuple[date, SkillMap]]:
    """The readable versions of the map with the day each landed, oldest first.

    What is not committed counts as the version of the repository's day. Without a history that is
    the only one.
    """
    found = [(day, record) for day, raw in _landed(repository) if (record := _read(raw))]
    entry = repository.catalog.skill_map
    now = entry.record if entry else None
    if now is not None and (not found or found[-1][1] != now):
        found.append((repository.day, now))
    return found


def _landed(repository: Repository) -> list[tuple[date, bytes]]:
    try:
        git, line_commits = main_line_of(repository)
        return versions(git, line_commits, layout.SKILL_MAP)
    except NoGitError:
        return []


def _read(raw: bytes) -> SkillMap | None:
    document = read_document(layout.SKILL_MAP, raw)
    if document.error is not None:
        return None
    named = fallbacks(SkillMap, layout.stem(layout.SKILL_MAP))
    return validate(SkillMap, document.data, named).record
