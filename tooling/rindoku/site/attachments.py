"""The files that go out with the postmortems: pictures and what else lies beside them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from rindoku.bodies.targets import targets, there
from rindoku.reading.catalog import RecordFile
from rindoku.repository import Repository
from rindoku.source import layout


def published_attachments(repository: Repository) -> tuple[str, ...]:
    """The paths of the files that an audience's view of a repository goes out with."""
    return tuple(
        path
        for path in _assets(repository)
        if (repository.root / path).is_file() and not (repository.root / path).is_symlink()
    )


def _assets(repository: Repository) -> Iterator[str]:
    """The files beside postmortems that may be seen.

    A file that a published postmortem links to goes with it. One that nobody links to goes with
    the postmortems of its folder, unless one of them is withheld: it might be that one's.
    """
    catalog, withheld = repository.catalog, repository.withheld.files
    files = [p for p in catalog.tree.paths(layout.POSTMORTEMS) if _is_asset(p)]
    names = {PurePosixPath(path).name for path in files}
    linked = set(_linked(catalog.postmortem_files, names))
    private = set(_linked(withheld, names))
    folders = {posixpath.dirname(file.path) for file in withheld}
    for path in files:
        beside_withheld = any(_is_below(path, folder) for folder in folders)
        if path in linked or (path not in private and not beside_withheld):
            yield path


def _linked(entries: Iterable[RecordFile[Any]], names: set[str]) -> Iterator[str]:
    """The files that some postmortems link to or show. Only texts that name one are parsed."""
    for entry in entries:
        text = entry.document.text
        if not any(name in text or name in unquote(text) for name in names):
            continue
        yield from (there(entry.path, one.link) for one in targets(entry.document.body or text))


def _is_asset(path: str) -> bool:
    hidden = any(part.startswith((".", "_")) for part in PurePosixPath(path).parts)
    return not hidden and not path.endswith(".md")


def _is_below(path: str, folder: str) -> bool:
    """Whether a file lies in a folder or under it; the top folder claims only its own files."""
    here = posixpath.dirname(path)
    return here == folder or (folder != layout.POSTMORTEMS and here.startswith(f"{folder}/"))
