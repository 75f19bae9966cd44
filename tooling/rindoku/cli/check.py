"""`rindoku check`: all records, every mistake with its place and a mend."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import language_option
from rindoku.cli.telling import tell
from rindoku.errors import CannotRunError
from rindoku.reports.registry import REPORTS
from rindoku.saying import say

if TYPE_CHECKING:
    from rindoku.findings import Finding
    from rindoku.locale import Words
    from rindoku.memory.memory import Memory
    from rindoku.reading.catalog import Catalog
    from rindoku.reports.options import ReportOptions


@click.command(
    "check",
    epilog=EXAMPLES.format(
        "rindoku check\n"
        "  rindoku check postmortems/2026-03-14-checkout-502.md\n"
        "  rindoku check --changed                  # what this branch changed, and nothing else\n"
        "  rindoku check --statistics\n"
        "  rindoku check --format json | jq '.findings[].code'\n"
        "  rindoku check --format sarif --output rindoku.sarif"
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "style", type=click.Choice([*REPORTS["findings"]]),
    help="How findings are told; left out, as the CI around shows them (GitHub), else as text.",
)  # fmt: skip
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write them into a file instead.",
)  # fmt: skip
@click.option(
    "--changed", "base", is_flag=False, flag_value="", metavar="[=BASE]",
    help="Only records that are not as they were where this branch left BASE: the branch that a "
    "pull request is for, else the default branch.",
)  # fmt: skip
@click.option("--statistics", is_flag=True, help="How often each rule found something.")
@language_option
@click.pass_obj
def command(
    root: Path | None,
    paths: tuple[Path, ...],
    style: str | None,
    output: Path | None,
    base: str | None,
    statistics: bool,
) -> None:
    """Check records: all of them, or those at PATHS.

    What the records refer to is always looked up in the whole repository. Exit code 0: no errors
    (there may be warnings); 1: errors; 2: could not run.
    """
    from rindoku.cli import answering
    from rindoku.cli.changed import changed_records
    from rindoku.cli.language import words_here
    from rindoku.cli.paths import find_root
    from rindoku.memory.memory import Memory
    from rindoku.memory.stamped_tree import StampedTree, working_tree
    from rindoku.reading.catalog import read_catalog
    from rindoku.reports.options import ReportOptions
    from rindoku.rules.check import check

    folder = find_root(root)
    if output is None and base is None and "GITHUB_STEP_SUMMARY" not in os.environ:
        answering.listen(folder)
    memory = Memory.around(folder)
    tree = working_tree(folder, memory)
    catalog = read_catalog(tree, memory)
    wanted = _records_at(paths, folder, catalog) if paths else None
    if base is not None:
        changed = changed_records(base, folder, catalog)
        wanted = changed if wanted is None else wanted & changed
    found = check(catalog, wanted)
    if isinstance(tree, StampedTree):
        answering.depends_on(tree.looked_for)
    there = {file.path for file in catalog.entries}
    looked_at = there if wanted is None else there & wanted
    count = len(looked_at) if there else None
    form = style or _style_of_the_ci()
    options = ReportOptions(words_here(), prefix=_prefix(form, folder, memory), records=count)
    _tell(found, options, form, output, statistics=statistics)
    catalog.remember()
    if any(finding.severity == "error" for finding in found):
        raise SystemExit(1)


def _style_of_the_ci() -> str:
    """What the CI that this runs in can show, else text."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def _prefix(style: str, folder: Path, memory: Memory | None) -> str:
    """What leads to the records: from here for people, from the repository's top for a CI."""
    from rindoku.cli.paths import shown_path

    if style not in ("text", "json"):
        return memory.git.prefix if memory is not None else ""
    prefix = shown_path(folder)
    return "" if prefix == "." else f"{prefix}/"


def _tell(
    found: list[Finding],
    options: ReportOptions,
    style: str,
    output: Path | None,
    *,
    statistics: bool,
) -> None:
    from rindoku.cli.printing import print_report, write_report

    form = REPORTS["findings"][style]
    if statistics:
        click.echo(_statistics(found, options.words), nl=bool(found))
    elif output is not None:
        write_report(output, form, found, options)
    else:
        print_report(form, found, options)
    if style in REPORTS["summary"] or output is not None or statistics:
        summary = REPORTS["summary"].get(style, REPORTS["summary"]["text"])
        click.echo(summary.render(found, options), err=True)
    if style == "github" and (summary_file := os.environ.get("GITHUB_STEP_SUMMARY")):
        with Path(summary_file).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(REPORTS["summary"]["markdown"].render(found, options))


def _statistics(found: list[Finding], words: Words) -> str:
    from rindoku.rules.registry import all_rules
    from rindoku.wording.findings import statistics
    from rindoku.wording.rules import in_short

    return statistics(found, {rule.code: in_short(rule, words) for rule in all_rules()})


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
