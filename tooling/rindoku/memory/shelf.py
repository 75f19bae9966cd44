"""Many small texts by name, in one file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from pathlib import Path

from rindoku.memory.sealed import read_sealed, write_sealed

_FOOT = 11  # the length of the index in digits, and the end of the line


class Shelf:
    """Texts by name: those that an earlier run left in a file, and those that this one adds."""

    def __init__(self, file: Path) -> None:
        """Take the file; it is read when somebody asks."""
        self._file = file
        self._before: dict[str, memoryview] | None = None
        self._used: dict[str, bytes] = {}
        self._is_news = False

    def get(self, name: str) -> bytes | None:
        """The text of that name; None where there is none."""
        if self._before is None:
            self._before = read_texts(self._file)
        if name not in self._used and name in self._before:
            self._used[name] = bytes(self._before.pop(name))
        return self._used.get(name)

    def put(self, name: str, text: bytes) -> None:
        """Add a text, or replace the one of that name."""
        self._used[name] = text
        self._is_news = True

    def save(self, most: int) -> None:
        """Write the file if there is news. Of so many texts, what this run did not use goes first.

        Of those the oldest: each run puts what it used behind what it did not use.
        """
        if not self._is_news:
            return
        before = self._before if self._before is not None else read_texts(self._file)
        unused = [(name, bytes(text)) for name, text in before.items() if name not in self._used]
        kept = unused[max(0, len(unused) + len(self._used) - most) :]
        write_texts(self._file, [*kept, *self._used.items()])
        self._is_news = False


def read_texts(file: Path) -> dict[str, memoryview]:
    """The texts in a file by name; none where it is not there, or not to be believed."""
    body = read_sealed(file)
    try:
        return {} if body is None else _parse(body)
    except (ValueError, TypeError):
        return {}


def write_texts(file: Path, texts: Iterable[tuple[str, bytes]]) -> None:
    """Write texts with their names, if that is possible here."""
    write_sealed(file, _parts(texts))


def _parse(body: memoryview) -> dict[str, memoryview]:
    """The texts by name. Raises ValueError or TypeError for another shape."""
    index_length = int(bytes(body[-_FOOT:]))
    end = len(body) - _FOOT - index_length
    names, lengths = json.loads(bytes(body[end:-_FOOT]))
    places = pairwise(accumulate(lengths, initial=0))
    return {name: body[start:stop] for name, (start, stop) in zip(names, places, strict=True)}


def _parts(texts: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    names, lengths = [], []
    for name, text in texts:
        names.append(name)
        lengths.append(len(text))
        yield text
    index = json.dumps([names, lengths]).encode() + b"\n"
    yield from (index, b"%010d\n" % len(index))
