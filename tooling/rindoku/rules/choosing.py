"""Which rules a team follows, for which files, and what their findings are worth to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from rindoku.findings import FieldPath, Finding, Problem
from rindoku.reading.mistakes import Mistake
from rindoku.reading.similar import did_you_mean
from rindoku.records import Policy
from rindoku.saying import say
from rindoku.source.problems import Trouble

ALWAYS_TOLD = frozenset(one.value.code for one in Trouble if one.value.severity == "error")
"""Of a file that cannot be read nothing else is known: nobody can do without these."""


@dataclass(frozen=True)
class Choice:
    """What the policy chooses, narrowed by ``select`` and ``ignore`` for a single run."""

    policy: Policy
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def of(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings that count, as what they count."""
        severity = self.policy.severity
        for one in findings:
            if one.code in ALWAYS_TOLD:
                yield one
            elif self._counts(one.code, one.path):
                worth = severity.get(_longest(severity, one.code))
                yield one._replace(severity=worth) if worth else one

    def _counts(self, code: str, path: str) -> bool:
        """Whether a rule is followed in a file: the longer of two beginnings decides."""
        chosen = _longest(self.select or self.policy.select, code)
        left_out = _longest([*self.policy.ignore, *self.ignore], code)
        return len(chosen) > len(left_out) and not _longest(self._left_out_in(path), code)

    def _left_out_in(self, path: str) -> Iterator[str]:
        for pattern, codes in self.policy.per_file_ignores.items():
            if fnmatchcase(path, pattern):
                yield from codes


def _longest(beginnings: Iterable[str], code: str) -> str:
    """The longest of the beginnings that a code has; empty where it has none."""
    return max((one for one in beginnings if code.startswith(one)), key=len, default="")


def wrong_choices(policy: Policy, codes: Collection[str]) -> Iterator[tuple[Mistake, Problem]]:
    """The rules named in a policy that there are not, and those that nobody can do without."""
    for at, given in _named(policy):
        if not any(code.startswith(given) for code in codes):
            hint = did_you_mean(given, sorted(codes)) or say("`rindoku rule` lists them")
            message = say("there is no rule %(code)s", code=given)
            yield Mistake.UNKNOWN_WORD, Problem(message, hint, at)
        elif given in ALWAYS_TOLD and at[0] != "select":
            message = say("%(code)s cannot be chosen: such a file is told in any case", code=given)
            hint = say("take it out; `exclude` names files that are no records")
            yield Mistake.UNKNOWN_WORD, Problem(message, hint, at)


def _named(policy: Policy) -> Iterator[tuple[FieldPath, str]]:
    """Each rule that a policy names, and where."""
    for name in ("select", "ignore"):
        for number, code in enumerate(getattr(policy, name)):
            yield (name, number), code
    for pattern, codes in policy.per_file_ignores.items():
        for number, code in enumerate(codes):
            yield ("per_file_ignores", pattern, number), code
    for code in policy.severity:
        yield ("severity", code), code
