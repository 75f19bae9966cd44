"""Runs the rules over a catalog and gives each problem its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from rindoku.bodies.targets import targets
from rindoku.findings import FIRST_LINE, Finding, Place, Problem, Rule
from rindoku.reading.catalog import Catalog, RecordFile
from rindoku.reading.mistakes import Mistake
from rindoku.reading.policy_file import PolicyFile
from rindoku.rules.choosing import Choice, wrong_choices
from rindoku.rules.facts import Facts
from rindoku.rules.registry import Check, all_checks, all_codes
from rindoku.rules.remembered import Own, RememberedFindings
from rindoku.rules.silences import UNUSED_SILENCE, Silence, heard, silences
from rindoku.saying import say
from rindoku.source.decoding import line_of, place_at
from rindoku.source.document import Document
from rindoku.source.problems import Trouble


def check(
    catalog: Catalog, paths: Collection[str] | None = None, choice: Choice | None = None
) -> list[Finding]:
    """The findings of all records, or of those at ``paths``, in the order of files and lines.

    ``choice`` says which rules count; left out, the policy does.
    """
    policy = catalog.policy_file
    checks = [one for one in all_checks() if not one.needs or policy.knows(*one.needs)]
    own = [one for one in checks if not one.asks_for_others]
    common = [one for one in checks if one.asks_for_others]
    codes = {one.code for one in checks} | {one.value.code for one in Mistake}
    remembered = RememberedFindings.of(catalog)
    findings = list(_policy_findings(policy)) if paths is None or policy.path in paths else []
    findings += [_lookalike(one) for one in catalog.lookalikes if paths is None or one in paths]
    for file in catalog.entries:
        if paths is None or file.path in paths:
            with file.borrowed():
                alone = _alone(file, catalog, own, remembered)
                found = [*alone.findings, *_asked(Facts(file, catalog, alone.links), common)]
                findings += _heard(file, found, alone.silences, codes)
    chosen = (choice or Choice(catalog.policy)).of(findings)
    return sorted(chosen, key=lambda f: (f.path, f.place.line, f.place.column, f.code))


def _heard(
    file: RecordFile[Any], found: list[Finding], silenced: list[Silence], codes: set[str]
) -> list[Finding]:
    """What no remark in the file silences, and what is wrong with such remarks."""
    if not silenced:
        return found
    left, wrong = heard(found, silenced, codes)
    return [*left, *(_placed(file, UNUSED_SILENCE, problem) for problem in wrong)]


def _alone(
    file: RecordFile[Any],
    catalog: Catalog,
    checks: Iterable[Check],
    remembered: RememberedFindings | None,
) -> Own:
    """What there is to say of a file whatever the other records say."""
    before = remembered.find(file) if remembered else None
    if before is not None:
        return before
    document = file.document  # kept from here on: rules and places ask for it again and again
    before = remembered.find(file) if remembered else None  # under the name that is known now
    if before is not None:
        return before
    findings = []
    if document.error is not None:
        findings.append(_placed(file, document.error.trouble.value, document.error.problem))
    findings += [_placed(file, mistake.value, said) for mistake, said in file.validated.mistakes]
    findings += _asked(Facts(file, catalog, []), checks)
    found = Own(findings, [*_links(document)], silences(document))
    if remembered:
        remembered.keep(file, found)
    return found


def _links(document: Document) -> Iterator[tuple[str, Place]]:
    begins = len(document.text) - len(document.body)
    for target in targets(document.body):
        if target.is_relative:
            yield target.link, place_at(document.text, begins + target.at)


def _asked(facts: Facts, checks: Iterable[Check]) -> Iterator[Finding]:
    """What some rules say of a record, as far as it could be read."""
    file = facts.file
    if file.record is None:
        return
    covered = file.validated.left_out
    for one in checks:
        if file.model in one.about:
            for problem in one.problems(facts):
                if problem.field is None or problem.field not in covered:
                    yield _placed(file, one, problem)


def _placed(file: RecordFile[Any], rule: Rule | Check, problem: Problem) -> Finding:
    place = file.document.place(problem.at, on_key=problem.on_key)
    return _finding(file.path, place, rule, problem, file.document.text)


def _lookalike(path: str) -> Finding:
    problem = Problem(
        say("this file is taken for no record, and could be for one"),
        say("name it YYYY-MM-DD-slug.md in its folder, or delete it"),
    )
    return _finding(path, FIRST_LINE, Trouble.LOOKALIKE.value, problem, "")


def _policy_findings(file: PolicyFile) -> Iterator[Finding]:
    """The policy is TOML and has no rules of its own beyond its shape."""
    if file.path is None:
        return
    if file.error is not None:
        problem = file.error.problem
        place = problem.at if isinstance(problem.at, Place) else Place(1)
        yield _finding(file.path, place, file.error.trouble.value, problem, file.text)
    for mistake, problem in (*file.mistakes, *wrong_choices(file.policy, all_codes())):
        yield _finding(file.path, file.place(problem.at), mistake.value, problem, file.text)


def _finding(path: str, place: Place, rule: Rule | Check, problem: Problem, text: str) -> Finding:
    line = line_of(text, place.line)
    return Finding(path, place, rule.code, rule.severity, problem.message, problem.hint, line)
