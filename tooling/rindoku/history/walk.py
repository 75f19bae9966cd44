"""The walk along the main line: three processes side by side, one pass, no process per commit.

``git diff-tree`` lists what each commit changed, ``git cat-file`` brings the contents, and we
read and compare, all at the same time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from queue import SimpleQueue

from rindoku.history.lives import LifeBook, Version, items_of
from rindoku.history.main_line import Landing
from rindoku.source import layout
from rindoku.source.document import front_matter, read_document
from rindoku.source.git import FileChange, Git

_REGULAR = ("100644", "100755")
_FOLDERS = (layout.POSTMORTEMS, layout.CIRCLES)
Step = tuple[str, list[FileChange]]


def walk(git: Git, landings: list[Landing]) -> LifeBook:
    """The lives of all action items up to the last landing."""
    book = LifeBook()
    by_commit = {landing.commit: landing for landing in landings}
    reader = _Reader()
    for commit, changes, contents in _versions(git, landings):
        versions, renames = reader.read(changes, contents)
        book.observe(by_commit[commit], versions, renames)
    return book


def _versions(
    git: Git, landings: list[Landing]
) -> Iterator[tuple[str, list[FileChange], list[bytes | None]]]:
    """Each commit's changed record files, with their new contents where they have one."""
    steps: SimpleQueue[Step | None] = SimpleQueue()

    def wanted() -> Iterator[str]:
        # runs in the thread that feeds cat-file, so that asking and answering overlap
        try:
            pairs = ((str(landing.commit), landing.parent) for landing in landings)
            for commit, changes in git.changes(pairs, _FOLDERS):
                steps.put((commit, changes))
                yield from (change.blob for change in changes if _has_content(change))
        finally:
            steps.put(None)

    with git.blobs(wanted()) as contents:
        while (step := steps.get()) is not None:
            commit, changes = step
            yield commit, changes, [next(contents) if _has_content(c) else None for c in changes]


def _has_content(change: FileChange) -> bool:
    is_file = change.status != "D" and change.mode in _REGULAR
    return is_file and layout.holds_action_items(change.path)


class _Reader:
    """Turns changed files into versions of records; knows what each file says."""

    def __init__(self) -> None:
        self.files: dict[str, dict[str, _Said]] = {}
        """By record and path. One record should have one file; of two, the first counts."""
        self.last: dict[str, _Said] = {}

    def read(
        self, changes: Iterable[FileChange], contents: Iterable[bytes | None]
    ) -> tuple[dict[str, Version], dict[str, str]]:
        """The records a commit changed by id, and its renames from new ids to old ones."""
        before = set(self.last)
        touched: dict[str, None] = {}
        renamed: dict[str, str] = {}
        steps = [(change, content) for change, content in zip(changes, contents, strict=True)]
        for change, _ in steps:
            old = change.old_path or (change.path if change.status == "D" else None)
            if old is not None and layout.holds_action_items(old):
                touched[layout.stem(old)] = None
                self.files[layout.stem(old)].pop(old, None)
        for change, content in steps:
            if change.status == "D" or not layout.holds_action_items(change.path):
                continue
            stem = layout.stem(change.path)
            touched[stem] = None
            self.files.setdefault(stem, {})[change.path] = self.said(stem, change.path, content)
            if change.old_path and layout.holds_action_items(change.old_path):
                renamed[stem] = layout.stem(change.old_path)
        versions = {stem: version for stem in touched if (version := self.news(stem))}
        renames = {
            new: old for new, old in renamed.items() if old not in self.last and new not in before
        }
        return versions, renames

    def said(self, stem: str, path: str, content: bytes | None) -> _Said:
        """What a file says; read anew only where its front matter is not the last one."""
        front = front_matter(content or b"")
        last = self.last.get(stem)
        return last if last and last.front == front else _Said(front, _version(path, content))

    def news(self, stem: str) -> Version | None:
        """What a record says now, or None where that is what it said before."""
        files = self.files[stem]
        if not files:
            del self.files[stem]
            return Version(gone=True) if self.last.pop(stem, None) else None
        now, last = files[min(files)], self.last.get(stem)
        self.last[stem] = now
        return None if last is not None and last.front == now.front else now.version


@dataclass(frozen=True, slots=True)
class _Said:
    """What a file says, and the front matter that says it."""

    front: bytes
    version: Version


def _version(path: str, content: bytes | None) -> Version:
    document = read_document(path, content or b"")
    return Version(None if document.error else items_of(document.data))
