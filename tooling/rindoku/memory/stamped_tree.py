"""The working tree with the stamps of its files: what was read before need not be read again."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from rindoku.memory.memory import Memory
from rindoku.memory.stamps import Stamps, stamp_of
from rindoku.source.tree import WorkingTree


@dataclass(frozen=True)
class StampedTree(WorkingTree):
    """A working tree in a git repository. Whatever is read is learnt."""

    stamps: Stamps
    looked_for: set[str] = field(default_factory=set)
    """The paths of which somebody wanted to know whether they are there."""

    def read(self, path: str) -> bytes | None:
        """See Tree."""
        stamp = stamp_of(f"{self.root}/{path}")
        content = super().read(path)
        if content is not None:
            self.stamps.learn(path, stamp, content)
        return content

    def blob(self, path: str) -> str | None:
        """See Tree."""
        return self.stamps.name(path, stamp_of(f"{self.root}/{path}"))

    def has(self, path: str) -> bool:
        """See Tree."""
        self.looked_for.add(path)
        return super().has(path)


def working_tree(root: Path, memory: Memory | None) -> WorkingTree:
    """The working tree, with what is remembered of its files where something is."""
    return WorkingTree(root) if memory is None else StampedTree(root, memory.stamps)
