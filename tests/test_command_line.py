"""The command line itself: what it answers before anything heavy is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from rindoku.cli import rindoku
from rindoku.cli.lazy_group import LazyGroup

HEAVY = ("pydantic", "yaml", "git", "rich", "jinja2", "mkdocs", "babel", "requests")
PROGRAM = f"""
import sys
from rindoku.cli import main
try:
    main()
finally:
    print("heavy:", *(name for name in {HEAVY} if name in sys.modules), file=sys.stderr)
"""


def heavy_after(*arguments: str, cwd: Path, **environment: str) -> str:
    """The heavy libraries that a command has imported by its end."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return ran.stderr.splitlines()[-1].removeprefix("heavy:")


@pytest.mark.parametrize(
    "typed", ["--help", "--version", "action --help", "circle --help", "chekc", "action doen"]
)
def test_help_and_a_mistyped_name_wait_for_no_heavy_library(typed: str, tmp_path: Path) -> None:
    assert heavy_after(*typed.split(), cwd=tmp_path) == ""


@pytest.mark.parametrize(("typed", "word"), [("rindoku s", 1), ("rindoku action d", 2)])
def test_the_names_of_commands_complete_without_any_either(
    typed: str, word: int, tmp_path: Path
) -> None:
    completion = {
        "_RINDOKU_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(word),
    }  # fmt: skip
    assert heavy_after(cwd=tmp_path, **completion) == ""


def groups(group: LazyGroup) -> list[LazyGroup]:
    context = click.Context(group)
    inside = [group.get_command(context, name) for name in group.list_commands(context)]
    found = [one for one in inside if isinstance(one, LazyGroup)]
    return [group, *(deeper for one in found for deeper in groups(one))]


def test_every_name_that_a_group_knows_is_a_commands_own() -> None:
    assert isinstance(rindoku, LazyGroup)
    for group in groups(rindoku):
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            assert command.name == name


def test_every_command_is_known_to_its_group() -> None:
    assert isinstance(rindoku, LazyGroup)
    folder = Path(sys.modules["rindoku.cli"].__file__ or "").parent
    for group in groups(rindoku):
        inside = folder if group is rindoku else folder / str(group.name)
        modules = [path for path in inside.glob("*.py") if "\n@click.command(" in path.read_text()]
        written = {path.stem.replace("_", "-") for path in modules}
        known = set(group.list_commands(click.Context(group)))
        assert written - known - {"--init--"} == set()
