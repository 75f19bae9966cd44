"""Renders the pages' templates; everything is escaped unless it is known to be HTML."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from rindoku.locale import Words, words


def render(name: str, say: Words, *, body: str, **values: Any) -> str:
    """A page's HTML. ``body`` is HTML that was cleaned before."""
    template = _environment(say.language).get_template(f"{name}.html.jinja")
    return template.render(body=Markup(body), say=say, **values)  # noqa: S704


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("rindoku.site", "html"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(  # type: ignore[attr-defined]
        words(language).catalog, newstyle=True
    )
    return environment
