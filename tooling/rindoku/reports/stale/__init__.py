"""What `rindoku stale` prints: one file a format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from rindoku.analysis.stale_report import StaleReport
from rindoku.audiences.withheld import Audience
from rindoku.locale import Words
from rindoku.reports.stale.parts import By

Render = Callable[[StaleReport, list[str], Words, By], str]


@dataclass(frozen=True)
class Format:
    """How its files end, whether people read its notes in it (else they go to stderr), and who.

    What is passed on is made from what `site` may see.
    """

    suffix: str
    shows_notes: bool
    audience: Audience = "site"


FORMATS = {
    "text": Format("txt", shows_notes=True, audience="team"),
    "markdown": Format("md", shows_notes=True),
    "html": Format("html", shows_notes=True),
    "json": Format("json", shows_notes=False, audience="team"),
    "csv": Format("csv", shows_notes=False),
    "slack": Format("json", shows_notes=False),
}


def renderer(style: str) -> Render:
    """What renders a format; only that one is imported."""
    render: Render = import_module(f"rindoku.reports.stale.as_{style}").render
    return render
