"""The sample repository: a shop's three years, replayed as real git history.

The content lies in ``demo/files`` and its life in ``demo/history.yaml``, told for one fixed day;
every date is moved by the same number of whole weeks, so that the sample is always up to date.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from rindoku.editing.front_matter import Change, Remove, Set, edit
from rindoku.reading.catalog import split_address
from rindoku.scaffold.fast_import import NewCommit, create_repository
from rindoku.source.document import read_document
from rindoku.source.layout import stem

TOLD_ON = date(2026, 11, 24)
"""The day the content was written for."""

_DAY = re.compile(r"(?<!\d)20(?:2[3-9]|[3-9]\d)-\d{2}-\d{2}(?!\d)")  # older ones are history
_ZONE = timezone(timedelta(hours=9))
_CONTENT = files("rindoku.scaffold").joinpath("demo")
_SHARED = files("rindoku.scaffold").joinpath("files")
_TEXT = (".md", ".toml", ".yaml", ".yml", ".svg")


def write_demo(folder: Path, today: date) -> int:
    """Write the sample repository, its history ending shortly before ``today``.

    Returns the number of changes that landed on its main line.
    """
    content = dict(_all_files(today))
    policy = tomllib.loads(content["rindoku.toml"].decode("utf-8"))
    people = {handle: one["name"] for handle, one in policy["tool"]["rindoku"]["people"].items()}
    history = yaml.safe_load(_shift(_CONTENT.joinpath("history.yaml").read_text("utf-8"), today))
    replay = _Replay(content, people)
    for event in history:
        replay.land(event)
    create_repository(folder, replay.commits)
    return len(history)


@dataclass
class _Replay:
    """The main line as it grows, in memory."""

    content: dict[str, bytes]
    people: dict[str, str]
    tree: dict[str, bytes] = field(default_factory=dict)
    commits: list[NewCommit] = field(default_factory=list)
    tip: int | None = None

    def land(self, event: dict[str, Any]) -> None:
        """One change to the main line: a commit, a squashed or a merged pull request."""
        changed = self._changed(event)
        at = datetime.combine(event["day"], time(11, len(self.commits) % 60), _ZONE)
        author = self.people[event["by"]]
        committer = self.people[event.get("merged_by", event["by"])]
        parents = self._tip()
        if event["way"] == "merge":
            branched = at - timedelta(hours=20)
            self._commit(event["say"], author, author, branched, changed, parents)
            parents = (*parents, len(self.commits) - 1)
            message = f"Merge: {event['say']}"
            self._commit(message, committer, committer, at, changed, parents)
        else:
            self._commit(event["say"], author, committer, at, changed, parents)
        self.tip = len(self.commits) - 1

    def _tip(self) -> tuple[int, ...]:
        return () if self.tip is None else (self.tip,)

    def _commit(
        self,
        message: str,
        author: str,
        committer: str,
        at: datetime,
        changed: dict[str, bytes | None],
        parents: tuple[int, ...],
    ) -> None:
        self.commits.append(NewCommit(message, author, committer, at, changed, parents))

    def _changed(self, event: dict[str, Any]) -> dict[str, bytes | None]:
        """The files an event writes; None for those it takes away."""
        changed: dict[str, bytes | None] = {p: self.content[p] for p in event.get("add", ())}
        if self.tip is None:
            changed |= {path: raw for path, raw in self.content.items() if _is_set_up(path)}
        for old, new in event.get("move", {}).items():
            changed |= {old: None, new: self.tree[old]}
        self._apply(changed)
        for address, fields in event.get("edit", {}).items():
            changed |= self._edit(address, [_change(name, v) for name, v in fields.items()])
        for address in event.get("remove", ()):
            changed |= self._edit(address, [Remove(())])
        return changed

    def _edit(self, address: str, changes: list[Change]) -> dict[str, bytes | None]:
        record, item = split_address(address)
        path = next(path for path in self.tree if path.endswith(".md") and stem(path) == record)
        raw = self.tree[path]
        where: tuple[str | int, ...] = ()
        if item:
            items: Any = read_document(path, raw).data["action_items"]
            where = ("action_items", [one["id"] for one in items].index(item))
        placed = [c._replace(path=(*where, *c.path)) for c in changes]
        written: dict[str, bytes | None] = {path: edit(path, raw, placed)}
        self._apply(written)
        return written

    def _apply(self, changed: dict[str, bytes | None]) -> None:
        for path, raw in changed.items():
            if raw is None:
                del self.tree[path]
            else:
                self.tree[path] = raw


def _change(name: str, value: Any) -> Change:
    return Remove((name,)) if value is None else Set((name,), value)


def _all_files(today: date) -> Iterator[tuple[str, bytes]]:
    for top in (_SHARED, _CONTENT.joinpath("files")):
        for path, file in _walk(top, ""):
            if path.endswith(".lock"):  # nobody's story, and another one with each release
                continue
            raw = file.read_bytes()
            text = path.endswith(_TEXT)
            yield _shift(path, today), _shift(raw.decode(), today).encode() if text else raw


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry


def _is_set_up(path: str) -> bool:
    """What a repository has from its first day, beside its records."""
    names = ("mkdocs.yml", ".gitignore", "docs/about.md", "docs/skill-map.md")
    return path in names or path.startswith(".github/")


def _shift(text: str, today: date) -> str:
    weeks = timedelta(weeks=(today - TOLD_ON).days // 7)
    return _DAY.sub(lambda m: (date.fromisoformat(m[0]) + weeks).isoformat(), text)
