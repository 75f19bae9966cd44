"""YAML events to plain values, with the limits that keep hostile input harmless.

A value means what the person wrote: every scalar is its own text (``no``, ``10:02`` and ``010``
stay so) and becomes a date or a number only where a record's field asks for one. Only null is
special. Reading events rather than loading keeps the depth, the aliases and the duplicate keys in
our hands while libyaml reads; its own loader crashes on some of these inputs.
"""

from __future__ import annotations

from typing import Any, NoReturn, cast

import yaml
from yaml.composer import Composer
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    Event,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from rindoku.findings import FieldPath, Problem
from rindoku.saying import say
from rindoku.source.decoding import place_at, refuse_control_characters
from rindoku.source.problems import SourceError, Trouble
from rindoku.source.yaml_errors import MAX_DEPTH, MERGE, TOO_DEEP, WIDE_SPACE, syntax_error
from rindoku.source.yaml_plain import NULLS, read_plain

Value = str | list["Value"] | dict[str, "Value"] | None

MAX_VALUES = 20_000

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRING_TAGS = frozenset({"!", "tag:yaml.org,2002:str"})
# YAML 1.2 ends lines at CR and LF only, libyaml also at these; they stand in for themselves
# as private characters while libyaml looks.
_SHIELD = {0x85: "\U0010fff0", 0x2028: "\U0010fff1", 0x2029: "\U0010fff2"}
_SUSPICIOUS = frozenset("<\u3000\xa0")  # how a plain key may start, but hardly is meant to
_UNSHIELD = str.maketrans({shield: chr(code) for code, shield in _SHIELD.items()})


def read_yaml(text: str) -> Value:
    """The value of a YAML document.

    Raises SourceError, with the place in ``text``, for whatever is not plain data.
    """
    if (plain := read_plain(text)) is not None:
        return cast("Value", plain)
    return read_any_yaml(text)


def read_any_yaml(text: str) -> Value:
    """What ``read_yaml`` says, by libyaml's events alone."""
    refuse_control_characters(text)
    reader = _Reader(text)
    try:
        return reader.document()
    except yaml.YAMLError as error:
        raise syntax_error(text, error) from None


def compose(text: str) -> yaml.Node | None:
    """The node tree of a document that ``read_yaml`` has read: where everything stands."""
    node: yaml.Node | None = _Composer(_shield(text)).get_single_node()
    return node


def find(root: yaml.Node | None, path: FieldPath, *, on_key: bool = False) -> int | None:
    """The index of the value (or key) at ``path``; of its nearest parent where it is missing."""
    if root is None:
        return None
    node, index = root, int(root.start_mark.index)
    for part in path:
        step = child(node, part)
        if step is None:
            break
        key, node = step
        index = int((key if on_key and key is not None else node).start_mark.index)
    return index


def child(node: yaml.Node, part: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    """The key node (None in a list) and the value node of one part of a path."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(part, str) and key.value == _shield(part):
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    return None


class _Composer(Composer, _PARSER):  # type: ignore[misc, valid-type]
    """Composes nodes; an alias is a node of its own, for it stands where it is used."""

    def __init__(self, text: str) -> None:
        _PARSER.__init__(self, text)
        Composer.__init__(self)

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(AliasEvent):
            event = self.get_event()
            return yaml.ScalarNode("", f"*{event.anchor}", event.start_mark, event.end_mark)
        self.anchors.clear()  # nobody follows an alias here; a name may be given anew
        node: yaml.Node | None = super().compose_node(parent, index)
        return node


class _Reader:
    """Builds values from events, counting what aliases would expand to."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.next = _PARSER(_shield(text)).get_event
        self.shielded = any(chr(code) in text for code in _SHIELD)
        self.values = 0
        self.anchors: dict[str, tuple[Value, int, int]] = {}

    def document(self) -> Value:
        self.next()
        start = self.next()
        if isinstance(start, StreamEndEvent):
            return None
        value, _ = self.value(self.next(), 1)
        end = self.next()
        assert isinstance(end, DocumentEndEvent)
        after = self.next()
        if not isinstance(after, StreamEndEvent):
            self.refuse(
                Trouble.YAML_EXTRAS,
                after,
                say("the front matter holds a second document"),
                say("keep one document between the two `---` lines"),
            )
        return value

    def value(self, event: Event, depth: int) -> tuple[Value, int]:
        """A value and its height (how deep it nests)."""
        if isinstance(event, AliasEvent):
            return self.alias(event, depth)
        if depth > MAX_DEPTH:
            self.refuse(Trouble.YAML_TOO_BIG, event, *TOO_DEEP)
        assert isinstance(event, NodeEvent)
        before = self.values
        self.count(event, 1)
        self.refuse_tag(event)
        value: Value
        height = 1
        if isinstance(event, ScalarEvent):
            value = self.scalar(event)
        elif isinstance(event, SequenceStartEvent):
            value, height = self.sequence(depth)
        else:
            value, height = self.mapping(depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, self.values - before, height)
        return value, height

    def scalar(self, event: ScalarEvent) -> str | None:
        if not event.style and event.value in NULLS:
            return None
        text: str = event.value
        return text.translate(_UNSHIELD) if self.shielded else text

    def sequence(self, depth: int) -> tuple[list[Value], int]:
        items: list[Value] = []
        height = 0
        while not isinstance(event := self.next(), SequenceEndEvent):
            item, item_height = self.value(event, depth + 1)
            items.append(item)
            height = max(height, item_height)
        return items, height + 1

    def mapping(self, depth: int) -> tuple[dict[str, Value], int]:
        fields: dict[str, Value] = {}
        height = 0
        while not isinstance(event := self.next(), MappingEndEvent):
            key = self.key(event)
            if key in fields:
                self.refuse(
                    Trouble.DUPLICATE_KEY,
                    event,
                    say("`%(key)s` is given twice", key=key),
                    say("keep one of the two"),
                )
            fields[key], value_height = self.value(self.next(), depth + 1)
            height = max(height, value_height)
        return fields, height + 1

    def key(self, event: Event) -> str:
        if not isinstance(event, ScalarEvent):
            self.refuse(
                Trouble.YAML_EXTRAS,
                event,
                say("a key must be a plain word"),
                say("quote a text that starts with `[`, `{` or `*`"),
            )
        self.count(event, 1)
        if event.tag is not None:
            self.refuse_tag(event)
        text: str = event.value
        if text[:1] in _SUSPICIOUS and not event.style:
            if text[0] != "<":
                self.refuse(Trouble.YAML_SYNTAX, event, *WIDE_SPACE)
            if text == "<<":
                self.refuse(Trouble.YAML_EXTRAS, event, *MERGE)
        return text.translate(_UNSHIELD) if self.shielded else text

    def alias(self, event: AliasEvent, depth: int) -> tuple[Value, int]:
        if event.anchor is None or event.anchor not in self.anchors:
            self.refuse(
                Trouble.YAML_SYNTAX,
                event,
                say("`*%(anchor)s` names no anchor before it", anchor=event.anchor),
                say("quote a text that starts with `*`"),
            )
        value, size, height = self.anchors[event.anchor]
        self.count(event, size)
        if depth + height > MAX_DEPTH:
            self.refuse(
                Trouble.YAML_TOO_BIG,
                event,
                say("nested deeper than %(max_depth)s levels", max_depth=MAX_DEPTH),
                say("write the value out instead of using an alias"),
            )
        return value, height

    def count(self, event: Event, values: int) -> None:
        self.values += values
        if self.values > MAX_VALUES:
            self.refuse(
                Trouble.YAML_TOO_BIG,
                event,
                say("more than %(max_values)s values", max_values=f"{MAX_VALUES:,}"),
                say("is this a record? aliases that repeat each other multiply"),
            )

    def refuse_tag(self, event: Event) -> None:
        tag: str | None = getattr(event, "tag", None)
        if tag is not None and tag not in _STRING_TAGS:
            tag = tag.replace("tag:yaml.org,2002:", "!!")
            self.refuse(
                Trouble.YAML_EXTRAS,
                event,
                say("the YAML tag `%(tag)s` has no meaning here", tag=tag),
                say("delete it; quote a text that starts with `!`"),
            )

    def refuse(self, trouble: Trouble, event: Event, message: str, hint: str) -> NoReturn:
        assert event.start_mark is not None
        place = place_at(self.text, event.start_mark.index)
        raise SourceError(trouble, Problem(message, hint, place))


def _shield(text: str) -> str:
    return text.translate(_SHIELD) if any(chr(code) in text for code in _SHIELD) else text
