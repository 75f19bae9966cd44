"""Templates of HTML: everything is escaped unless it is known to be HTML."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from rindoku.locale import words_in


@cache
def environment(package: str, folder: str, language: str) -> Environment:
    """The templates in a package's folder, in one language."""
    made = Environment(
        loader=PackageLoader(package, folder),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(  # type: ignore[attr-defined]
        words_in(language).catalog, newstyle=True
    )
    return made
