"""Runs the rules over a catalog and gives each problem its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from rindoku.findings import Finding, Place, Problem
from rindoku.reading.catalog import Catalog, RecordFile
from rindoku.reading.policy_file import PolicyFile
from rindoku.rules.fields import CODES as FIELD_CODES
from rindoku.rules.registry import Rule, all_rules
from rindoku.rules.source import CODES as SOURCE_CODES
from rindoku.source.decoding import line_of


def check(catalog: Catalog, paths: Collection[str] | None = None) -> list[Finding]:
    """The findings of all records, or of those at ``paths``, in the order of files and lines."""
    rules = all_rules()
    policy = catalog.policy_file
    findings = list(_policy_findings(policy)) if paths is None or policy.path in paths else []
    for file in catalog.entries:
        if paths is None or file.path in paths:
            findings += _findings(file, catalog, rules)
    return sorted(findings, key=lambda f: (f.path, f.place.line, f.place.column, f.code))


def _findings(file: RecordFile[Any], catalog: Catalog, rules: Iterable[Rule]) -> Iterator[Finding]:
    _ = file.document  # kept from here on: rules and places ask for it again and again
    covered = file.validated.left_out
    for rule in rules:
        if rule.about and (file.model not in rule.about or file.record is None):
            continue
        for problem in rule.check(file, catalog):
            about_fields = rule.code in FIELD_CODES.values()
            if about_fields or problem.field is None or problem.field not in covered:
                yield _placed(file, rule, problem)


def _placed(file: RecordFile[Any], rule: Rule, problem: Problem) -> Finding:
    place = file.document.place(problem.at, on_key=problem.on_key)
    text = file.document.text
    return _finding(file.path, place, rule, problem, line_of(text, place.line))


def _policy_findings(file: PolicyFile) -> Iterator[Finding]:
    """The policy is TOML and has no rules of its own beyond its shape."""
    by_code = {rule.code: rule for rule in all_rules()}
    if file.path is None:
        return
    if file.error is not None:
        problem = file.error.problem
        place = problem.at if isinstance(problem.at, Place) else Place(1)
        yield _finding(
            file.path,
            place,
            by_code[SOURCE_CODES[file.error.trouble]],
            problem,
            line_of(file.text, place.line),
        )
    for mistake, problem in file.mistakes:
        place = file.place(problem.at)
        rule = by_code[FIELD_CODES[mistake]]
        yield _finding(file.path, place, rule, problem, line_of(file.text, place.line))


def _finding(path: str, place: Place, rule: Rule, problem: Problem, line: str) -> Finding:
    return Finding(path, place, rule.code, rule.severity, problem.message, problem.hint, line)
