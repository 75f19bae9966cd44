"""Which language the reader of a command's answer reads; found without reading a record."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from rindoku.locale import LANGUAGES, Words, words_in
from rindoku.source.layout import POLICY_FILES, POSTMORTEMS
from rindoku.source.problems import SourceError
from rindoku.source.tree import WorkingTree

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Of the environment; the first that is set counts, as everywhere."""


def readers_words(arguments: Sequence[str]) -> Words:
    """The words of the language that was asked for, else the policy's, else the environment's."""
    asked = _option(arguments, "--lang")
    if asked in LANGUAGES:
        return words_in(asked)
    return words_in(_policys(_option(arguments, "--root")) or spoken_here())


def words_here() -> Words:
    """The words of whoever runs this command."""
    return readers_words(sys.argv[1:])


def spoken_here() -> str:
    """The language of the environment, as far as it is one of ours."""
    value = next((os.environ[name] for name in _VARIABLES if os.environ.get(name)), "")
    return next((one for one in LANGUAGES if value.lower().startswith(one)), LANGUAGES[0])


def _option(arguments: Sequence[str], name: str) -> str | None:
    """The value of an option among words that may be no proper command."""
    for word, following in pairwise([*arguments, None]):
        if word == name:
            return following
        if word is not None and word.startswith(f"{name}="):
            return word.partition("=")[2]
    return None


def _policys(root: str | None) -> str | None:
    """The language that the nearest policy upwards names, if that can be told."""
    here = Path(root).absolute() if root else Path.cwd()
    for folder in (here, *here.parents):
        for name in POLICY_FILES:
            table = _table(folder, name)
            if table:
                language = table.get("language")
                return language if language in LANGUAGES else None
        if root or (folder / POSTMORTEMS).is_dir():
            break
    return None


def _table(folder: Path, name: str) -> dict[str, Any] | None:
    """The policy in a file; what is wrong with it is told elsewhere."""
    try:
        found: Any = tomllib.loads((WorkingTree(folder).read(name) or b"").decode())
        own = found.get("tool", {}).get("rindoku")
        table = found if own is None and name == POLICY_FILES[0] else own
    except (SourceError, OSError, ValueError, AttributeError, RecursionError):
        return None
    return table if isinstance(table, dict) else None
