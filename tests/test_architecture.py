"""Imports point one way, files stay short, and some things have one door."""

from __future__ import annotations

import ast

import pytest

from tests.conftest import PROJECT
from tests.imports import PRODUCT, imported, libraries, modules, room_of

ROOMS = (
    "clock", "saying", "errors", "findings", "text", "dates", "values", "locale", "records",
    "source", "bodies", "git", "memory", "reading", "history", "audiences", "analysis", "lookup",
    "repository", "rules", "editing", "circles", "circles.skills", "circles.minutes",
    "circles.planning", "circles.calendar", "trackers", "wording", "charts", "reports",
    "scaffold", "site", "cli", "__main__",
)  # fmt: skip
"""Each imports only from those before it, and from itself."""
DOORS = {"git": {"git"}, "mkdocs": {"site"}, "click": {"cli", "reports"}}
"""The rooms that know a library."""
CLOCKS = {
    "now", "today", "utcnow", "time", "time_ns", "monotonic", "monotonic_ns", "perf_counter",
    "localtime", "gmtime", "ctime", "clock_gettime", "getctime",
}  # fmt: skip
"""The functions of Python that say what time it is."""
MODULES = modules(PROJECT / "tooling" / PRODUCT)


def downward(name: str, tree: ast.Module) -> list[str]:
    """What a module imports from rooms below its own. Raises LookupError for what has no room."""
    here = ROOMS.index(room_of(name, ROOMS))
    targets = imported(tree, name, MODULES)
    return [target for target in targets if ROOMS.index(room_of(target, ROOMS)) > here]


def test_every_module_is_in_a_room_and_every_room_has_modules() -> None:
    inside = set(MODULES) - {PRODUCT}  # which stands around all rooms, and imports from none
    assert {room_of(name, ROOMS) for name in inside} == set(ROOMS)
    assert imported(MODULES[PRODUCT], PRODUCT, MODULES) == set()


def test_a_room_imports_only_from_rooms_above_it() -> None:
    wrong = {name: downward(name, tree) for name, tree in MODULES.items() if name != PRODUCT}
    assert {name: targets for name, targets in wrong.items() if targets} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import rindoku.cli.stale",
        "import rindoku.cli.stale as report",
        "from rindoku import cli",
        "from rindoku.cli import stale",
        "from rindoku.cli.stale import command",
        "from ..cli import stale",
        "from .. import cli",
        "def later():\n    from rindoku.cli.stale import command",
        "import_module('rindoku.cli.stale')",
        "importlib.import_module('rindoku.cli.stale')",
        "import_module(f'rindoku.cli.{name}')",
        "NAME = 'rindoku.cli.stale'",
        "NAME = 'rindoku.cli.' + name",
    ],
)
def test_no_way_of_importing_from_below_is_overlooked(source: str) -> None:
    assert downward("rindoku.records.circle", ast.parse(source)) != []


@pytest.mark.parametrize(
    "source",
    [
        "import_module(name)",
        "import_module('..cli.stale', __package__)",
        "import_module('.stale', package='rindoku.cli')",
        "NAME = 'rindoku.' + name",
        "import_module(f'rindoku.{name}')",
        "__import__(name)",
    ],
)
def test_an_import_that_cannot_be_told_from_reading_is_refused(source: str) -> None:
    with pytest.raises(LookupError):
        downward("rindoku.records.circle", ast.parse(source))


@pytest.mark.parametrize("name", ["rindoku.new_room", "rindoku.circles.new_part"])
def test_a_new_file_that_is_in_no_room_is_told(name: str) -> None:
    with pytest.raises(LookupError, match="is in no room"):
        room_of(name, ROOMS)


def test_a_library_with_one_door_is_imported_only_there() -> None:
    users: dict[str, set[str]] = {library: set() for library in DOORS}
    for name, tree in MODULES.items():
        for library in libraries(tree) & set(DOORS):
            users[library].add(room_of(name, ROOMS))
    assert users == DOORS


def test_sentences_stand_in_one_room() -> None:
    speaking = {name for name, tree in MODULES.items() if speaks(tree)}
    assert {room_of(name, ROOMS) for name in speaking} == {"locale", "wording", "site", "cli"}
    outside = {name for name in speaking if name.startswith(("rindoku.site", "rindoku.cli"))}
    assert outside == {"rindoku.site.pages", "rindoku.cli.speaking"}  # templates, help texts


def speaks(tree: ast.Module) -> bool:
    """Whether a module takes sentences from the catalogs of words."""
    named = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    return not {"gettext", "ngettext"}.isdisjoint(named)


def test_only_one_module_reads_the_clock() -> None:
    assert {name for name, tree in MODULES.items() if reads_the_clock(tree)} == {"rindoku.clock"}


def reads_the_clock(tree: ast.Module) -> bool:
    """Whether a module asks for the time, by itself or with what the library offers for it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            return True
        if isinstance(node, ast.Import | ast.ImportFrom):
            renamed = {alias.name for alias in node.names if alias.asname}
            if renamed & {"time", "datetime", "date"}:
                return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of = ast.unparse(node.func.value).split(".")[-1]
            if of in ("time", "datetime", "date", "path") and node.func.attr in CLOCKS:
                return True
    return False


def test_a_module_has_one_subject_and_stays_short() -> None:
    files = (PROJECT / "tooling" / PRODUCT).rglob("*.py")
    lengths = {path.name: len(path.read_text("utf-8").splitlines()) for path in files}
    assert {name: length for name, length in lengths.items() if length > 400} == {}
