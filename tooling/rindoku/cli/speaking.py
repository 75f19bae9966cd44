"""Help texts, and click's own words, in the language of whoever reads them."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from inspect import cleandoc
from typing import TypeVar

import click

from rindoku.cli.lazy_group import LazyGroup
from rindoku.locale import FOLDER, Words

C = TypeVar("C", bound=click.Command)


@contextmanager
def spoken_by_click(words: Words) -> Iterator[None]:
    """Let click, which asks Python's gettext, say its own words in a language meanwhile."""
    before, variable = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain("rindoku", str(FOLDER))
    gettext.textdomain("rindoku")
    os.environ["LANGUAGE"] = words.language
    try:
        yield
    finally:
        gettext.textdomain(before)
        os.environ.pop("LANGUAGE")
        os.environ |= {} if variable is None else {"LANGUAGE": variable}


def spoken(command: C, words: Words) -> C:
    """A command as it is explained in a language; of a group all that is in it, too."""
    if words.language == "en":
        return command
    told = copy(command)
    told.help, told.epilog = _told(command.help, words), _told(command.epilog, words)
    told.params = [_spoken(param, words) for param in command.params]
    told._help_option = None  # noqa: SLF001 (click keeps it as it was made, in any language)
    if isinstance(told, LazyGroup):
        told.summaries = {name: words.gettext(text) for name, text in told.summaries.items()}
        told.explained = lambda inner: spoken(inner, words)
    return told


def _spoken(param: click.Parameter, words: Words) -> click.Parameter:
    if not isinstance(param, click.Option):
        return param
    told = copy(param)
    told.help = _told(param.help, words)
    return told


def _told(text: str | None, words: Words) -> str | None:
    return words.gettext(cleandoc(text)) if text else text
