"""Code in a body, coloured by its language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.formatters import HtmlFormatter
    from pygments.lexer import Lexer

_LONGEST = 50_000
"""Characters; beyond that nobody looks at colours, and they take seconds."""


def coloured(code: str, language: str) -> str | None:
    """Code as HTML, its parts marked by Pygments; None for a language that it does not know."""
    name = language.partition(" ")[0].casefold()
    lexer = _lexer(name) if name and len(code) <= _LONGEST else None
    if lexer is None:
        return None
    from pygments import highlight

    marked = highlight(code, lexer, _formatter())
    return f'<div class="highlight"><pre><code>{marked}</code></pre></div>'


@cache
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language)
    except ClassNotFound:
        return None


@cache
def _formatter() -> HtmlFormatter[str]:
    from pygments.formatters import HtmlFormatter

    return HtmlFormatter(nowrap=True)
