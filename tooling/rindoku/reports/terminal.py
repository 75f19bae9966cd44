"""What every report for a terminal needs."""

from __future__ import annotations

import io
import shutil
import sys
import unicodedata
from collections.abc import Iterable

from rich.console import Console, RenderableType

PIPED_WIDTH = 100


def printable(text: str) -> str:
    """Text from a file, safe for a terminal: control characters are shown, not obeyed."""
    return "".join(c if c == "\t" or unicodedata.category(c)[0] != "C" else "\ufffd" for c in text)


def width() -> int:
    """The terminal's width in cells; a fixed one where the output goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else PIPED_WIDTH


def drawn(parts: Iterable[RenderableType]) -> str:
    """Rich's parts as text with colours; who prints it takes them out where nobody sees them."""
    out = io.StringIO()
    console = Console(
        file=out, width=width(), force_terminal=True, color_system="standard", highlight=False,
        legacy_windows=False,
    )  # fmt: skip
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().split("\n"))
