"""The policy as one tree has it: from ``rindoku.toml`` or ``pyproject.toml``, or the defaults."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from rindoku.findings import FieldPath, Place, Problem
from rindoku.records import Policy
from rindoku.records.validation import Mistake, validate
from rindoku.source.layout import POLICY_FILES
from rindoku.source.problems import SourceError, Trouble
from rindoku.source.text import decode, place_at
from rindoku.source.tree import Tree

_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True)
class PolicyFile:
    """The policy, the file it came from, and what is wrong with it.

    ``path`` is None where the tree has no policy. With mistakes, the defaults stand in.
    """

    policy: Policy
    path: str | None = None
    text: str = ""
    error: SourceError | None = None
    mistakes: tuple[tuple[Mistake, Problem], ...] = ()

    def place(self, at: FieldPath | Place) -> Place:
        """Where a field stands in the TOML, as far as its key can be found."""
        if isinstance(at, Place):
            return at
        return place_at(self.text, _key_index(self.text, at))


def read_policy(tree: Tree) -> PolicyFile:
    """The policy of a tree. ``rindoku.toml`` comes before ``pyproject.toml``."""
    for path in POLICY_FILES:
        try:
            raw = tree.read(path)
            if raw is None:
                continue
            text = decode(raw)
            table = _table(path, _parse(text))
        except SourceError as error:
            return PolicyFile(Policy(), path, error=error)
        if table is not None:
            result = validate(Policy, table, {})
            return PolicyFile(result.record or Policy(), path, text, mistakes=result.mistakes)
    return PolicyFile(Policy())


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        match = _TOML_PLACE.search(str(error))
        place = Place(int(match[1]), int(match[2])) if match else Place(1)
        if not match and isinstance(error, tomllib.TOMLDecodeError):  # "(at end of document)"
            place = place_at(text, len(text))
        reason = _TOML_PLACE.sub("", str(error)).strip() or "nested too deeply"
        problem = Problem(
            f"this is not TOML: {reason[:1].lower()}{reason[1:]}",
            "quote texts, write dates bare, and keep each table's name in [ ]",
            place,
        )
        raise SourceError(Trouble.YAML_SYNTAX, problem) from None


def _table(path: str, data: dict[str, Any]) -> dict[str, Any] | None:
    """The table with our settings; in rindoku.toml they may also stand at the top."""
    tool = data.get("tool")
    table = tool.get("rindoku") if isinstance(tool, dict) else None
    if isinstance(table, dict):
        return table
    return data if path == "rindoku.toml" else None


def _key_index(text: str, path: FieldPath) -> int:
    """The index of the last of a field's names that the text has, each sought after the one before.

    TOML readers tell no positions; this finds the key for any usual way of writing tables.
    """
    match = re.search(r"^\s*\[+\s*tool\.rindoku\b", text, re.MULTILINE)
    index = match.start() if match else 0
    for part in path:
        if isinstance(part, int):
            continue
        key = re.compile(rf"""(?:^|[\s.{{,\["']){re.escape(part)}["']?\s*[=\].]""", re.MULTILINE)
        if match := key.search(text, index):
            index = text.index(part, match.start())
    return index
