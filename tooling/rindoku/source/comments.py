"""Remarks in front matter that may be no remarks: text that YAML takes for a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import yaml

from rindoku.findings import FieldPath

if TYPE_CHECKING:
    from rindoku.source.document import Document

_MAY_BE = re.compile(r"[ \t]#[^\s#!]")
_REMARK = re.compile(r"[ \t]+(#[^\s#!][^\n]*)")


def swallowed(document: Document) -> Iterator[tuple[FieldPath, str, str, int]]:
    """Values in one line that a ` #` ends: the field, the value, what follows, and where.

    A `#` with a space behind it begins a remark; with a word right behind it, it is mostly meant
    as text: `Fix #812`.
    """
    front = document.front
    if "#" in front and _MAY_BE.search(front) and document.nodes is not None:
        for path, node in _scalars(document.nodes, ()):
            if not node.style and (rest := _REMARK.match(front, _end(front, node))):
                yield path, node.value, rest[1].rstrip(), document.front_start + rest.start(1)


def _end(front: str, node: yaml.ScalarNode) -> int:
    """Where a value ends; one that is missing, at the end of its key's colon."""
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    if node.value:
        return start + len(front[start:end].rstrip())
    line = front.rfind("\n", 0, end) + 1
    colon = front.rfind(":", line, end + 1)
    return colon + 1 if colon >= 0 else end


def _scalars(node: yaml.Node, path: FieldPath) -> Iterator[tuple[FieldPath, yaml.ScalarNode]]:
    if isinstance(node, yaml.ScalarNode):
        yield path, node
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _scalars(value, (*path, number))
