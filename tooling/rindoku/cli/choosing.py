"""Which records a check looks at, and by which rules."""

from __future__ import annotations

import os
from pathlib import Path

from rindoku.cli import answering
from rindoku.cli.changed import changed_records
from rindoku.cli.telling import tell, wrong_usage
from rindoku.errors import CannotRunError
from rindoku.reading.catalog import Catalog
from rindoku.rules.choosing import Choice
from rindoku.rules.registry import all_codes
from rindoku.saying import say


def records_wanted(
    paths: tuple[Path, ...], base: str | None, folder: Path, catalog: Catalog
) -> set[str] | None:
    """The records at the paths that were changed since a base; None: all of them."""
    wanted = _records_at(paths, folder, catalog) if paths else None
    if base is None:
        return wanted
    changed = changed_records(base, folder, catalog)
    return changed if wanted is None else wanted & changed


def rules_wanted(select: tuple[str, ...], ignore: tuple[str, ...], catalog: Catalog) -> Choice:
    """The rules that count, by the policy and by what this run asks for."""
    return Choice(catalog.policy, _codes(select), _codes(ignore))


def _codes(given: tuple[str, ...]) -> tuple[str, ...]:
    named = [code.strip() for one in given for code in one.split(",")]
    for one in named:
        if not any(code.startswith(one.upper()) for code in all_codes()):
            raise wrong_usage(say("there is no rule %(code)s", code=one))
    return tuple(code.upper() for code in named)


def _records_at(paths: tuple[Path, ...], folder: Path, catalog: Catalog) -> set[str]:
    """The records at or below the given paths, by their paths from the root."""
    known = {entry.path for entry in catalog.entries}
    known |= {catalog.policy_file.path} if catalog.policy_file.path else set()
    wanted: set[str] = set()
    for path in paths:
        if not os.path.lexists(path):
            raise CannotRunError(say("there is no file or folder %(path)s", path=path))
        absolute = path.parent.resolve() / path.name if path.name != ".." else path.resolve()
        try:
            relative = absolute.relative_to(folder).as_posix()
        except ValueError:
            raise CannotRunError(
                say("%(path)s is not in %(folder)s", path=path, folder=folder)
            ) from None
        below = {p for p in known if p == relative or p.startswith(f"{relative}/")}
        wanted |= known if relative == "." else below
        if not below and relative != ".":
            tell(say("%(path)s: no record, not checked", path=path))
            answering.forget()
    return wanted
