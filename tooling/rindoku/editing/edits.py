"""Several edits that belong together: all are checked before the first one is written."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from rindoku.editing import files
from rindoku.editing.front_matter import Change, edit
from rindoku.errors import CannotRunError
from rindoku.findings import Finding
from rindoku.memory.memory import Memory
from rindoku.memory.stamped_tree import working_tree
from rindoku.reading.catalog import Catalog, read_catalog
from rindoku.repository import Repository, repository_of
from rindoku.rules.check import check
from rindoku.saying import say
from rindoku.source.tree import OverlayTree, Tree


@dataclass(frozen=True)
class _ReadOnce:
    """The working tree, each file as it was when it was first read.

    An edit is made to what the records were understood from; whoever writes in between is noticed.
    """

    below: Tree
    seen: dict[str, bytes | None] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)

    def paths(self, folder: str) -> list[str]:
        """See Tree."""
        return self.below.paths(folder)

    def read(self, path: str) -> bytes | None:
        """See Tree."""
        if path not in self.seen:
            self.seen[path] = self.below.read(path)
            if path in self.named and self.below.blob(path) != self.named[path]:
                raise files.changed(path)
        return self.seen[path]

    def blob(self, path: str) -> str | None:
        """See Tree. What is remembered of a file is what it is understood from, too."""
        name = self.below.blob(path)
        if name is not None:
            self.named.setdefault(path, name)
        return name

    def has(self, path: str) -> bool:
        """See Tree."""
        return self.below.has(path)


@dataclass
class Edits:
    """Edits to the records of a working tree, in memory until they are written."""

    root: Path
    before: dict[str, bytes | None] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._memory = Memory.around(self.root)
        self._tree = _ReadOnce(working_tree(self.root, self._memory))
        self._found: tuple[list[Finding], list[Finding]] | None = None

    def catalog(self) -> Catalog:
        """The records as they will be."""
        return read_catalog(OverlayTree(self._tree, self.after), self._memory)

    def repository(self) -> Repository:
        """The repository as it will be; what it finds out is kept when the edits are written."""
        return repository_of(self.root, OverlayTree(self._tree, self.after), self._memory)

    def beside(self) -> Edits:
        """Another session that has read what this one has, to try an edit in."""
        other = Edits(self.root)
        other._memory, other._tree = self._memory, self._tree
        return other

    def change(self, path: str, changes: Iterable[Change]) -> None:
        """Edit a record's front matter."""
        self.put(path, edit(path, self._content(path), changes))

    def append_text(self, path: str, text: str) -> None:
        """Add a paragraph at the end of a record."""
        content = self._content(path)
        line_end = b"\r\n" if b"\r\n" in content else b"\n"
        gap = b"" if content.endswith(line_end) else line_end
        self.put(path, content + gap + text.encode("utf-8").replace(b"\n", line_end))

    def put(self, path: str, content: bytes) -> None:
        """Give a file a content; a new file when there is none."""
        self.before.setdefault(path, self._tree.read(path))
        self.after[path] = content
        self._found = None

    def take_back(self, path: str) -> None:
        """Leave a file as it is after all."""
        del self.before[path], self.after[path]
        self._found = None

    def refuse_new_errors(self) -> None:
        """Raise CannotRunError where a rule would complain about what was edited."""
        before, after = self._findings()
        known = {(f.path, f.code, f.message) for f in before}
        for finding in after:
            is_new = (finding.path, finding.code, finding.message) not in known
            if finding.severity == "error" and is_new:
                raise CannotRunError(
                    say("%(path)s: %(message)s", path=finding.path, message=finding.message),
                    finding.hint,
                )

    def new_warnings(self) -> list[Finding]:
        """What a check will advise about the edited files that it does not advise already.

        Advice that only names another day than before is not new.
        """
        before, after = self._findings()
        known = {(f.path, f.code, f.message) for f in before}
        kinds = Counter((f.path, f.code) for f in before)
        warnings = [f for f in after if f.severity == "warning"]
        more = Counter((f.path, f.code) for f in warnings) - kinds
        new = [f for f in warnings if (f.path, f.code, f.message) not in known]
        return [f for f in new if more[f.path, f.code]]

    def _findings(self) -> tuple[list[Finding], list[Finding]]:
        """What there is to say of the edited files as they are, and as they will be."""
        if self._found is None:
            before = check(read_catalog(self._tree, self._memory), self.after)
            self._found = before, check(self.catalog(), self.after)
        return self._found

    def diff(self) -> str:
        """What will change, as a unified diff."""
        lines: list[str] = []
        for path, after in self.after.items():
            before = self.before[path] or b""
            lines += difflib.unified_diff(
                before.decode("utf-8", "replace").splitlines(),
                after.decode("utf-8", "replace").splitlines(),
                path, path, n=1, lineterm="",
            )  # fmt: skip
        return "\n".join(lines)

    def write(self) -> None:
        """Write every changed file, each atomically, once all are seen to be as they were read.

        Raises CannotRunError where one is not, or may not be written.
        """
        changed = {p: was for p, was in self.before.items() if was != self.after[p]}
        for path, before in changed.items():
            files.refuse_changed(self.root / path, before)
            files.refuse_unwritable(self.root / path)
        for path in changed:
            self.write_file(path)

    def write_file(self, path: str) -> None:
        """Write one changed file. Raises CannotRunError where somebody changed it meanwhile."""
        before, after = self.before[path], self.after[path]
        if before is None:
            files.create(self.root / path, after)
        elif before != after:
            files.replace(self.root / path, before, after)

    def _content(self, path: str) -> bytes:
        content = self.after.get(path)
        if content is None:
            content = self._tree.read(path)
        if content is None:
            raise CannotRunError(say("there is no file %(path)s", path=path))
        return content
