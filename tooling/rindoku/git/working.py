"""The working tree beside the last commit: what it would be if it were committed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from rindoku.git.running import Runner

_NOBODY = {
    f"GIT_{role}_{what}": "-" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}


def list_left_out(runner: Runner, folders: Iterable[str]) -> frozenset[str]:
    """See Git.left_out."""
    listed = runner.output("ls-files", "-t", "-z", "--", *folders).split(b"\0")
    return frozenset(os.fsdecode(line[2:]) for line in listed if line.startswith(b"S "))


def commit_to(
    runner: Runner,
    scratch: Path,
    head: str | None,
    removed: Iterable[str],
    written: Mapping[str, bytes],
) -> str:
    """See Git.as_if_committed. The paths are those from the repository's top."""
    objects = runner.text("rev-parse", "--path-format=absolute", "--git-path", "objects")
    runner.environment |= {
        "GIT_INDEX_FILE": str(scratch / "index"),
        "GIT_OBJECT_DIRECTORY": str(scratch),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": _quoted(objects),
        **_NOBODY,
    }
    runner.text("read-tree", head or "--empty")
    entries = [f"0 {'0' * len(head or '')}\t{path}" for path in removed]
    for path, content in written.items():
        blob = runner.text("hash-object", "-w", "--stdin", "--no-filters", stdin=content)
        entries.append(f"100644 {blob}\t{path}")
    index = "".join(f"{entry}\0" for entry in entries)
    runner.text("update-index", "-z", "--index-info", stdin=os.fsencode(index))
    parent = ("-p", head) if head else ()
    return runner.text("commit-tree", runner.text("write-tree"), *parent, "-m", "-")


def _quoted(path: str) -> str:
    """A path in a list of paths, where a bare colon would end it."""
    return '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'
