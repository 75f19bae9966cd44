"""The register of rules: the single source of codes, severities and documentation.

A rule is a function of one record's file (and the catalog around it) that yields problems. Its
docstring is what a person reads: the first paragraph says what the rule asks for, ``Why:`` says
why, ``Bad:`` and ``Good:`` show front matter (or a whole file, where it starts with ``---``).
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any

from rindoku.findings import Problem, Severity
from rindoku.reading.catalog import Catalog, RecordFile
from rindoku.records.base import Model

Check = Callable[[RecordFile[Any], Catalog], Iterator[Problem]]

# in the order in which they are run and documented
_MODULES = ("source", "fields", "records", "action_items", "references", "sections", "circles")
_SECTION = re.compile(r"^(Why|Bad|Good):[ \n]", re.MULTILINE)


@dataclass(frozen=True)
class Rule:
    """A rule with its documentation. ``about`` are the records it looks at; none means any."""

    code: str
    name: str
    severity: Severity
    about: tuple[type[Model], ...]
    check: Check

    @property
    def what(self) -> str:
        """What it asks for."""
        return self._documentation["What"]

    @property
    def why(self) -> str:
        """Why that is asked for."""
        return self._documentation["Why"]

    @property
    def bad(self) -> str:
        """Front matter (or a whole file) that breaks it."""
        return self._documentation["Bad"]

    @property
    def good(self) -> str:
        """The same, mended."""
        return self._documentation["Good"]

    @cached_property
    def _documentation(self) -> dict[str, str]:
        """The parts of the function's docstring, from the source text: ``-OO`` takes it away."""
        (function,) = ast.parse(inspect.getsource(self.check)).body
        assert isinstance(function, ast.FunctionDef)
        what, *rest = _SECTION.split(ast.get_docstring(function) or "")
        parts = dict(zip(rest[::2], rest[1::2], strict=True))
        texts = {name: inspect.cleandoc(part).strip("\n") for name, part in parts.items()}
        return {"What": what.strip(), **texts}


_rules: dict[str, Rule] = {}


def rule(code: str, *about: type[Model], severity: Severity = "error") -> Callable[[Check], Check]:
    """Register a function as the rule with this code."""

    def register(check: Check) -> Check:
        name = check.__name__.replace("_", "-")
        if code in _rules:
            raise ValueError(f"two rules are called {code}")
        _rules[code] = Rule(code, name, severity, about, check)
        return check

    return register


def all_rules() -> list[Rule]:
    """Every rule, in the order of the codes."""
    for module in _MODULES:
        import_module(f"rindoku.rules.{module}")
    return sorted(_rules.values(), key=lambda one: one.code)
