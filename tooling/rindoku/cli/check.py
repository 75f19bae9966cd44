"""`rindoku check`: all records, every mistake with its place and a mend."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import format_option, language_option
from rindoku.cli.telling import tell
from rindoku.errors import CannotRunError
from rindoku.reports.registry import REPORTS
from rindoku.saying import say

if TYPE_CHECKING:
    from rindoku.reading.catalog import Catalog


@click.command(
    "check",
    epilog=EXAMPLES.format(
        "rindoku check\n"
        "  rindoku check postmortems/2026-03-14-checkout-502.md\n"
        "  rindoku check --format json | jq '.findings[].code'"
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@format_option("findings", "github: findings appear on their lines in a pull request.")
@language_option
@click.pass_obj
def command(root: Path | None, paths: tuple[Path, ...], style: str) -> None:
    """Check records: all of them, or those at PATHS.

    What the records refer to is always looked up in the whole repository. Exit code 0: no errors
    (there may be warnings); 1: errors; 2: could not run.
    """
    from rindoku.cli import answering
    from rindoku.cli.language import words_here
    from rindoku.cli.paths import find_root, shown_path
    from rindoku.cli.printing import print_report
    from rindoku.memory.memory import Memory
    from rindoku.memory.stamped_tree import StampedTree, working_tree
    from rindoku.reading.catalog import read_catalog
    from rindoku.reports.options import ReportOptions
    from rindoku.rules.check import check

    folder = find_root(root)
    answering.listen(folder)
    memory = Memory.around(folder)
    tree = working_tree(folder, memory)
    catalog = read_catalog(tree, memory)
    wanted = _records_at(paths, folder, catalog) if paths else None
    found = check(catalog, wanted)
    if isinstance(tree, StampedTree):
        answering.depends_on(tree.looked_for)
    count = (
        len(list(catalog.entries)) if wanted is None else len(wanted - {catalog.policy_file.path})
    )
    prefix = shown_path(folder)
    options = ReportOptions(
        words_here(), prefix="" if prefix == "." else f"{prefix}/", records=count
    )
    print_report(REPORTS["findings"][style], found, options)
    catalog.remember()
    if style in REPORTS["summary"]:
        click.echo(REPORTS["summary"][style].render(found, options), err=True)
    if any(finding.severity == "error" for finding in found):
        raise SystemExit(1)


def _records_at(paths: tuple[Path, ...], folder: Path, catalog: Catalog) -> set[str]:
    """The records at or below the given paths, by their paths from the root."""
    from rindoku.cli import answering

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
