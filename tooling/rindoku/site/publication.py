"""What may be published: everything else does not exist for the pages.

Withheld are restricted postmortems and files that cannot be read (who knows what they would have
said). The rest of the site is made from a catalog without them, so that no page, figure, list or
search index can name them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from rindoku.history.lives import Histories
from rindoku.reading.catalog import Catalog, RecordFile, read_catalog
from rindoku.records import Postmortem
from rindoku.repository import Repository
from rindoku.source import layout
from rindoku.source.tree import HidingTree


@dataclass(frozen=True)
class Publication:
    """A repository without what must not be published.

    ``assets`` are the files beside postmortems that go with them; ``withheld`` the paths of the
    records that stay inside, ``unreadable`` those among them that a `check` would complain about.
    ``left_out`` is how many action items the restricted postmortems hold.
    """

    repository: Repository
    assets: tuple[str, ...]
    withheld: frozenset[str]
    unreadable: tuple[str, ...]
    left_out: int

    @property
    def catalog(self) -> Catalog:
        """The records that may be published."""
        return self.repository.catalog


def publish(repository: Repository) -> Publication:
    """What of a repository may be published."""
    catalog = repository.catalog
    unreadable = tuple(e.path for e in catalog.entries if e.record is None)
    withheld = frozenset(unreadable).union(entry.path for entry in catalog.restricted)
    open_catalog = read_catalog(HidingTree(catalog.tree, withheld))
    known = {layout.stem(entry.path) for entry in open_catalog.entries}
    histories = Histories(
        {stem: r for stem, r in repository.histories.records.items() if stem in known}
    )
    assets = tuple(
        path
        for path in _assets(catalog, open_catalog, withheld)
        if (repository.root / path).is_file() and not (repository.root / path).is_symlink()
    )
    shown = replace(repository, catalog=open_catalog, histories=histories)
    left_out = sum(len(entry.record.action_items) for entry in catalog.restricted if entry.record)
    return Publication(shown, assets, withheld, unreadable, left_out)


def _assets(catalog: Catalog, published: Catalog, withheld: Iterable[str]) -> Iterator[str]:
    """The files that go out with the postmortems.

    A file that a published postmortem links to goes with it. One that nobody links to goes with
    the postmortems of its folder, unless one of them is withheld: it might be that one's.
    """
    files = [p for p in catalog.tree.paths(layout.POSTMORTEMS) if _is_asset(p)]
    names = {PurePosixPath(path).name for path in files}
    linked = set(_linked(published.postmortem_files, names))
    private = set(_linked([e for e in catalog.postmortem_files if e.path in withheld], names))
    folders = {posixpath.dirname(path) for path in withheld}
    for path in files:
        beside_withheld = any(_is_below(path, folder) for folder in folders)
        if path in linked or (path not in private and not beside_withheld):
            yield path


def _linked(entries: Iterable[RecordFile[Postmortem]], names: set[str]) -> Iterator[str]:
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
