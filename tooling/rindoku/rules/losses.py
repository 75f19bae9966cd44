"""RK8: what a person wrote is not lost in silence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from rindoku.findings import FieldPath, Place, Problem
from rindoku.reading.catalog import Holder, RecordFile
from rindoku.records import Postmortem
from rindoku.records.base import Model
from rindoku.records.fields import Kind, field_at
from rindoku.rules.registry import rule
from rindoku.saying import say
from rindoku.source.comments import swallowed
from rindoku.source.decoding import place_at
from rindoku.source.document import Document
from rindoku.source.unfinished import Open, placeholders, promises

_OF_WORDS = frozenset({Kind.TEXT, Kind.POINTER, Kind.LINK, Kind.PERSON, Kind.OWNER})
_NOT_ON_WINDOWS = re.compile(
    r"""[<>:"|?*\\\x00-\x1f]|[ .]$|^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)""",
    re.IGNORECASE,
)
"""https://learn.microsoft.com/windows/win32/fileio/naming-a-file"""


@rule("RK801")
def text_before_a_hash(document: Document, file: RecordFile[Any]) -> Iterator[Problem]:
    """A text with ` #` in it is quoted: what follows would be a comment.

    Why: YAML ends the value there. `title: Fix #812` is half a title, and nobody is told.

    Bad:
        title: Checkout failed again as in #812

    Good:
        title: "Checkout failed again as in #812"
    """
    for path, value, lost, at in swallowed(document):
        if _holds_words(file.model, path):
            whole = f"{value} {lost}".strip()
            yield Problem(
                say("YAML takes `%(lost)s` for a comment", lost=lost),
                say(
                    "write %(whole)s, or put the remark on a line of its own",
                    whole=json.dumps(whole, ensure_ascii=False),
                ),
                place_at(document.text, at),
                covers=path,
            )


@rule("RK802")
def name_for_every_system(holder: Holder) -> Iterator[Problem]:
    """A record's file and its folders have names that every system can write.

    Windows knows none of `< > : " | ? * \\`, no name that ends with a dot or a space, and no
    `con`, `nul` or `aux`.

    Why: A colleague who clones the repository there gets no file at all.

    Bad:
        postmortems/2026-03-14-what-happened?.md

    Good:
        postmortems/2026-03-14-what-happened.md
    """
    for part in holder.path.split("/"):
        if _NOT_ON_WINDOWS.search(part.removesuffix(".md")):
            yield Problem(
                say("Windows cannot check out a file named `%(part)s`", part=part),
                say("name it with letters, digits and `-`"),
                Place(1),
            )


@rule("RK803", severity="warning")
def promises_are_action_items(postmortem: Postmortem, document: Document) -> Iterator[Problem]:
    """What a text promises in boxes to tick, or in a table of actions, are action items.

    Why: What stands in the text alone is in no list and no report, and is never stale.

    Bad:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: draft
        severity: SEV2
        ---
        ## Action items
        - [ ] Alert when the connection pool is over 80%

    Good:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: draft
        severity: SEV2
        action_items:
          - id: A1
            title: Alert when the connection pool is over 80%
            status: proposed
        ---
    """
    if postmortem.is_external or document.data.get("action_items"):
        return
    for one in promises(document.body):
        yield Problem(
            say("`%(words)s` is promised in the text, and in no action item", words=_short(one)),
            say("write each into `action_items`, with an owner and a due date, or as `proposed`"),
            Place(document.closing_line + one.line),
        )


@rule("RK804", severity="warning")
def final_text_is_finished(postmortem: Postmortem, document: Document) -> Iterator[Problem]:
    """A final text holds no TODO, no TBD, no 要記入: nothing that stands for words to come.

    Why: Who reads it next takes it for finished.

    Bad:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: final
        severity: SEV2
        ---
        ## Summary
        Checkout answered 502.
        ## Impact
        TBD
        ## Timeline
        10:02 the pool was exhausted.
        ## Contributing factors
        The pool had no alert.
        ## Lessons learned
        Pools need alerts.

    Good:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: final
        severity: SEV2
        ---
        ## Summary
        Checkout answered 502.
        ## Impact
        One order in five failed.
        ## Timeline
        10:02 the pool was exhausted.
        ## Contributing factors
        The pool had no alert.
        ## Lessons learned
        Pools need alerts.
    """
    if postmortem.status != "final" or postmortem.is_external:
        return
    for one in placeholders(document.body):
        yield Problem(
            say("a final text still says `%(words)s`", words=_short(one)),
            say("write what is missing, or make it a draft"),
            Place(document.closing_line + one.line),
        )


def _holds_words(model: type[Model], path: FieldPath) -> bool:
    """Whether a field holds a text of the writer's own, of which a part can be lost."""
    field = field_at(model, path)
    return field is not None and field.kind in _OF_WORDS and field.name != "severity"


def _short(one: Open) -> str:
    return one.words if len(one.words) <= 60 else f"{one.words[:60]}…"
