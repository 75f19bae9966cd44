"""`rindoku check`: all records, every mistake with its place and a mend."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rindoku.cli.examples import EXAMPLES
from rindoku.cli.options import language_option
from rindoku.cli.telling import tell
from rindoku.reports.registry import REPORTS
from rindoku.saying import say

if TYPE_CHECKING:
    from rindoku.findings import Finding


BASELINE = "rindoku-baseline.json"


@click.command(
    "check",
    epilog=EXAMPLES.format(
        "rindoku check\n"
        "  rindoku check postmortems/2026-03-14-checkout-502.md\n"
        "  rindoku check --changed                  # what this branch changed, and nothing else\n"
        "  rindoku check --statistics\n"
        "  rindoku check --write-baseline           # what is there now may wait\n"
        "  rindoku check --baseline rindoku-baseline.json\n"
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
@click.option(
    "--select", multiple=True, metavar="CODE",
    help="Only these rules, by code or by how codes begin (RK3), whatever the policy selects. "
    "Several times for several.",
)  # fmt: skip
@click.option("--ignore", multiple=True, metavar="CODE", help="Without these rules.")
@click.option(
    "--baseline", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Without the findings in FILE, which were there before.",
)  # fmt: skip
@click.option(
    "--write-baseline", is_flag=True,
    help=f"Write today's findings into the baseline, {BASELINE} when none is named.",
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
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    baseline: Path | None,
    write_baseline: bool,
    statistics: bool,
) -> None:
    """Check records: all of them, or those at PATHS.

    What the records refer to is always looked up in the whole repository. Exit code 0: no errors
    (there may be warnings); 1: errors; 2: could not run.
    """
    from rindoku.cli import answering
    from rindoku.cli.choosing import records_wanted, rules_wanted
    from rindoku.cli.findings import prefix, style_of_the_ci, tell_findings
    from rindoku.cli.language import words_here
    from rindoku.cli.paths import find_root
    from rindoku.memory.memory import Memory
    from rindoku.memory.stamped_tree import StampedTree, working_tree
    from rindoku.reading.catalog import read_catalog
    from rindoku.reports.options import ReportOptions
    from rindoku.rules.check import check

    folder = find_root(root)
    writes = output or write_baseline or "GITHUB_STEP_SUMMARY" in os.environ
    if not writes and base is None and baseline is None:
        answering.listen(folder)
    memory = Memory.around(folder)
    tree = working_tree(folder, memory)
    catalog = read_catalog(tree, memory)
    wanted = records_wanted(paths, base, folder, catalog)
    found = check(catalog, wanted, rules_wanted(select, ignore, catalog))
    if write_baseline:
        _write_baseline(baseline or Path(BASELINE), found)
        return
    if baseline is not None:
        found = _new_since(baseline, found)
    if isinstance(tree, StampedTree):
        answering.depends_on(tree.looked_for)
    there = {file.path for file in catalog.entries}
    looked_at = there if wanted is None else there & wanted
    count = len(looked_at) if there else None
    form = style or style_of_the_ci()
    options = ReportOptions(words_here(), prefix=prefix(form, folder, memory), records=count)
    tell_findings(found, options, form, output, statistics=statistics)
    catalog.remember()
    if any(finding.severity == "error" for finding in found):
        raise SystemExit(1)


def _write_baseline(path: Path, found: list[Finding]) -> None:
    from rindoku.cli.baseline import write_baseline

    number = write_baseline(path, found)
    tell(say("%(path)s: findings that may wait: %(number)d", path=path, number=number))


def _new_since(path: Path, found: list[Finding]) -> list[Finding]:
    from rindoku.cli.baseline import new_since

    left = new_since(path, found)
    if waiting := len(found) - len(left):
        tell(say("%(path)s: findings that wait: %(number)d", path=path, number=waiting))
    return left
