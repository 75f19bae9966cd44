"""Edits to front matter that keep everything else to the byte.

Each change is made in the text itself, at the place where the YAML reader says the value stands.
The result is read again and must be exactly the data that was meant; where it is not (an anchor
is in the way, say), the edit is refused and nothing is written.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import yaml

from rindoku.editing.scalars import Writable, emit, emit_lines
from rindoku.errors import CannotRunError
from rindoku.findings import FieldPath, field_name
from rindoku.records import ActionItem
from rindoku.saying import say
from rindoku.source.document import Document, read_document
from rindoku.source.yaml import child

_ORDER = {name: number for number, name in enumerate(ActionItem.model_fields)}
_HINT = say("edit the file by hand, then run `rindoku check`")
_OWN_LINE_COMMENT = re.compile(r"\n\s*#")


class Set(NamedTuple):
    """A field gets a value."""

    path: FieldPath
    value: Writable


class Remove(NamedTuple):
    """A field, or an entry of a list, is taken out."""

    path: FieldPath


class Append(NamedTuple):
    """A list, which may not be there yet, gets one more entry.

    A mapping is written as the last entry is: in one line, or a field a line. ``field_a_line``
    says how the first one is written.
    """

    path: FieldPath
    value: Writable
    field_a_line: bool = False


Change = Set | Remove | Append


def edit(path: str, raw: bytes, changes: Iterable[Change]) -> bytes:
    """The file's bytes with the changes made.

    Raises CannotRunError where the file is no record or an edit would disturb something else.
    """
    bom = raw[:3] if raw.startswith(b"\xef\xbb\xbf") else b""
    document = read_document(path, raw)
    if document.error is not None:
        raise CannotRunError(
            say("%(path)s: %(error)s", path=path, error=document.error.problem.message), _HINT
        )
    for change in changes:
        meant = _meant(document.data, change)
        if meant != document.data:
            document = _changed(document, change, meant)
    return bom + document.text.encode("utf-8")


def _changed(document: Document, change: Change, meant: Any) -> Document:
    start, end, text = _replacement(document, change)
    offset = document.front_start
    whole = document.text[: offset + start] + text + document.text[offset + end :]
    after = read_document(document.path, whole.encode("utf-8"))
    if after.error is not None or after.data != meant or after.body != document.body:
        raise _unsafe(document, change)
    return after


def _unsafe(document: Document, change: Change) -> CannotRunError:
    name = field_name(change.path)
    return CannotRunError(
        say("%(path)s: `%(name)s` cannot be edited safely", path=document.path, name=name), _HINT
    )


def _meant(data: Any, change: Change) -> Any:
    """The data after a change, as the reader will see it."""
    result = copy.deepcopy(data)
    holder = result
    for part in change.path[:-1]:
        holder = holder[part]
    name: Any = change.path[-1]
    if isinstance(change, Remove):
        if isinstance(holder, list) or name in holder:
            del holder[name]
    elif isinstance(change, Set):
        holder[name] = _as_read(change.value)
    else:
        holder[name] = [*(holder.get(name) or []), _as_read(change.value)]
    return result


def _as_read(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_read(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_read(part) for part in value]
    return str(value) if isinstance(value, int | date) else value


def _replacement(document: Document, change: Change) -> tuple[int, int, str]:
    """Where in the front matter, and with what, the text is replaced."""
    text, holder = document.front, document.nodes
    assert holder is not None
    for part in change.path[:-1]:
        step = child(holder, part)
        if step is None or not isinstance(step[1], yaml.CollectionNode):
            raise _unsafe(document, change)  # an alias stands there; its anchor is elsewhere
        holder = step[1]
    name = change.path[-1]
    step = child(holder, name)
    if isinstance(change, Remove):
        return _removal(text, holder, name)
    if step is None:
        value = [change.value] if isinstance(change, Append) else change.value
        is_long = isinstance(change, Append) and change.field_a_line
        return _new_field(text, holder, str(name), value, field_a_line=is_long)
    if isinstance(change, Append):
        is_first = isinstance(change.value, dict) and not _entries(step[1])
        if is_first and isinstance(holder, yaml.MappingNode) and not holder.flow_style:
            return _first_entry(text, holder, step[1], change)
        if isinstance(step[1], yaml.SequenceNode):
            return _new_entry(text, step[1], change.value)
    value = [change.value] if isinstance(change, Append) else change.value
    return _new_value(text, step[1], value)


def _new_value(text: str, node: yaml.Node, value: Writable) -> tuple[int, int, str]:
    start, end = node.start_mark.index, _end(node)
    old = text[start:end]
    style = node.style if isinstance(node, yaml.ScalarNode) else None
    new = emit(value, quote=style if style in ("'", '"') else "")
    if not old:
        before = "" if text[start - 1 : start] == " " else " "
        return start, start, before + new
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return start, start + len(old.rstrip()), new
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        colon = text.rindex(":", 0, start) + 1
        return colon, end, f" {new}"
    return start, end, new


def _new_field(
    text: str, holder: yaml.Node, name: str, value: Writable, *, field_a_line: bool
) -> tuple[int, int, str]:
    """A field that is not there yet, put where people write it."""
    assert isinstance(holder, yaml.MappingNode)
    if not holder.value:
        at = holder.start_mark.index + 1
        return at, at, f"{name}: {emit(value)}"
    after = _end(_predecessor(holder, name))
    if holder.flow_style:
        return after, after, f", {name}: {emit(value)}"
    at = _line_end(text, after)
    indent = " " * _column(text, holder.value[0][0].start_mark.index)
    return at, at, _lines(text, f"{indent}{name}:", value, indent, field_a_line=field_a_line)


def _predecessor(holder: yaml.MappingNode, name: str) -> yaml.Node:
    """The value after which a field of an action item is usually written; else the last one."""
    last: yaml.Node = holder.value[-1][1]
    if name not in _ORDER or "id" not in {key.value for key, _ in holder.value}:
        return last
    before = [v for k, v in holder.value if _ORDER.get(k.value, 99) < _ORDER[name]]
    return max(before, key=_end, default=last)


def _lines(text: str, head: str, value: Writable, indent: str, *, field_a_line: bool) -> str:
    """A new field as lines of its own; a list of mappings gets a line an entry."""
    line_end = _line_sign(text)
    if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
        mappings = [entry for entry in value if isinstance(entry, dict)]
        if field_a_line:
            entries = [emit_lines(entry, f"{indent}  ", 2, line_end) for entry in mappings]
        else:
            entries = [f"{indent}  - {emit(entry)}" for entry in mappings]
        return line_end.join(["", head, *entries])
    return f"{line_end}{head} {emit(value)}"


def _new_entry(text: str, node: yaml.SequenceNode, value: Writable) -> tuple[int, int, str]:
    if not node.value:
        at = node.start_mark.index + 1
        return at, at, emit(value)
    last = node.value[-1]
    end = _end(last)
    if node.flow_style:
        return end, end, f", {emit(value)}"
    at, line_end = _line_end(text, end), _line_sign(text)
    column = _column(text, node.start_mark.index)
    if isinstance(value, dict) and isinstance(last, yaml.MappingNode) and not last.flow_style:
        width = _column(text, last.value[0][0].start_mark.index) - column
        return at, at, line_end + emit_lines(value, " " * column, width, line_end)
    return at, at, f"{line_end}{' ' * column}- {emit(value)}"


def _first_entry(
    text: str, holder: yaml.MappingNode, node: yaml.Node, change: Append
) -> tuple[int, int, str]:
    """A mapping in a list that is still empty: from now on the list has a line an entry."""
    colon = text.rindex(":", 0, node.start_mark.index) + 1
    indent = " " * _column(text, holder.value[0][0].start_mark.index)
    lines = _lines(text, "", [change.value], indent, field_a_line=change.field_a_line)
    lines = lines.removeprefix(_line_sign(text))
    if not change.field_a_line:
        return colon, _end(node), lines
    end = _line_end(text, _end(node))
    return colon, end, text[_end(node) : end].rstrip() + lines


def _entries(node: yaml.Node) -> list[yaml.Node]:
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _removal(text: str, holder: yaml.Node, name: str | int) -> tuple[int, int, str]:
    """Take out a field or an entry with its separator, or with its lines."""
    assert isinstance(holder, yaml.CollectionNode)
    spans = _spans(text, holder)
    number = name if isinstance(name, int) else _number(holder, name)
    start, end = spans[number]
    if len(spans) == 1:
        empty = "{}" if isinstance(holder, yaml.MappingNode) else "[]"
        if holder.flow_style:
            return start, end, ""
        colon = text.rindex(":", 0, holder.start_mark.index) + 1
        return colon, _line_end(text, end), f" {empty}{text[colon : _line_before(text, start)]}"
    if number == 0:
        return _up_to_next(text, start, end, spans[1][0])
    if holder.flow_style:
        ended = spans[number - 1][1]
        if "#" not in text[ended:start]:
            return ended, end, ""
        behind = spans[number + 1][0] if number + 1 < len(spans) else end
        return _up_to_next(text, start, end, behind)  # the comma before it is the comment's too
    return _line_before(text, start), _line_end(text, end), ""


def _up_to_next(text: str, start: int, end: int, behind: int) -> tuple[int, int, str]:
    """Take out what stands before the next field or entry, but no comment on a line of its own."""
    comment = _OWN_LINE_COMMENT.search(text, min(_line_end(text, end), behind), behind)
    if comment is None:
        return start, behind, ""
    gap = " " if text[start - 1 : start] in ("{", "[") else ""
    return start, comment.end() - 1, gap


def _line_before(text: str, index: int) -> int:
    """The end of the line above: what is cut from there on leaves the comments above alone."""
    end = text.rindex("\n", 0, index)
    return end - (text[end - 1] == "\r")


def _spans(text: str, holder: yaml.CollectionNode) -> list[tuple[int, int]]:
    """Where each field or entry starts (with its dash) and ends."""
    if isinstance(holder, yaml.MappingNode):
        return [(key.start_mark.index, _end(value)) for key, value in holder.value]
    dash = 0 if holder.flow_style else 1
    return [
        (text.rindex("-", 0, n.start_mark.index) if dash else n.start_mark.index, _end(n))
        for n in holder.value
    ]


def _number(holder: yaml.CollectionNode, name: str) -> int:
    return [key.value for key, _ in holder.value].index(name)


def _end(node: yaml.Node) -> int:
    """Where a value's own text ends: the reader's mark of a block lies behind later comments."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        return _end(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        return _end(node.value[-1])
    return int(node.end_mark.index)


def _line_end(text: str, index: int) -> int:
    """The end of the line that a value ends on, before its line end.

    A block scalar ends behind its last line end; then that is the place.
    """
    if text[index - 1 : index] == "\n":
        index -= 1
        return index - 1 if text[index - 1 : index] == "\r" else index
    end = text.find("\n", index)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" else end


def _line_sign(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _column(text: str, index: int) -> int:
    return index - text.rfind("\n", 0, index) - 1
