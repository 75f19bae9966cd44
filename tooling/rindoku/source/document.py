"""A file as front matter and body. python-frontmatter splits; the handler is ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from frontmatter.default_handlers import BaseHandler

from rindoku.findings import FIRST_LINE, FieldPath, Place, Problem
from rindoku.saying import say
from rindoku.source.decoding import decode, place_at
from rindoku.source.problems import SourceError, Trouble
from rindoku.source.sections import Section, scan
from rindoku.source.yaml import Value, compose, find, read_yaml
from rindoku.source.yaml_plain import read_plain

if TYPE_CHECKING:
    import yaml

_FIELDS = "write fields such as `title: Checkout answered 502`, one on a line"
_SECOND_BOUNDARY = re.compile(rb"\n---[ \t]*\r?(?=\n|\Z)")


class FrontMatterHandler(BaseHandler):
    """Front matter between two lines of exactly ``---``, read as plain data with positions."""

    FM_BOUNDARY: re.Pattern[str] = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def load(self, fm: str) -> dict[str, Value]:
        """The mapping in the front matter. Raises SourceError with the place within ``fm``."""
        value = read_yaml(fm)
        if value is None:
            raise _refusal(Trouble.NOT_A_MAPPING, say("the front matter is empty"), _FIELDS)
        if not isinstance(value, dict):
            message = say("the front matter is not made of `key: value` lines")
            first = place_at(fm, find(compose(fm), ()) or 0)
            raise SourceError(Trouble.NOT_A_MAPPING, Problem(message, _FIELDS, first))
        return value


_HANDLER = FrontMatterHandler()


@dataclass(frozen=True)
class Document:
    """A file that was read: its text, the data of its front matter, its body.

    ``data`` is empty and ``error`` says why, when the file is no record.
    """

    path: str
    text: str
    data: dict[str, Value]
    front: str = ""
    front_start: int = 0
    body: str = ""
    error: SourceError | None = None

    @property
    def has_no_front_matter(self) -> bool:
        """Whether it is a document without any data, and no record yet."""
        return self.error is not None and self.error.trouble is Trouble.NO_FRONT_MATTER

    @property
    def closing_line(self) -> int:
        """The line of the closing ``---``; the body starts at its end."""
        return self.text.count("\n", 0, len(self.text) - len(self.body)) + 1

    @cached_property
    def sections(self) -> list[Section]:
        """The sections of the body."""
        return scan(self.body)

    @cached_property
    def nodes(self) -> yaml.Node | None:
        """The YAML nodes of the front matter: where each value stands."""
        return compose(self.front)

    def place(self, at: FieldPath | Place, *, on_key: bool = False) -> Place:
        """Where a field stands in the file; a missing one stands where its parent starts."""
        if isinstance(at, Place):
            return at
        if self.error is not None:
            return FIRST_LINE
        index = find(self.nodes, at, on_key=on_key)
        return FIRST_LINE if index is None else place_at(self.text, self.front_start + index)


def read_document(path: str, raw: bytes) -> Document:
    """A file's content as a document; what is wrong with it is in ``error``, never raised."""
    try:
        text = decode(raw)
    except SourceError as error:
        return broken(path, error, raw.decode("utf-8", "replace"))
    try:
        start, front, body = _split(text)
    except SourceError as error:
        return broken(path, error, text)
    try:
        return Document(path, text, _HANDLER.load(front), front, start, body)
    except SourceError as error:
        # `front` starts with the end of the first line, so its lines are the file's lines
        return Document(path, text, {}, front, start, body, error)


def broken(path: str, error: SourceError, text: str = "") -> Document:
    """The document of a file that could not be read at all."""
    return Document(path, text, {}, error=error)


def front_matter(raw: bytes) -> bytes:
    """The bytes up to the second ``---`` line: equal bytes mean equal data.

    A file that is not UTF-8 is no record wherever the bad bytes are: then all of it counts.
    """
    end = _SECOND_BOUNDARY.search(raw, 3)
    return raw[: end.start() + 1] if end and _is_utf8(raw) else raw


def front_data(raw: bytes, front: bytes) -> dict[str, Value] | None:
    """What ``read_document`` finds in a file's front matter; None where it finds an error.

    ``front`` is the file's ``front_matter``.
    """
    if front.startswith(b"---\n") and len(front) < len(raw) and b"\x1b" not in raw:
        plain = read_plain(front[3:].decode("utf-8"))
        if plain is not None:
            return cast("dict[str, Value]", plain)
    document = read_document("", raw)
    return None if document.error else document.data


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _split(text: str) -> tuple[int, str, str]:
    """Where the front matter starts, the front matter, and the body."""
    start = _HANDLER.FM_BOUNDARY.match(text)
    if start is None and text.startswith("---\r"):
        raise _refusal(
            Trouble.NO_FRONT_MATTER,
            say("the lines of this file end with CR alone, as on an old Mac"),
            say("save it with the line ends LF or CRLF"),
        )
    if start is None:
        raise _refusal(
            Trouble.NO_FRONT_MATTER,
            say("the file does not start with front matter"),
            say(
                "begin the very first line with `---`, then `title: …`; "
                "`rindoku new` writes a complete page"
            ),
        )
    try:
        front, body = _HANDLER.split(text)
    except ValueError:
        raise _refusal(
            Trouble.UNCLOSED_FRONT_MATTER,
            say("the front matter that starts here never ends"),
            say("add a line `---` after its last field"),
        ) from None
    return start.end(), front, body


def _refusal(trouble: Trouble, message: str, hint: str) -> SourceError:
    return SourceError(trouble, Problem(message, hint, FIRST_LINE))
