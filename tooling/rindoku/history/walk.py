"""The walk along the main line: three processes side by side, one pass, no process per commit.

One of git's lists what each commit changed, another brings the contents, and we read and compare,
all at the same time.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import NamedTuple

from rindoku.git import FileChange, Git
from rindoku.history.lives import Histories, Version, version_of
from rindoku.history.main_line import MainLineCommit
from rindoku.source import layout
from rindoku.source.document import front_data, front_matter

FOLDERS = (layout.POSTMORTEMS, layout.CIRCLES)


class Step(NamedTuple):
    """A landing with the files it changed, and their authors where a merge brought them."""

    line_commit: MainLineCommit
    changes: list[FileChange]
    authors: dict[str, str]


def walk(
    git: Git, line_commits: deque[MainLineCommit], histories: Histories, since: str | None = None
) -> None:
    """Carry histories on over some main-line commits, and let go of those on the way.

    ``since`` is the commit up to which they are told already, None where nothing is.
    """
    reader = _VersionReader()
    steps: Iterable[Step] = _steps(git, line_commits)
    if since is not None:
        steps = list(steps)
        for path, content in _touched_at(git, since, steps):
            reader.start_from(path, content)
    for step, contents in _with_contents(git, steps):
        versions, renames = reader.read(step, contents)
        histories.observe(step.line_commit, versions, renames)


def _touched_at(git: Git, commit: str, steps: Iterable[Step]) -> Iterator[tuple[str, bytes | None]]:
    """The files, as they are in a commit, of the records that the steps after it touch."""
    touched = {
        layout.stem(path) for step in steps for change in step.changes for path in _paths(change)
    }
    entries = [
        entry
        for entry in (git.entries(commit, FOLDERS) if touched else ())
        if layout.stem(entry.path) in touched and layout.holds_action_items(entry.path)
    ]
    if not entries:
        return
    with git.blobs(entry.blob for entry in entries if entry.is_regular_file) as contents:
        for entry in entries:
            yield entry.path, next(contents) if entry.is_regular_file else None


def _with_contents(git: Git, steps: Iterable[Step]) -> Iterator[tuple[Step, list[bytes | None]]]:
    """Each step with the new contents of its record files, where they have one."""
    queue: SimpleQueue[Step | None] = SimpleQueue()

    def wanted() -> Iterator[str]:
        # runs in the thread that asks for contents, so that asking and answering overlap
        try:
            for step in steps:
                queue.put(step)
                yield from (change.blob for change in step.changes if _has_content(change))
        finally:
            queue.put(None)

    with git.blobs(wanted()) as contents:
        while (step := queue.get()) is not None:
            yield step, [next(contents) if _has_content(c) else None for c in step.changes]


def _steps(git: Git, line_commits: deque[MainLineCommit]) -> Iterator[Step]:
    """What each landing changed; what a merge brought is asked for just before the merge."""
    pending: deque[tuple[str, MainLineCommit | None, str | None]] = deque()

    def pairs() -> Iterator[tuple[str, str | None]]:
        while line_commits:
            line_commit = line_commits.popleft()
            for commit in line_commit.merged:
                pending.append((commit.id, None, commit.author))
                yield commit.id, commit.parents[0] if commit.parents else None
            pending.append((line_commit.content, line_commit, None))
            yield line_commit.content, line_commit.parent

    authors: dict[str, str] = {}
    for name, changes in git.changes(pairs(), FOLDERS):
        while True:
            commit, line_commit, author = pending.popleft()
            if commit == name:
                break
            if line_commit is not None:
                authors = {}
        if line_commit is None:
            authors |= {path: str(author) for change in changes for path in _paths(change)}
        else:
            yield Step(line_commit, changes, authors)
            authors = {}


def _paths(change: FileChange) -> tuple[str, ...]:
    return (change.path,) if change.old_path is None else (change.path, change.old_path)


def _has_content(change: FileChange) -> bool:
    return change.is_regular_file and layout.holds_action_items(change.path)


class _FileState(NamedTuple):
    """What a file says, and a digest of the front matter that says it."""

    front: bytes
    version: Version


@dataclass(slots=True)
class _VersionReader:
    """Turns changed files into versions of records; knows what each file says.

    ``files`` are by record and path. One record should have one file; of two, the first counts,
    and ``last`` is what it says.
    """

    files: dict[str, dict[str, _FileState]] = field(default_factory=dict)
    last: dict[str, _FileState] = field(default_factory=dict)

    def start_from(self, path: str, content: bytes | None) -> None:
        """Take in a file as it stands before the first step."""
        stem = layout.stem(path)
        files = self.files.setdefault(stem, {})
        files[path] = self.state_of(stem, content)
        self.last[stem] = files[min(files)]

    def read(
        self, step: Step, contents: Iterable[bytes | None]
    ) -> tuple[dict[str, Version], dict[str, str]]:
        """The records a landing changed by id, and its renames from new ids to old ones."""
        before = set(self.last) if any(c.old_path for c in step.changes) else set()
        touched: dict[str, str | None] = {}
        renamed: dict[str, str] = {}
        for change in step.changes:
            old = change.old_path or (change.path if change.is_deletion else None)
            if old is not None and layout.holds_action_items(old):
                touched[layout.stem(old)] = step.authors.get(old)
                self.files[layout.stem(old)].pop(old, None)
        for change, content in zip(step.changes, contents, strict=True):
            if change.is_deletion or not layout.holds_action_items(change.path):
                continue
            stem = layout.stem(change.path)
            touched[stem] = step.authors.get(change.path) or touched.get(stem)
            self.files.setdefault(stem, {})[change.path] = self.state_of(stem, content)
            if change.old_path and layout.holds_action_items(change.old_path):
                renamed[stem] = layout.stem(change.old_path)
        versions = {
            stem: version if author is None else version._replace(author=author)
            for stem, author in touched.items()
            if (version := self.change_of(stem))
        }
        renames = {
            new: old for new, old in renamed.items() if old not in self.last and new not in before
        }
        return versions, renames

    def state_of(self, stem: str, content: bytes | None) -> _FileState:
        """What a file says; read anew only where its front matter is not the last one."""
        raw = content or b""
        front = front_matter(raw)
        digest = hashlib.blake2b(front, digest_size=16).digest()
        last = self.last.get(stem)
        if last is not None and last.front == digest:
            return last
        data = front_data(raw, front)
        return _FileState(digest, Version() if data is None else version_of(data))

    def change_of(self, stem: str) -> Version | None:
        """What a record says now, or None where that is what it said before."""
        files = self.files[stem]
        if not files:
            del self.files[stem]
            return Version(gone=True) if self.last.pop(stem, None) else None
        now, last = files[min(files)], self.last.get(stem)
        self.last[stem] = now
        return None if last is not None and last.front == now.front else now.version
