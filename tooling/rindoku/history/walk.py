"""The walk along the main line: three processes side by side, one pass, no process per commit.

``git diff-tree`` lists what each commit changed, ``git cat-file`` brings the contents, and we
read and compare, all at the same time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    """Turns changed files into versions of records; knows where each record lies."""

    def __init__(self) -> None:
        self.paths: dict[str, str] = {}
        self.fronts: dict[str, bytes] = {}

    def read(
        self, changes: Iterable[FileChange], contents: Iterable[bytes | None]
    ) -> tuple[dict[str, Version], dict[str, str]]:
        """The records a commit changed by id, and its renames from new ids to old ones."""
        written: dict[str, tuple[str, bytes | None]] = {}
        removed: dict[str, str] = {}
        renamed: dict[str, str] = {}
        for change, content in zip(changes, contents, strict=True):
            old = change.old_path or (change.path if change.status == "D" else None)
            if old is not None and layout.holds_action_items(old):
                removed[layout.stem(old)] = old
            if change.status != "D" and layout.holds_action_items(change.path):
                stem = layout.stem(change.path)
                written[stem] = (change.path, content)
                if change.old_path and layout.holds_action_items(change.old_path):
                    renamed[stem] = layout.stem(change.old_path)
        renames = {
            new: old
            for new, old in renamed.items()
            if old not in written and new not in removed and new not in self.paths
        }
        versions = self.removals(removed, written) | self.writings(written)
        return versions, renames

    def removals(
        self, removed: dict[str, str], written: dict[str, tuple[str, bytes | None]]
    ) -> dict[str, Version]:
        """Records that are gone; a record whose file only moved is not."""
        gone = [
            stem
            for stem, path in removed.items()
            if stem not in written and self.paths.get(stem) == path
        ]
        for stem in gone:
            del self.paths[stem]
            self.fronts.pop(stem, None)
        return {stem: Version(gone=True) for stem in gone}

    def writings(self, written: dict[str, tuple[str, bytes | None]]) -> dict[str, Version]:
        """Records with a new text; those whose front matter stayed the same say nothing new."""
        versions = {}
        for stem, (path, content) in written.items():
            self.paths[stem] = path
            front = front_matter(content or b"")
            if self.fronts.get(stem) != front:
                self.fronts[stem] = front
                versions[stem] = _version(path, content)
        return versions


def _version(path: str, content: bytes | None) -> Version:
    document = read_document(path, content or b"")
    return Version(None if document.error else items_of(document.data))
