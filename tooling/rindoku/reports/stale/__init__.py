"""What `rindoku stale` prints: one file a format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from rindoku.analysis.review import Review
from rindoku.locale import Words
from rindoku.reports.stale.parts import By

Render = Callable[[Review, list[str], Words, By], str]

FORMATS = ("text", "markdown", "html", "json", "csv", "slack")


def renderer(style: str) -> Render:
    """What renders a format; only that one is imported."""
    render: Render = import_module(f"rindoku.reports.stale.as_{style}").render
    return render
