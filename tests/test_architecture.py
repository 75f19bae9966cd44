"""Imports point one way, and files stay short."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT

PACKAGE = PROJECT / "tooling/rindoku"
ROOMS = (
    "clock", "errors", "findings", "text", "locale", "records", "source", "git", "reading",
    "history", "audiences", "analysis", "lookup", "repository", "rules", "editing", "circles",
    "trackers", "wording", "charts", "reports", "scaffold", "site", "cli",
)  # fmt: skip
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p.parent != PACKAGE or p.stem in ROOMS)


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    names = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules = [name for name in names if name and name.startswith("rindoku.")]
    return {module.split(".")[1] for module in modules}


def test_every_room_is_known() -> None:
    assert {room(path) for path in MODULES} == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_room_imports_only_from_rooms_above_it(path: Path) -> None:
    here = ROOMS.index(room(path))
    assert [name for name in imported_rooms(path) if ROOMS.index(name) > here] == []


@pytest.mark.parametrize("library", ["git", "mkdocs", "click"])
def test_a_library_with_one_door_is_imported_only_there(library: str) -> None:
    doors = {"git": {"git"}, "mkdocs": {"site"}, "click": {"cli", "reports"}}
    found = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if any(name.split(".")[0] == library for name in names):
                found.add(room(path))
    assert found <= doors[library]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_has_one_subject_and_stays_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


def test_the_help_text_waits_for_no_heavy_library() -> None:
    program = (
        "import sys; from rindoku import cli; "
        "print([m for m in ('pydantic', 'yaml', 'git', 'rich', 'jinja2') if m in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True) == "[]\n"
