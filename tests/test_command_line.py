"""The command line itself: what it answers before anything heavy is imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from rindoku.cli import rindoku
from rindoku.cli.action.arguments import LineType
from rindoku.cli.lazy_group import LazyGroup
from rindoku.cli.options import DayType

Run = tuple[list[str], dict[str, str]]
"""What is typed, and an environment."""
PROGRAM = """
import json, os, sys
before = set(sys.modules)
from rindoku.cli import main

told = []
for typed, environment in json.loads(sys.argv[1]):
    sys.argv[1:] = typed
    os.environ.update(environment)
    try:
        main()
    except SystemExit as ended:
        code = ended.code
    packages = {name.partition(".")[0] for name in set(sys.modules) - before}
    told.append([code, sorted(packages - sys.stdlib_module_names - {"rindoku", "click"})])
print()
print(json.dumps(told))
"""


def outcomes(runs: list[Run], cwd: Path) -> list[tuple[list[str], int, list[str]]]:
    """What is typed, one after another into one process, with its exit code.

    And the libraries that were imported until then: any but click is heavy.
    """
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(runs)],
        cwd=cwd, env=os.environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout.splitlines()[-1])
    return [(typed, *each) for (typed, _), each in zip(runs, told, strict=True)]


def commands(
    command: click.Command = rindoku, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command and group, by what is typed to reach it."""
    yield path, command
    if isinstance(command, LazyGroup):
        context = click.Context(command)
        for name in command.list_commands(context):
            inside = command.get_command(context, name)
            assert inside is not None
            yield from commands(inside, (*path, name))


COMMANDS = dict(commands())
each_command = pytest.mark.parametrize(
    ("path", "command"), COMMANDS.items(), ids=[" ".join(path) or "rindoku" for path in COMMANDS]
)


@each_command
def test_help_is_given_before_any_heavy_library_is_imported(
    path: tuple[str, ...], command: click.Command, tmp_path: Path
) -> None:
    typed = [*path, "--help"]
    assert outcomes([(typed, {})], tmp_path) == [(typed, 0, [])]


def mistakes(path: tuple[str, ...], command: click.Command) -> Iterator[list[str]]:
    """What no command takes: an option or a word that is none, a missing argument, bad values."""
    yield [*path, "--no-such-option"]
    if isinstance(command, click.Group):
        yield [*path, "no-such-command"]
        return
    if any(parameter.required for parameter in command.params):
        yield [*path]
    arguments = [one for one in command.params if isinstance(one, click.Argument)]
    if all(one.nargs == 1 for one in arguments):
        yield [*path, *("x" for _ in arguments), "too", "many"]
    bad = {click.Choice: "no such word", DayType: "1066-01-01", LineType: " ", click.IntRange: "x"}
    for parameter in command.params:
        for kind, value in bad.items():
            if isinstance(parameter, click.Option) and isinstance(parameter.type, kind):
                yield [*path, *("x" for _ in arguments), parameter.opts[0], value]


@each_command
def test_a_usage_error_is_told_before_any_heavy_library_is_imported(
    path: tuple[str, ...], command: click.Command, tmp_path: Path
) -> None:
    wrong = list(mistakes(path, command))
    found = outcomes([(typed, {}) for typed in wrong], tmp_path)
    assert found == [(typed, 2, []) for typed in wrong]


CONTRADICTIONS = [
    ("stale", "--owner", "@ken", "--split", "lists"),
    ("stale", "--period", "2026H1", "--from", "2026-01-01"),
    ("stale", "--to", "2026-06-30"),
    ("new", " "),
    ("action", "done", "A1", "--evidence", "here", "--no-evidence"),
    ("action", "add", "checkout", "Watch the pool", "--owner", "@ken"),
    ("action", "assign", "A1", "@ken", "--why", "she knows it"),
    ("action", "promote", "A1", "--owner", "@ken", "--due", "2026-12-31", "--why", "now"),
    ("action", "reopen", "A1", "--why", "not over"),
    ("action", "reschedule", "A1", "2026-12-31", "--why", "later"),
]


def test_options_that_contradict_each_other_are_told_before_that_too(tmp_path: Path) -> None:
    found = outcomes([([*typed], {}) for typed in CONTRADICTIONS], tmp_path)
    assert found == [([*typed], 2, []) for typed in CONTRADICTIONS]


def completing(*words: str) -> Run:
    """A press of the tab key behind the last of the words."""
    typed = " ".join(["rindoku", *words])
    return [], {
        "_RINDOKU_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(len(words)),
    }  # fmt: skip


@each_command
def test_names_options_and_choices_complete_before_any_heavy_library_is_imported(
    path: tuple[str, ...], command: click.Command, tmp_path: Path
) -> None:
    choices = [one for one in command.params if isinstance(one.type, click.Choice)]
    words = [[*path, "--"], *([*path, one.opts[0], ""] for one in choices)]
    if isinstance(command, LazyGroup):
        words.append([*path, ""])
    found = outcomes([completing(*typed) for typed in words], tmp_path)
    assert [rest for _, *rest in found] == [[0, []] for _ in words]


def test_the_version_is_told_before_any_heavy_library_is_imported(tmp_path: Path) -> None:
    assert outcomes([(["--version"], {})], tmp_path) == [(["--version"], 0, [])]


def test_no_garbage_is_looked_for_when_a_command_ends(tmp_path: Path) -> None:
    program = (
        "import atexit, gc, sys; from rindoku.cli import main; sys.argv[1:] = ['--version'];"
        "atexit.register(lambda: print(len(gc.get_objects()) < gc.get_freeze_count())); main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines()[-1] == "True"


def test_every_name_that_a_group_knows_is_a_commands_own() -> None:
    assert [path[-1] for path in COMMANDS if path] == [
        command.name for path, command in COMMANDS.items() if path
    ]


def test_every_command_is_known_to_its_group() -> None:
    folder = Path(sys.modules["rindoku.cli"].__file__ or "").parent
    for path, group in COMMANDS.items():
        if isinstance(group, LazyGroup):
            modules = folder.joinpath(*path).glob("*.py")
            written = {one.stem for one in modules if "\n@click.command(" in one.read_text()}
            known = set(group.list_commands(click.Context(group)))
            assert {name.replace("_", "-") for name in written} - known - {"--init--"} == set()
