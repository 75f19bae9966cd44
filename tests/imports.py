"""What a module of the product imports, however it is written, and the room that is in."""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterator, Sequence
from pathlib import Path

PRODUCT = "rindoku"
_NAME = re.compile(rf"{PRODUCT}(\.\w*)*")
_ANY = f"{PRODUCT}.?"


def modules(package: Path) -> dict[str, ast.Module]:
    """Every module in a package by its dotted name, parsed."""
    paths = {_dotted(path, package): path for path in sorted(package.rglob("*.py"))}
    return {name: ast.parse(path.read_text("utf-8")) for name, path in paths.items()}


def room_of(name: str, rooms: Sequence[str]) -> str:
    """The room that a module lies in. Raises LookupError where it lies in none.

    A room that is divided holds nothing but its parts.
    """
    inside = name.removeprefix(PRODUCT).removeprefix(".")
    around = [room for room in rooms if inside == room or inside.startswith(f"{room}.")]
    room = max(around, key=len, default=None)
    is_divided = any(other.startswith(f"{room}.") for other in rooms)
    if room is None or (is_divided and inside != room):
        raise LookupError(f"{name} is in no room")
    return room


def imported(tree: ast.Module, name: str, known: Container[str]) -> set[str]:
    """The product's modules that a module imports or names in a text.

    A text that begins like a module's name counts as that module: an import by string needs one.
    What nobody can tell from reading is `rindoku.?`, which lies in no room.
    """
    found = {target for target in _targets(tree, name, known) if _NAME.fullmatch(target)}
    return (found | set(_by_string(tree, known))) - {PRODUCT}


def libraries(tree: ast.Module) -> set[str]:
    """The packages that a module imports from, by their first names."""
    return {target.split(".")[0] for target in _targets(tree, "", ())}


def _targets(tree: ast.Module, name: str, known: Container[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            here = name.split(".")
            base = here[: len(here) - node.level] if node.level else []
            module = ".".join([*base, *filter(None, [node.module])])
            for alias in node.names:
                inner = f"{module}.{alias.name}"
                yield inner if inner in known else module


def _by_string(tree: ast.Module, known: Container[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            beginning = node.value.rstrip(".")
            if _NAME.fullmatch(node.value) and beginning in known:
                yield beginning if beginning != PRODUCT or node.value == PRODUCT else _ANY
        elif isinstance(node, ast.Call) and _name(node.func) in ("import_module", "__import__"):
            text = node.args[0] if node.args else None
            if isinstance(text, ast.JoinedStr):
                text = text.values[0]
            is_told = isinstance(text, ast.Constant) and str(text.value).startswith(f"{PRODUCT}.")
            yield PRODUCT if is_told else _ANY


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _dotted(path: Path, package: Path) -> str:
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
