"""The files that go out with the postmortems: pictures and what else lies beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from rindoku.bodies.svg import is_a_picture
from rindoku.bodies.targets import targets, there
from rindoku.reading.catalog import RecordFile
from rindoku.repository import Repository
from rindoku.source import layout
from rindoku.text import composed


def published_attachments(repository: Repository) -> tuple[str, ...]:
    """The paths of the files that an audience's view of a repository goes out with."""
    return tuple(
        path
        for path in _assets(repository)
        if (repository.root / path).is_file()
        and not (repository.root / path).is_symlink()
        and _is_what_it_seems(repository.root / path)
    )


def _is_what_it_seems(file: Path) -> bool:
    """Whether a picture is nothing else: who opens an SVG file by itself lets run what is in it."""
    return file.suffix.lower() != ".svg" or is_a_picture(file.read_bytes())


def _assets(repository: Repository) -> Iterator[str]:
    """The files beside postmortems that may be seen: those that an open record links to or shows.

    Only such as the policy publishes, and none that a withheld record names, be it in passing.
    """
    policy = repository.policy
    files = [
        path
        for path in repository.catalog.tree.paths(layout.POSTMORTEMS)
        if _is_asset(path) and policy.publishes(path)
    ]
    names = {PurePosixPath(path).name for path in files}
    linked = set(_linked(repository.catalog.entries, names))
    private = set(_named(repository.withheld.files, names))
    for path in files:
        if composed(path) in linked and composed(PurePosixPath(path).name) not in private:
            yield path


def _linked(entries: Iterable[RecordFile[Any]], names: set[str]) -> Iterator[str]:
    """The files that some records link to or show. Only texts that name one are parsed."""
    for entry in entries:
        if next(_named([entry], names), None) is not None:
            for target in targets(entry.document.body):
                yield composed(there(entry.path, target.link))


def _named(entries: Iterable[RecordFile[Any]], names: set[str]) -> Iterator[str]:
    """The names of files that stand in some texts, in whatever form."""
    for entry in entries:
        text = composed(entry.document.text)
        readable = composed(unquote(entry.document.text))
        for name in map(composed, names):
            if name in text or name in readable:
                yield name


def _is_asset(path: str) -> bool:
    hidden = any(part.startswith((".", "_")) for part in PurePosixPath(path).parts)
    return not hidden and not path.endswith(".md")
