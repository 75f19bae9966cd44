"""What is not committed yet, as one more landing on the main line: a change made today."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rindoku.git import Git, blob_name
from rindoku.history.main_line import MainLineCommit
from rindoku.history.walk import FOLDERS
from rindoku.source import layout
from rindoku.source.problems import SourceError
from rindoku.source.tree import Tree


def uncommitted(
    git: Git, head: str | None, tree: Tree, today: date, scratch: Path
) -> tuple[MainLineCommit | None, int]:
    """The working tree's difference from ``head``, None where there is none.

    Files that a sparse checkout leaves out are not missing; how many these are is told, too.
    Objects that git needs to compare the two are written to ``scratch`` only.
    """
    sparse = 0
    committed = {e.path: e.blob for e in git.entries(head, FOLDERS)} if head else {}
    paths = [
        path for folder in FOLDERS for path in tree.paths(folder) if layout.holds_action_items(path)
    ]
    names = {p: tree.blob(p) or blob_name(_content(tree, p), git.algorithm) for p in paths}
    written = {p: _content(tree, p) for p, name in names.items() if committed.get(p) != name}
    removed = [p for p in committed if p not in names and layout.holds_action_items(p)]
    if removed:
        left_out = git.left_out(FOLDERS)
        sparse = sum(path in left_out for path in removed)
        removed = [path for path in removed if path not in left_out]
    if not written and not removed:
        return None, sparse
    name = git.as_if_committed(head, removed, written, scratch)
    return MainLineCommit(None, head, today, None, uncommitted=name), sparse


def _content(tree: Tree, path: str) -> bytes:
    """A file's content; one that cannot be read counts as empty, as all that says nothing."""
    try:
        return tree.read(path) or b""
    except SourceError:
        return b""
