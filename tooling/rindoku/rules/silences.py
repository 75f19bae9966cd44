"""Remarks in a file that silence a rule at one place: `rindoku: ignore RK501 why`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from rindoku.bodies.prose import without_code
from rindoku.findings import Finding, Place, Problem, Rule
from rindoku.reading.similar import did_you_mean
from rindoku.saying import say
from rindoku.source.decoding import place_at
from rindoku.source.document import Document

UNUSED_SILENCE = Rule("RK013", "silence-is-needed", """
A remark that silences a rule stands where that rule would say something, and says why.

In front matter, `# rindoku: ignore RK310 why` behind a value silences the rule on that line; on a
line of its own, for what follows below it: a field with all that it holds, or an entry of a list.
In the text, `<!-- rindoku: ignore RK701 why -->` stands behind words of the line, or above the
paragraph; as the first thing in the text it counts for what is missing in the text as a whole. A
file that cannot be read at all is told in any case.

Why: A silence that outlives its reason hides the next mistake.

Bad:
    title: Checkout answered 502 for 38 minutes  # rindoku: ignore RK310

Good:
    title: Checkout answered 502 for 38 minutes
""", "warning")  # fmt: skip
_SIGN = "rindoku:"
_IN_FRONT_MATTER = re.compile(r"#[ \t]*rindoku:[ \t]*ignore\b(?P<rest>[^\n]*)")
_IN_BODY = re.compile(r"<!--\s*rindoku:\s*ignore\b(?P<rest>.*?)-->", re.DOTALL)
_CODES = re.compile(r"[\s:]*((?:RK\d+(?:[\s,、:：]+|$))+)", re.IGNORECASE)
_ENTRY = re.compile(r"[ \t]*(?:- )?")


class Silence(NamedTuple):
    """A remark: the rules that it names, the lines on which they are silent, and where it stands.

    Both lines count.
    """

    codes: tuple[str, ...]
    first: int
    last: int
    place: Place
    says_why: bool


def silences(document: Document) -> list[Silence]:
    """The remarks in a file that silence rules."""
    if _SIGN not in document.text:
        return []
    return [*_in_front_matter(document), *_in_body(document)]


def _in_front_matter(document: Document) -> Iterator[Silence]:
    lines = document.text.split("\n")[: document.closing_line]
    for number, line in enumerate(lines, start=1):
        found = _IN_FRONT_MATTER.search(line)
        if found is None:
            continue
        first = last = number
        if not line[: found.start()].strip():
            first, last = _what_follows(lines, number)
        yield _silence(found, first, last, Place(number, found.start() + 1))


def _what_follows(lines: list[str], number: int) -> tuple[int, int]:
    """The lines of the field or entry below a line, with all that it holds."""
    below = [n for n in range(number, len(lines)) if not lines[n].lstrip().startswith(("#", "\r"))]
    begin = next((n for n in below if lines[n].strip()), number - 1)
    indent = len(lines[begin]) - len(lines[begin].lstrip())
    is_entry = lines[begin].lstrip().startswith("- ")
    end = begin
    for n in range(begin + 1, len(lines) - 1):
        line = lines[n]
        depth = len(line) - len(line.lstrip())
        is_list = not is_entry and depth == indent and line.lstrip().startswith("- ")
        if line.strip() and depth <= indent and not is_list:
            break
        end = n
    return begin + 1, end + 1


def _in_body(document: Document) -> Iterator[Silence]:
    begins = len(document.text) - len(document.body)
    body = without_code(document.body)
    is_first = True
    last_end = 0
    for found in _IN_BODY.finditer(body):
        is_first = is_first and not body[last_end : found.start()].strip()
        last_end = found.end()
        place = place_at(document.text, begins + found.start())
        before = body[body.rfind("\n", 0, found.start()) + 1 : found.start()]
        line_end = body.find("\n", found.end())
        after = body[found.end() : line_end if line_end >= 0 else len(body)]
        first = last = place_at(document.text, begins + found.end()).line
        if not before.strip(" \t>") and not after.strip():
            first, last = _paragraph(body, found.end(), first)
            first = document.closing_line if is_first else first
        yield _silence(found, first, last, place)


def _paragraph(body: str, at: int, line: int) -> tuple[int, int]:
    """The lines of the paragraph behind a remark that stands alone."""
    rest = _IN_BODY.sub(lambda remark: "\n" * remark[0].count("\n"), body[at:])
    lines = rest.split("\n")
    begin = next((n for n, text in enumerate(lines) if text.strip()), 0)
    end = next((n for n in range(begin, len(lines)) if not lines[n].strip()), len(lines))
    return line, line + max(end - 1, 0)


def _silence(found: re.Match[str], first: int, last: int, place: Place) -> Silence:
    codes = _CODES.match(found["rest"])
    named = tuple(re.findall(r"RK\d+", codes[1].upper())) if codes else ()
    why = found["rest"][codes.end() :] if codes else ""
    return Silence(named, first, last, place, bool(why.strip(" \t\r\n-–—:")))


def heard(
    findings: Iterable[Finding], silenced: Collection[Silence], codes: Collection[str]
) -> tuple[list[Finding], list[Problem]]:
    """The findings that no remark silences, and what is wrong with the remarks.

    ``codes`` are the rules that can be silenced here.
    """
    left, used = [], set[tuple[Silence, str]]()
    for finding in findings:
        by = [one for one in silenced if finding.code in codes and _silences(one, finding)]
        used.update((one, finding.code) for one in by)
        if not by:
            left.append(finding)
    return left, [problem for one in silenced for problem in _wrong(one, used, codes)]


def _silences(one: Silence, finding: Finding) -> bool:
    return one.first <= finding.place.line <= one.last and finding.code in one.codes


def _wrong(
    one: Silence, used: Collection[tuple[Silence, str]], codes: Collection[str]
) -> Iterator[Problem]:
    form = say("write it as `rindoku: ignore RK310 why`")
    if not one.codes:
        yield Problem(say("this remark names no rule"), form, one.place)
    for code in one.codes:
        if code not in codes:
            hint = did_you_mean(code, sorted(codes)) or form
            yield Problem(say("%(code)s is no rule to be silenced", code=code), hint, one.place)
        elif (one, code) not in used:
            message = say("%(code)s has nothing to say here", code=code)
            yield Problem(message, say("delete the remark"), one.place)
        elif not one.says_why:
            message = say("this remark does not say why %(code)s is wrong here", code=code)
            yield Problem(message, say("add it behind the code"), one.place)
