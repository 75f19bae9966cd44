"""Renders the templates of new records."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from rindoku.editing.scalars import emit
from rindoku.locale import Words
from rindoku.reports.markdown import escape


def render(name: str, words: Words, **values: Any) -> str:
    """A new record's text in one language. Values are escaped where the template says how."""
    environment = Environment(
        loader=PackageLoader("rindoku.scaffold"),
        autoescape=False,  # noqa: S701 (it is Markdown; every value has its filter)
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        keep_trailing_newline=True,
    )
    environment.filters |= {"yaml": emit, "markdown": escape}
    environment.install_gettext_translations(words.catalog)  # type: ignore[attr-defined]
    return environment.get_template(f"{name}.md.jinja").render(**values)
