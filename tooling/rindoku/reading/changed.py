"""Which records are not what they were in a commit."""

from __future__ import annotations

from rindoku.git import Git, blob_name
from rindoku.reading.catalog import Catalog
from rindoku.source.layout import POLICY_FILES, RECORD_ROOTS
from rindoku.source.problems import SourceError


def changed_paths(catalog: Catalog, git: Git, commit: str) -> set[str]:
    """The paths of the records that a commit has not, or not with this content.

    All of them where the policy changed: it decides what is right in every one.
    """
    before = {one.path: one.blob for one in git.entries(commit, (*RECORD_ROOTS, *POLICY_FILES))}
    records = {file.path for file in catalog.entries}
    policies = {path for path in POLICY_FILES if _blob(catalog, git, path) != before.get(path)}
    if policies:
        return records | {path for path in policies if path == catalog.policy_file.path}
    return {path for path in records if _blob(catalog, git, path) != before.get(path)}


def _blob(catalog: Catalog, git: Git, path: str) -> str | None:
    """The name that git would give what a file holds; None where it cannot be read."""
    known = catalog.tree.blob(path)
    if known is not None:
        return known
    try:
        raw = catalog.tree.read(path)
    except SourceError:
        return None
    return None if raw is None else blob_name(raw, git.algorithm)
