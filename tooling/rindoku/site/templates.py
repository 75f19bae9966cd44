"""Renders the pages' templates."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from rindoku.locale import Words
from rindoku.reports.html import environment


def render(name: str, words: Words, *, body: str, **values: Any) -> str:
    """A page's HTML. ``body`` is HTML that was cleaned before."""
    template = environment("rindoku.site", "html", words.language).get_template(
        f"{name}.html.jinja"
    )
    return template.render(body=Markup(body), words=words, **values)  # noqa: S704
