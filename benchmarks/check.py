"""How fast `rindoku check` is, beside other tools that look at front matter and at Markdown.

    .venv/bin/python benchmarks/check.py --install           # once: the other tools, in build/
    .venv/bin/python benchmarks/check.py [--postmortems 1000 10000 30000] [--rounds 3]

One made-up repository for each number of postmortems, a fifth of them Japanese, all written in one
commit. In each round every way takes its turn:

- `check`, cold: nothing is remembered; every rule is on, links and sections and action items too.
- `check`, nothing new: the same was asked before.
- `check`, one file edited: the same was asked before, then somebody moved a due date.
- check-jsonschema: the front matter alone, taken out into YAML files before, against the schema
  that our models have. No text, no links, nothing that two records say of each other.
- remark with remark-lint-frontmatter-schema: the front matter against the same schema, in place.
- rumdl: no front matter, the Markdown's form alone; it is compiled, and uses both cores.

Printed in Markdown: medians of seconds and of CPU seconds, files a second, the peak of memory of
the process, and how many times as fast as check-jsonschema and as remark it is, beside the goals.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from measuring import Command, Run, run_process, table, take_turns
from rindoku.records import Postmortem
from scratch import ScratchRepository, sample_repository
from ways import RINDOKU

TOOLS = Path(__file__).parent.parent / "build/check-tools"
PACKAGES = ("check-jsonschema", "rumdl")
NODE_PACKAGES = ("remark-cli", "remark-frontmatter", "remark-lint-frontmatter-schema")
_CHECK = Command((RINDOKU, "check"))
_AT_ONCE = 2_000
"""How many files a tool is given in one call; a command line has an end."""

SCHEMA, REMARK, RUMDL = "check-jsonschema", "remark", "rumdl"
COLD, SAME, EDITED = "`check`, cold", "`check`, nothing new", "`check`, one file edited"


class Target(NamedTuple):
    """How many times as fast as another tool a way ought to be, at a number of postmortems."""

    way: str
    times: float
    other: str
    postmortems: int


GOALS = (
    Target(COLD, 10, SCHEMA, 1_000),
    Target(COLD, 25, REMARK, 1_000),
    Target(COLD, 12, SCHEMA, 10_000),
    Target(COLD, 30, REMARK, 10_000),
    Target(SAME, 100, SCHEMA, 1_000),
    Target(SAME, 100, SCHEMA, 10_000),
)
MOST_MEGABYTES = 150
MOST_SECONDS_EDITED = 0.5


def install() -> None:
    """The other tools, with what they need, in a folder of their own."""
    venv.create(TOOLS / "venv", with_pip=True)
    subprocess.run([TOOLS / "venv/bin/pip", "install", "--quiet", *PACKAGES], check=True)
    npm = ["npm", "install", "--silent", "--no-fund", "--no-audit", *NODE_PACKAGES]
    subprocess.run(npm, cwd=TOOLS, check=True)


@contextmanager
def made(postmortems: int) -> Iterator[ScratchRepository]:
    """The repository, with what the other tools need beside it, in its `.git` folder."""
    with sample_repository(postmortems, "--pages") as repository:
        aside = repository.folder / ".git/benchmark"
        aside.mkdir()
        schema = json.dumps(Postmortem.model_json_schema())
        (aside / "schema.json").write_text(schema)
        for path in repository.files:
            front = repository.text(path).split("---\n")[1]
            (aside / f"{Path(path).stem}.yaml").write_text(front, "utf-8")
        yield repository


def ways(repository: ScratchRepository) -> dict[str, Callable[[], Run]]:
    """What is measured, by the names in the table."""
    return {
        COLD: partial(_cold, repository),
        SAME: partial(_again, repository, is_edited=False),
        EDITED: partial(_again, repository, is_edited=True),
        SCHEMA: partial(_schema, repository),
        REMARK: partial(_remark, repository),
        RUMDL: partial(_rumdl, repository),
    }


def _cold(repository: ScratchRepository) -> Run:
    repository.forget()
    return run_process(_CHECK, repository.folder)


def _again(repository: ScratchRepository, *, is_edited: bool) -> Run:
    repository.settle()
    run_process(_CHECK, repository.folder)
    if is_edited:
        repository.edit()
    found = run_process(_CHECK, repository.folder)
    if is_edited:
        repository.restore()
    return found


def _schema(repository: ScratchRepository) -> Run:
    aside = repository.folder / ".git/benchmark"
    files = sorted(aside.glob("*.yaml"))
    words = [str(TOOLS / "venv/bin/check-jsonschema"), "--schemafile", str(aside / "schema.json")]
    return _sum(
        run_process(Command((*words, *map(str, files[at : at + _AT_ONCE]))), aside)
        for at in range(0, len(files), _AT_ONCE)
    )


def _remark(repository: ScratchRepository) -> Run:
    schemas = {"./.git/benchmark/schema.json": ["./postmortems/**/*.md"]}
    plugins = ["remark-frontmatter", ["remark-lint-frontmatter-schema", {"schemas": schemas}]]
    settings = TOOLS / "remark.json"  # beside the plugins, or they are not found
    settings.write_text(json.dumps({"plugins": plugins}))
    words = (str(TOOLS / "node_modules/.bin/remark"), "--quiet", "--no-stdout",
             "--rc-path", str(settings), "postmortems")  # fmt: skip
    return run_process(Command(words, is_silent=True), repository.folder)


def _rumdl(repository: ScratchRepository) -> Run:
    words = (str(TOOLS / "venv/bin/rumdl"), "check", "--no-cache", "--silent", "--fail-on", "never",
             "postmortems")  # fmt: skip
    return run_process(Command(words, is_silent=True), repository.folder)


def _sum(runs: Iterator[Run]) -> Run:
    """Several processes, one after the other, as one."""
    found = [*runs]
    return Run(
        sum(run.seconds for run in found),
        sum(run.cpu for run in found),
        max(run.megabytes for run in found),
    )


def report(postmortems: int, found: Mapping[str, Run]) -> str:
    """The table for one size, and the goals that are meant at it."""
    rows = [
        (
            name, f"{run.seconds:.3f}", f"{run.cpu:.3f}", f"{postmortems / run.seconds:,.0f}",
            f"{run.megabytes:.0f}", f"{found[SCHEMA].seconds / run.seconds:.1f}",
            f"{found[REMARK].seconds / run.seconds:.1f}",
        )
        for name, run in found.items()
    ]  # fmt: skip
    columns = ("way", "s", "CPU s", "files/s", "MB", "x check-jsonschema", "x remark")
    return "\n".join([table(columns, rows), "", *_verdicts(postmortems, found)])


def _verdicts(postmortems: int, found: Mapping[str, Run]) -> Iterator[str]:
    for goal in GOALS:
        if goal.postmortems == postmortems:
            times = found[goal.other].seconds / found[goal.way].seconds
            met = "met" if times >= goal.times else "not met"
            yield f"- {goal.way} at least {goal.times:g} times {goal.other}: {times:.1f}, {met}."
    megabytes = max(found[name].megabytes for name in (COLD, SAME, EDITED))
    met = "met" if megabytes <= MOST_MEGABYTES else "not met"
    yield f"- At most {MOST_MEGABYTES} MB: {megabytes:.0f}, {met}."
    if postmortems == 10_000:
        seconds = found[EDITED].seconds
        met = "met" if seconds <= MOST_SECONDS_EDITED else "not met"
        yield f"- One file edited in at most {MOST_SECONDS_EDITED} s: {seconds:.2f}, {met}."


def main() -> None:
    """Install the other tools, or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_Raw)
    parser.add_argument("--install", action="store_true")
    parser.add_argument("--postmortems", type=int, nargs="+", default=[1_000, 10_000, 30_000])
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    if given.install:
        install()
        return
    if not TOOLS.exists():
        sys.exit("the other tools are not there: benchmarks/check.py --install")
    for postmortems in given.postmortems:
        with made(postmortems) as repository:
            found = take_turns(ways(repository), given.rounds)
        print(
            f"**{postmortems:,} postmortems**, medians of {given.rounds}, {os.cpu_count()} cores.\n"
        )
        print(report(postmortems, found), end="\n\n", flush=True)


_Raw = argparse.RawDescriptionHelpFormatter

if __name__ == "__main__":
    main()
