"""The policy as one tree has it: from ``rindoku.toml`` or ``pyproject.toml``, or the defaults."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from rindoku.findings import FieldPath, Place, Problem
from rindoku.reading.mistakes import Mistake
from rindoku.reading.policy_mistakes import (
    TABLE,
    Told,
    around_the_table,
    beside_a_table,
    in_the_table,
    second_policy,
)
from rindoku.reading.validation import validate
from rindoku.records import Policy
from rindoku.saying import say
from rindoku.source.decoding import decode, place_at
from rindoku.source.layout import POLICY_FILES
from rindoku.source.problems import SourceError, Trouble
from rindoku.source.tree import Tree

_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


class PolicyFile(NamedTuple):
    """The policy, the file it came from, and what is wrong with it.

    ``path`` is None where the tree has no policy. With mistakes, the defaults stand in.
    """

    policy: Policy
    path: str | None = None
    text: str = ""
    table: FieldPath = ()
    error: SourceError | None = None
    mistakes: tuple[tuple[Mistake, Problem], ...] = ()

    def knows(self, *tables: str) -> bool:
        """Whether these tables could be read without a mistake: else nobody is held to them."""
        mistaken = {problem.field[0] for _, problem in self.mistakes if problem.field}
        return self.error is None and not mistaken.intersection(tables)

    def place(self, at: FieldPath | Place) -> Place:
        """Where a field stands in the TOML, as far as its key can be found."""
        if isinstance(at, Place):
            return at
        return place_at(self.text, _index(self.text, (*self.table, *at)))


def read_policy(tree: Tree) -> PolicyFile:
    """The policy of a tree. ``rindoku.toml`` comes before ``pyproject.toml``."""
    for path in POLICY_FILES:
        text = ""
        try:
            raw = tree.read(path)
            if raw is None:
                continue
            text = decode(raw)
            where, table = _table(path, _parse(text))
        except SourceError as error:
            return PolicyFile(Policy(), path, text, error=error)
        if table is not None:
            result = validate(Policy, table, {})
            unread = (*in_the_table(table), *_elsewhere(tree, path, text, where))
            mistakes = (*result.mistakes, *unread)
            return PolicyFile(result.record or Policy(), path, text, where, mistakes=mistakes)
        if misplaced := tuple(_placed(text, around_the_table(_parse(text)))):
            return PolicyFile(Policy(), path, text, mistakes=misplaced)
    return PolicyFile(Policy())


def _elsewhere(tree: Tree, path: str, text: str, where: FieldPath) -> Told:
    """What is meant as a setting and stands outside of the table that is read."""
    if path == POLICY_FILES[0]:
        if where:
            yield from _placed(text, beside_a_table(_parse(text)))
        for other in POLICY_FILES[1:]:
            if _holds_a_policy(tree, other):
                yield second_policy(path, other)


def _holds_a_policy(tree: Tree, path: str) -> bool:
    try:
        raw = tree.read(path)
        return raw is not None and _table(path, _parse(decode(raw)))[1] is not None
    except SourceError:
        return False


def _placed(text: str, told: Iterator[tuple[FieldPath, Mistake, Problem]]) -> Told:
    """Mistakes outside of our table, whose places are counted from the file's top."""
    for name, mistake, problem in told:
        yield mistake, replace(problem, at=place_at(text, _index(text, name)))


def _parse(text: str) -> dict[str, Any]:
    try:
        if deep := _DEEP.search(text):
            raise _not_toml("nested too deep", place_at(text, deep.start()))
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a whole number can have too many digits
        match = _TOML_PLACE.search(str(error))
        at_end = isinstance(error, tomllib.TOMLDecodeError)
        place = Place(int(match[1]), int(match[2])) if match else Place(1)
        if not match and at_end:
            place = place_at(text, len(text.rstrip()))
        raise _not_toml(str(error).lower(), place) from None


def _not_toml(reason: str, place: Place) -> SourceError:
    """tomllib's words in ours."""
    for fragment, message, hint in _EXPLANATIONS:
        if fragment in reason:
            return SourceError(Trouble.YAML_SYNTAX, Problem(message, hint, place))
    hint = say("quote texts, write days and numbers bare, and keep each table's name in [ ]")
    return SourceError(Trouble.YAML_SYNTAX, Problem(say("this is not TOML"), hint, place))


def _table(path: str, data: dict[str, Any]) -> tuple[FieldPath, dict[str, Any] | None]:
    """The table with our settings; in rindoku.toml they may also stand at the top."""
    tool = data.get("tool")
    table = tool.get("rindoku") if isinstance(tool, dict) else None
    if isinstance(table, dict):
        return TABLE, table
    return (), data if path == "rindoku.toml" else None


def _index(text: str, path: FieldPath) -> int:
    """The index of a field's name, or of its nearest parent's where it is missing.

    TOML readers tell no positions. The statement that brings a field is the last one of the
    shortest beginning of the text that has it; within it, each of the names is sought after the
    one before.
    """
    path = path[: _depth(_read(text), path)]
    if not path:
        return 0
    starts = [*_statements(text), len(text)]
    number = bisect_left(
        range(1, len(starts)), len(path), key=lambda n: _depth(_read(text[: starts[n]]), path)
    )
    index, stop = starts[number], starts[min(number + 1, len(starts) - 1)]
    for part in path:
        key = re.compile(rf"""(?<![\w-])["']?(?P<key>{re.escape(str(part))})["']?\s*[=\].]""")
        if isinstance(part, str) and (match := key.search(text, index, stop)):
            index = match.start("key")
    return index


def _statements(text: str) -> Iterator[int]:
    """Where each statement of a TOML text begins: its first sign outside of every bracket."""
    depth, is_new = 0, True
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign == "\n":
            is_new = is_new or depth == 0
        elif not sign.startswith("#"):
            if is_new and depth == 0:
                yield token.start()
                is_new = False
            depth += (sign in ("[", "{")) - (sign in ("]", "}"))


def _read(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def _depth(data: Any, path: FieldPath) -> int:
    """How many parts of the path the data has."""
    for depth, part in enumerate(path):
        if isinstance(part, int) and isinstance(data, list) and part < len(data):
            data = data[part]
        elif isinstance(data, dict) and part in data:
            data = data[str(part)]
        else:
            return depth
    return len(path)


_DEEP = re.compile(r"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){30}")
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|"(?:\\.|[^"\\\n])*+"'
    r"|'''.*?'{3,5}|'[^'\n]*+'|#[^\n]*+|[\n\[\]{}]|[^\s#\[\]{}\"']++",
    re.DOTALL,
)
"""A string, a comment, a line end, a bracket, or what stands between them."""
_EXPLANATIONS = (
    ("cannot declare", say("this table is given twice"), say("keep one of the two")),
    ("cannot overwrite", say("this key is given twice"), say("keep one of the two")),
    ("cannot mutate", say("this key is given twice"), say("keep one of the two")),
    ("unclosed array", say("a `[` is never closed"), say("close the list with `]`")),
    ("unclosed inline", say("a `{` is never closed"), say("close it with `}`, on the same line")),
    (
        "unterminated",
        say("a quotation mark is never closed"),
        say("add the closing quotation mark"),
    ),
    (
        "illegal character",
        say("a quotation mark is never closed"),
        say("add the closing quotation mark"),
    ),
    ('expected "', say("a quotation mark is never closed"), say("add the closing quotation mark")),
    ("invalid date", say("a day that no calendar has"), say("write a day bare: 2026-03-14")),
    (
        "invalid value",
        say("a value is missing, or a text without quotation marks"),
        say("quote texts"),
    ),
    ("invalid character", say("a control character"), say("delete it; it is often invisible")),
    (
        "expected newline",
        say("something follows where the value ends"),
        say("write one key on a line, and quote texts; a day is 2026-03-14"),
    ),
    ("expected '='", say("a key without a `=`"), say("write `key = value`")),
    ("expected ']", say("the name of a table lacks its `]`"), say("write [name], or [[name]]")),
    (
        "invalid statement",
        say("this line is neither `key = value` nor `[table]`"),
        say('quote a key such as "@mika"'),
    ),
    (
        "for a key",
        say("this is no key"),
        say('quote a key such as "@mika"; leave out a last comma'),
    ),
    (
        "escape",
        say("a backslash in double quotes starts an escape that does not exist"),
        say("use single quotes, or write the backslash twice"),
    ),
    (
        "digits",
        say("a number with thousands of digits"),
        say("write a number that a person can read"),
    ),
    ("deep", say("nested too deeply"), say("a policy is shallow; is this meant to be here?")),
    ("recursion", say("nested too deeply"), say("a policy is shallow; is this meant to be here?")),
)
