"""The files that go out with the postmortems: pictures and what else lies beside them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

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
    """The files that some postmortems link to. Only texts that name one are parsed."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark")
    for entry in entries:
        text = entry.document.text
        if not any(name in text or name in unquote(text) for name in names):
            continue
        for token in parser.parse(entry.document.body or text):
            for part in token.children or ():
                target = part.attrGet("href") or part.attrGet("src")
                if isinstance(target, str):
                    yield resolve(entry.path, target)


def resolve(path: str, link: str) -> str:
    """The repository path that a relative link in a file leads to."""
    target = unquote(urlsplit(link).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))


def _is_asset(path: str) -> bool:
    hidden = any(part.startswith((".", "_")) for part in PurePosixPath(path).parts)
    return not hidden and not path.endswith(".md")


def _is_below(path: str, folder: str) -> bool:
    """Whether a file lies in a folder or under it; the top folder claims only its own files."""
    here = posixpath.dirname(path)
    return here == folder or (folder != layout.POSTMORTEMS and here.startswith(f"{folder}/"))
