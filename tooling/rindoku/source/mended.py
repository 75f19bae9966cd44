"""A line of YAML with one slip in it, as its writer meant it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

_LONGEST = 20_000
"""Of a text in which lines are mended; longer front matter is no slip."""
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WIDE_COLON = re.compile(r"^( *(?:- )?[A-Za-z_]+) ?：[ \u3000]*")
_WIDE_SPACES = re.compile(r"^([ \u3000\xa0\t]*)((?:- )?(?:[A-Za-z_]+:)?)[\u3000\xa0]*")
_HANDLE = re.compile(r"""(?<!["'\w@])@[\w.-]+""")
_FIELD = re.compile(r"^( *(?:- )?[A-Za-z_]+: +)(\S.*?) *$")
_QUOTED = re.compile(r"""(?:"[^"]*"|'[^']*'|\[[^\]]*|\{[^}]*)$""")
"""What is quoted already, or a list or a mapping that only lacks its end."""


class Mended(NamedTuple):
    """A line without its slip, and whether all that it needs are quotation marks."""

    line: str
    is_quoted: bool


def mended(text: str, index: int) -> Mended | None:
    """The line at a mistake's place without the mistake, if one of the usual slips was made."""
    if len(text) > _LONGEST:
        return None
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    line = text[start:end].rstrip("\r")
    for meant in _meant(line):
        is_another = meant != line and meant.strip()
        if is_another and _reads_past(text[:start] + meant + text[end:], start + len(meant)):
            return Mended(meant.strip(), _quotes(meant) > _quotes(line))
    return None


def _meant(line: str) -> Iterator[str]:
    """What a line may be meant as, the likeliest first."""
    yield _WIDE_COLON.sub(r"\1: ", line)
    plain = _WIDE_SPACES.match(line)
    assert plain is not None  # it may match nothing at all
    indent = "".join("  " if one in "\u3000\t" else " " for one in plain[1])
    gap = " " if plain[2].endswith(":") else ""
    yield f"{indent}{plain[2]}{gap}{line[plain.end() :].lstrip(' ')}"
    yield _HANDLE.sub(r'"\g<0>"', line)
    field = _FIELD.match(line)
    if field is not None and not _QUOTED.match(field[2]):
        value = field[2]
        if '"' in value or "\\" in value:
            yield field[1] + "'" + value.replace("'", "''") + "'"
        else:
            yield f'{field[1]}"{value}"'


def _quotes(line: str) -> int:
    return line.count('"') + line.count("'")


def _reads_past(text: str, index: int) -> bool:
    """Whether YAML finds nothing wrong up to a place."""
    loader = _PARSER(text)
    try:
        while loader.get_event() is not None:
            pass
    except yaml.MarkedYAMLError as error:
        return error.problem_mark is not None and error.problem_mark.index > index
    except yaml.YAMLError:
        return False
    return True
