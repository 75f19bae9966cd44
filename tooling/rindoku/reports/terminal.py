"""What every report for a terminal needs."""

from __future__ import annotations

import io
import re
import shutil
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

PIPED_WIDTH = 100
"""Columns of what is laid out in columns and goes into a file or a pipe."""
_WIDE = r"\u3000-\u9fff\uff00-\uffef"
_UNBROKEN = re.compile(
    r"[「『（【〔“]*"
    rf"(?:[^\s{_WIDE}]+(?:(?<=\d)[\u4e00-\u9fff])?|.)"
    r"[、。，．：；！？」』）】〕”ー々…ぁぃぅぇぉっゃゅょァィゥェォッャュョ]*\s*"
)
"""What stays in one line: a word, or one wide character, with what hangs on to it."""


def terminal_width() -> int | None:
    """How many columns there are to write in; None where the output goes into a file or a pipe."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def drawn(parts: Iterable[RenderableType], columns: int) -> str:
    """Rich's parts as text with colours, in so many columns; who prints it takes the colours out
    where nobody sees them.

    A plain text is taken as the lines it is: Rich would look at each of its characters.
    """
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out, width=columns, force_terminal=True, color_system="standard", highlight=False,
        legacy_windows=False,
    )  # fmt: skip
    for part in parts:
        if isinstance(part, str):
            out.write(f"{part}\n")
        else:
            console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().split("\n"))


def fit(text: str, columns: int) -> str:
    """A text cut to a number of columns with a … at its end, where it is longer."""
    from rich.text import Text

    cut = Text(text)
    cut.truncate(max(columns, 1), overflow="ellipsis")
    return cut.plain


def wrapped(text: str, columns: int) -> list[str]:
    """A text in lines of at most so many columns; wide characters count two.

    Japanese breaks between any two characters, but no line begins with what closes or goes on, ends
    with what opens, or parts a number from its counter (JIS X 4051 calls that kinsoku).
    """
    return [line for part in text.split("\n") for line in _lines(part, max(columns, 2))]


def _lines(text: str, columns: int) -> list[str]:
    from rich.cells import cell_len, chop_cells

    lines = [""]
    for piece in _UNBROKEN.findall(text):
        if cell_len((lines[-1] + piece).rstrip()) <= columns:
            lines[-1] += piece
        elif cell_len(piece.rstrip()) <= columns:
            lines.append(piece)
        else:
            lines += chop_cells(piece.rstrip(), columns)
    return [line.rstrip() for line in lines if line] or [""]
