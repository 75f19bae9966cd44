"""RK0: the file can be read, and starts with front matter that is plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rindoku.findings import Problem
from rindoku.reading.catalog import Catalog, RecordFile
from rindoku.rules.registry import rule
from rindoku.source.problems import Trouble

CODES = {
    Trouble.NOT_A_FILE: "RK001",
    Trouble.UNREADABLE: "RK001",
    Trouble.TOO_LARGE: "RK002",
    Trouble.ENCODING: "RK003",
    Trouble.CONTROL_CHARACTER: "RK004",
    Trouble.NO_FRONT_MATTER: "RK005",
    Trouble.UNCLOSED_FRONT_MATTER: "RK006",
    Trouble.YAML_SYNTAX: "RK007",
    Trouble.NOT_A_MAPPING: "RK008",
    Trouble.DUPLICATE_KEY: "RK009",
    Trouble.YAML_EXTRAS: "RK010",
    Trouble.YAML_TOO_BIG: "RK011",
}


def _trouble(file: RecordFile[Any], *kinds: Trouble) -> Iterator[Problem]:
    error = file.document.error
    if error is not None and error.trouble in kinds:
        yield error.problem


@rule("RK001")
def regular_file(file: RecordFile[Any], catalog: Catalog) -> Iterator[Problem]:
    """A record is a regular file that may be read; links and devices are not opened.

    Why: A symbolic link can lead out of the repository and publish what lies there.

    Bad:
        postmortems/2026-03-14-checkout-502.md -> /home/me/notes.md

    Good:
        postmortems/2026-03-14-checkout-502.md (the text itself)
    """
    return _trouble(file, Trouble.NOT_A_FILE, Trouble.UNREADABLE)


@rule("RK002")
def small_enough(file: RecordFile[Any], catalog: Catalog) -> Iterator[Problem]:
    """A record is a text of a few pages, not a log of many megabytes.

    Why: Nobody reads a log in a circle, and every tool that touches the file becomes slow.

    Bad:
        30 MB of log lines pasted into the timeline

    Good:
        the ten lines that tell the story, and a link to the log
    """
    return _trouble(file, Trouble.TOO_LARGE)


@rule("RK003")
def utf8(file: RecordFile[Any], catalog: Catalog) -> Iterator[Problem]:
    """A record is encoded in UTF-8, with or without a byte order mark.

    Why: Git, the site and everybody's editor agree on UTF-8; Shift_JIS and UTF-16 turn into noise.

    Bad:
        a file saved as Shift_JIS

    Good:
        the same file after: iconv -f CP932 -t UTF-8
    """
    return _trouble(file, Trouble.ENCODING)


@rule("RK004")
def no_control_characters(file: RecordFile[Any], catalog: Catalog) -> Iterator[Problem]:
    """The front matter has no invisible control characters.

    Why: They come with text pasted from terminals, break YAML readers and hide words from search.

    Bad:
        title: Checkout\\x00 answered 502

    Good:
        title: Checkout answered 502
    """
    return _trouble(file, Trouble.CONTROL_CHARACTER)


@rule("RK005")
def front_matter(file: RecordFile[Any], catalog: Catalog) -> Iterator[Problem]:
    """A record starts with front matter: a line ``---`` as the very first line.

    Why: Everything that is not prose (who promised what, until when) is kept there.

    Bad:
        ---not-the-first-line
        title: Checkout answered 502 for 38 minutes
        ---

    Good:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: draft
        severity: SEV2
        ---
    """
    return _trouble(file, Trouble.NO_FRONT_MATTER)


@rule("RK006")
def closed_front_matter(file: RecordFile[Any], catalog: Catalog) -> Iterator[Problem]:
    """The front matter ends with a second line ``---``.

    Why: Without it the whole text would be taken for data.

    Bad:
        ---
        title: Checkout answered 502 for 38 minutes

        ## Summary

    Good:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: draft
        severity: SEV2
        ---

        ## Summary
    """
    return _trouble(file, Trouble.UNCLOSED_FRONT_MATTER)


@rule("RK007")
def yaml(file: RecordFile[Any], catalog: Catalog) -> Iterator[Problem]:
    """The front matter is YAML (and the policy TOML).

    Why: A file that cannot be read says nothing; its action items would be forgotten.

    Bad:
        title: Checkout: answered 502

    Good:
        title: "Checkout: answered 502"
    """
    return _trouble(file, Trouble.YAML_SYNTAX)


@rule("RK008")
def mapping(file: RecordFile[Any], catalog: Catalog) -> Iterator[Problem]:
    """The front matter consists of fields, one `key: value` a line.

    Why: A bare text or a list has no names to look things up by.

    Bad:
        - Checkout answered 502

    Good:
        title: Checkout answered 502
    """
    return _trouble(file, Trouble.NOT_A_MAPPING)


@rule("RK009")
def no_duplicate_keys(file: RecordFile[Any], catalog: Catalog) -> Iterator[Problem]:
    """No key stands twice in one mapping.

    Why: Of two values most readers silently take the last, and the other is lost.

    Bad:
        severity: SEV2
        severity: SEV3

    Good:
        severity: SEV2
    """
    return _trouble(file, Trouble.DUPLICATE_KEY)


@rule("RK010")
def plain_yaml(file: RecordFile[Any], catalog: Catalog) -> Iterator[Problem]:
    """The front matter is plain data: no tags, no keys made of lists, one document.

    Why: Tags ask a reader to run things; a record only says things.

    Bad:
        tags: !!python/tuple [deploy]

    Good:
        tags: [deploy]
    """
    return _trouble(file, Trouble.YAML_EXTRAS)


@rule("RK011")
def shallow_yaml(file: RecordFile[Any], catalog: Catalog) -> Iterator[Problem]:
    """The front matter is shallow and small, also after its aliases are expanded.

    Why: A few lines of aliases can expand to billions of values and stop everyone who reads them.

    Bad:
        tags: [[[[[[[[[[[[[[[[[[[[[[[[[[deploy]]]]]]]]]]]]]]]]]]]]]]]]]]

    Good:
        tags: [deploy]
    """
    return _trouble(file, Trouble.YAML_TOO_BIG)
