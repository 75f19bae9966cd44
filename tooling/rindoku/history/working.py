"""What is not committed yet, as one more landing on the main line: a change made today."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from rindoku.history.main_line import Landing
from rindoku.source import layout
from rindoku.source.git import Git
from rindoku.source.problems import SourceError
from rindoku.source.tree import Tree


def uncommitted(
    git: Git, head: str | None, tree: Tree, today: date, scratch: Path
) -> Landing | None:
    """The working tree's difference from ``head``, or None where there is none.

    Objects that git needs to compare the two are written to ``scratch`` only.
    """
    folders = (layout.POSTMORTEMS, layout.CIRCLES)
    committed = {e.path: e.blob for e in git.entries(head, folders)} if head else {}
    there = {
        path: _content(tree, path)
        for folder in folders
        for path in tree.paths(folder)
        if layout.holds_action_items(path)
    }
    algorithm = "sha256" if any(len(name) == 64 for name in committed.values()) else "sha1"
    written = {p: raw for p, raw in there.items() if committed.get(p) != _name(raw, algorithm)}
    removed = [p for p in committed if layout.holds_action_items(p) and p not in there]
    if not written and not removed:
        return None
    snapshot = git.snapshot(head, removed, written, scratch)
    return Landing(None, head, today, None, snapshot=snapshot)


def _content(tree: Tree, path: str) -> bytes:
    try:
        return tree.read(path) or b""
    except SourceError:
        return b""  # a version that says nothing, like any other unreadable one


def _name(raw: bytes, algorithm: str) -> str:
    """The name git would give this content in the repository's hash."""
    header = f"blob {len(raw)}\0".encode("ascii")
    return hashlib.new(algorithm, header + raw, usedforsecurity=False).hexdigest()
