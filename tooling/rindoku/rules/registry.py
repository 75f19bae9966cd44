"""The register of rules: the single source of codes, severities and documentation.

A rule is a function of one record's file (and the catalog around it) that yields problems. Its
docstring is what a person reads: the first paragraph says what the rule asks for, ``Why:`` says
why, ``Bad:`` and ``Good:`` show front matter (or a whole file, where it starts with ``---``).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
    what: str
    why: str
    bad: str
    good: str


_rules: dict[str, Rule] = {}


def rule(code: str, *about: type[Model], severity: Severity = "error") -> Callable[[Check], Check]:
    """Register a function as the rule with this code."""

    def register(check: Check) -> Check:
        what, parts = _documentation(check)
        name = check.__name__.replace("_", "-")
        if code in _rules:
            raise ValueError(f"two rules are called {code}")
        _rules[code] = Rule(
            code, name, severity, about, check, what, parts["Why"], parts["Bad"], parts["Good"]
        )
        return check

    return register


def all_rules() -> list[Rule]:
    """Every rule, in the order of the codes."""
    for module in _MODULES:
        import_module(f"rindoku.rules.{module}")
    return sorted(_rules.values(), key=lambda one: one.code)


def _documentation(check: Check) -> tuple[str, dict[str, str]]:
    text = inspect.cleandoc(check.__doc__ or "")
    what, *rest = _SECTION.split(text)
    parts = dict(zip(rest[::2], rest[1::2], strict=True))
    return what.strip(), {name: inspect.cleandoc(part).strip("\n") for name, part in parts.items()}
