"""Every report has one shape: a format is one function, found in one registry."""

from __future__ import annotations

import ast
import inspect
import json
import shutil
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import cast

import click
import pytest
from pydantic import ValidationError

from rindoku import cli
from rindoku.analysis.staleness import Reason
from rindoku.reports.items import ReasonRow
from rindoku.reports.registry import REPORTS, Format, What
from rindoku.scaffold.demo import write_demo
from tests.conftest import POSTMORTEM, PROJECT, Repository

FORMATS = {
    f"{what}-{name}": form for what, forms in REPORTS.items() for name, form in forms.items()
}
COMMANDS: dict[What, tuple[str, ...]] = {
    "findings": ("check",),
    "stale": ("stale",),
    "actions": ("action", "list"),
    "action": ("action", "show"),
    "due": ("circle", "due"),
    "sync": ("sync",),
    "invitation": ("circle", "invite"),
}
ROOM = PROJECT / "tooling/rindoku/reports"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    folder = tmp_path_factory.mktemp("shop")
    write_demo(folder, date(2026, 11, 24))
    return Repository(folder)


# ------------------------------------------------------------------------------------- the shape


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_a_format_is_a_function_of_what_it_tells_and_the_options(form: Format) -> None:
    render = import_module(f"rindoku.reports.{form.module}").render
    _, options = inspect.signature(render).parameters.values()
    assert options.annotation == "ReportOptions"
    assert inspect.signature(render).return_annotation == "str"


def test_nothing_is_printed_inside_a_report() -> None:
    printing = {"print", "echo", "secho", "style_and_print", "write"}
    found = {
        (path.name, node.func.id if isinstance(node.func, ast.Name) else node.func.attr)
        for path in ROOM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }
    # Rich's console of `terminal.py` writes into a text
    assert {one for one in found if one[1] in printing} <= {
        ("terminal.py", "print"), ("terminal.py", "write")
    }  # fmt: skip


@pytest.mark.parametrize("what", COMMANDS)
def test_a_command_offers_the_formats_of_its_report(what: What) -> None:
    command: click.Command = cli.rindoku
    context = click.Context(command)
    for name in COMMANDS[what]:
        found = cast(click.Group, command).get_command(context, name)
        assert found is not None
        command = found
    (option,) = [one for one in command.params if "--format" in one.opts]
    assert isinstance(option.type, click.Choice)
    assert [*option.type.choices] == [*REPORTS[what]]


@pytest.mark.parametrize("what", ["findings", "summary", "sync"])
def test_what_is_told_from_whole_files_is_for_the_team_alone(what: What) -> None:
    assert {form.audience for form in REPORTS[what].values()} == {"team"}


# ------------------------------------------------------------------------------ one format more

LINE = '        "haiku": Format("{what}.as_haiku", "txt", "site", shows_notes=True),\n'
MADE_UP = '''\
"""A report in few words."""


def render(data, options):
    """Three lines."""
    return f"{type(data).__name__}\\n{options.words.language}\\nan old pond"
'''


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with one more format of each report: a file, and a line."""
    folder = tmp_path_factory.mktemp("changed")
    copy = folder / "rindoku"
    shutil.copytree(PROJECT / "tooling/rindoku", copy, ignore=shutil.ignore_patterns("*.pyc.*"))
    registry = copy / "reports/registry.py"
    source = registry.read_text("utf-8")
    for what in COMMANDS:
        (copy / f"reports/{what}/as_haiku.py").write_text(MADE_UP, "utf-8")
        start = f'    "{what}": {{\n'
        assert start in source
        source = source.replace(start, start + LINE.format(what=what))
    registry.write_text(source, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("check",), "list"),
        (("stale",), "StaleReport"),
        (("action", "list"), "ListedItems"),
        (("action", "show", "502#A1"), "ShownItem"),
        (("circle", "due"), "DueSessions"),
        (("circle", "invite", "2026-12-09-reading"), "Invitations"),
        (("sync",), "Comparison"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else one,
)
def test_a_format_that_nobody_ever_heard_of_is_found_and_rendered(
    repository: Repository, package: Path, words: tuple[str, ...], told: str
) -> None:
    repository.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM)
    page = "---\ntitle: Circle\nkind: reading\ndate: 2026-12-09\nstatus: planned\n---\n"
    repository.write("docs/circles/2026-12-09-reading.md", page)
    repository.commit("2026-03-15")
    repository.environment |= {"PYTHONPATH": str(package)}
    ran = repository.process(*words, "--format", "haiku")
    assert ran.stdout == f"{told}\nen\nan old pond\n"
    assert "haiku" in repository.process(*words[:2], "--help").stdout


# ------------------------------------------------------------------------------------- JSON


def test_a_key_that_is_not_documented_is_not_printed() -> None:
    with pytest.raises(ValidationError, match="weather"):
        ReasonRow.of(Reason("overdue", 3, None, {"weather": "rain"}))


def test_a_reason_has_the_evidence_of_its_own_and_no_other_key() -> None:
    row = ReasonRow.of(Reason("overdue", 3, None, {"due": date(2026, 6, 1)}))
    told = row.model_dump_json(exclude_unset=True)
    assert told == '{"reason":"overdue","days":3,"due":"2026-06-01"}'


def test_a_path_that_is_no_text_is_escaped_as_json_does(folder: Repository) -> None:
    folder.write("postmortems/2026-03-14-é.md", "no front matter")
    name = folder.path / "postmortems" / b"2026-03-14-\xff.md".decode("utf-8", "surrogateescape")
    name.write_text("no front matter")
    ran = folder.process("check", "--format", "json")
    paths = [one["path"] for one in json.loads(ran.stdout)["findings"]]
    assert paths == ["postmortems/2026-03-14-é.md", "postmortems/2026-03-14-\udcff.md"]
