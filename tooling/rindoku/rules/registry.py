"""The register of rules: the single source of codes, severities and documentation.

A rule is a function that yields problems; its parameters say what it asks for (see ``Facts``). Its
docstring is what a person reads, laid out as ``Rule`` says.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import rindoku.rules
from rindoku.findings import Problem, Rule, Severity
from rindoku.reading.mistakes import Mistake
from rindoku.rules.facts import EVERY, Facts, Models, fact
from rindoku.rules.silences import UNUSED_SILENCE
from rindoku.source.problems import Trouble

Function = Callable[..., Iterator[Problem]]


@dataclass(frozen=True)
class Check:
    """A rule that is a function. ``about`` are the models whose records it looks at.

    ``needs`` are tables of the policy: where one of them could not be read, it stays silent. One
    that ``asks_for_others`` may say something else when another record changes.
    """

    code: str
    severity: Severity
    needs: tuple[str, ...]
    about: Models
    function: Function
    answers: tuple[Callable[[Facts], Any], ...]
    asks_for_others: bool

    def problems(self, facts: Facts) -> Iterator[Problem]:
        """What it has to say about a record of the models that it is about."""
        return self.function(*[answer(facts) for answer in self.answers])

    @cached_property
    def rule(self) -> Rule:
        """Its documentation, from the function's source text: ``-OO`` takes the docstring away."""
        (function,) = ast.parse(inspect.getsource(self.function)).body
        assert isinstance(function, ast.FunctionDef)
        name = function.name.replace("_", "-")
        return Rule(self.code, name, ast.get_docstring(function) or "", self.severity)


_OF_FILES = [*(kind.value for kind in (*Trouble, *Mistake)), UNUSED_SILENCE]
"""The rules that are no functions."""
_checks: dict[str, Check] = {}


def rule(
    code: str, *, severity: Severity = "error", needs: tuple[str, ...] = ()
) -> Callable[[Function], Function]:
    """Register a function as the rule with this code.

    Raises TypeError for a parameter that nothing is known about, and where no record has it all.
    """

    def register(function: Function) -> Function:
        if code in _checks:
            raise ValueError(f"two rules are called {code}")
        _checks[code] = _resolved(code, severity, needs, function)
        return function

    return register


def _resolved(code: str, severity: Severity, needs: tuple[str, ...], function: Function) -> Check:
    names = [*inspect.signature(function).parameters]
    try:
        facts = [fact(name) for name in names]
    except LookupError as error:
        raise TypeError(f"{code} ({function.__name__}): {error}") from None
    about = EVERY.intersection(*(models for _, models in facts))
    if not about:
        raise TypeError(f"{code} ({function.__name__}): no record has {' and '.join(names)}")
    answers = tuple(answer for answer, _ in facts)
    return Check(code, severity, needs, about, function, answers, "catalog" in names)


def all_checks() -> list[Check]:
    """Every rule that is a function in this folder, in the order of the codes."""
    for module in iter_modules(rindoku.rules.__path__):
        import_module(f"rindoku.rules.{module.name}")
    return [_checks[code] for code in sorted(_checks)]


def all_codes() -> set[str]:
    """The code of every rule."""
    return {rule.code for rule in _OF_FILES} | {check.code for check in all_checks()}


def all_rules() -> list[Rule]:
    """Every rule with its documentation, in the order of the codes."""
    return sorted([*_OF_FILES, *(check.rule for check in all_checks())], key=lambda one: one.code)
