"""RK5: the body says what the policy asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rindoku.findings import Place, Problem
from rindoku.locale import LANGUAGES
from rindoku.reading.catalog import RecordFile
from rindoku.records import Policy, Postmortem
from rindoku.rules.registry import rule
from rindoku.saying import say
from rindoku.source.document import Document
from rindoku.source.headings import Headings, headings_of, usual_title
from rindoku.source.sections import Section, nearly_headings, parse


@rule("RK501", needs=("sections",))
def sections_present(
    postmortem: Postmortem, file: RecordFile[Any], document: Document, policy: Policy
) -> Iterator[Problem]:
    """From `in-review` on, a postmortem has the sections that the policy asks for.

    Headings may be English or Japanese, numbered, marked and in brackets, under any name in use:
    `## 1. 【障害概要】` is `## Summary`. The policy's `headings` adds a team's own names.
    Drafts and external postmortems may leave any out.

    Why: The reader knows where to look, and the writer what to think about.

    Bad:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: final
        severity: SEV2
        ---
        ## Summary
        Checkout answered 502.

    Good:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: final
        severity: SEV2
        ---
        ## Summary
        Checkout answered 502.
        ## Impact
        One order in five failed.
        ## Timeline
        10:02 the pool was exhausted.
        ## Contributing factors
        The pool had no alert.
        ## Lessons learned
        Pools need alerts.
    """
    wanted, headings = _wanted(postmortem, file, document, policy), headings_of(policy)
    missing = wanted.keys() - _opened(document.sections, headings)
    if missing:  # the line scan does not know every way to write a heading
        missing -= _opened(parse(document.body), headings)
    meant = nearly_headings(document.body) if missing else []
    for section in (name for name in wanted if name in missing):
        yield _missing(section, wanted[section], meant, headings, document.closing_line)


@rule("RK502", needs=("sections",))
def sections_written(
    postmortem: Postmortem, file: RecordFile[Any], document: Document, policy: Policy
) -> Iterator[Problem]:
    """From `in-review` on, the sections that the policy asks for are not empty.

    A comment left over from the template does not count as text.

    Why: An empty heading looks done in the table of contents.

    Bad:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: final
        severity: SEV2
        ---
        ## Summary
        ## Impact
        One order in five failed.
        ## Timeline
        10:02 the pool was exhausted.
        ## Contributing factors
        The pool had no alert.
        ## Lessons learned
        Pools need alerts.

    Good:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: final
        severity: SEV2
        ---
        ## Summary
        Checkout answered 502.
        ## Impact
        One order in five failed.
        ## Timeline
        10:02 the pool was exhausted.
        ## Contributing factors
        The pool had no alert.
        ## Lessons learned
        Pools need alerts.
    """
    wanted, headings = _wanted(postmortem, file, document, policy), headings_of(policy)
    sections = document.sections
    written = _opened([one for one in sections if not one.is_empty], headings)
    for section in sections:
        names = headings.sections_of(section.title) if wanted and section.is_empty else ()
        if any(name in wanted and name not in written for name in names):
            yield Problem(
                say("the section `%(title)s` is empty", title=section.title),
                say("write a sentence or two under it"),
                Place(document.closing_line + section.line),
            )


def _missing(
    section: str,
    asked: str,
    meant: list[tuple[str, str, int]],
    headings: Headings,
    closing_line: int,
) -> Problem:
    """A section that is missing; where a line is nearly its heading, told there."""
    shown = " or ".join(f"`## {title}`" for title in _titles(section, asked))
    for line, title, at in meant:
        opened = headings.sections_of(title) if headings.knows(title) else headings.nearly(title)
        if section in opened:
            right = title if headings.knows(title) else _title_like(title, section, asked)
            return Problem(
                say(
                    "the section %(shown)s is missing; `%(line)s` is nearly it",
                    shown=shown,
                    line=line,
                ),
                say("write `## %(right)s`", right=right),
                Place(closing_line + at),
            )
    return Problem(
        say("the section %(shown)s is missing", shown=shown),
        say("add it with a sentence or two, or make it a draft"),
        Place(closing_line),
    )


def _titles(section: str, asked: str) -> list[str]:
    """What the section may be called: in both languages, or as the team's policy calls it."""
    if asked != section:
        return [asked]
    return list(dict.fromkeys(usual_title(section, language) for language in LANGUAGES))


def _title_like(title: str, section: str, asked: str) -> str:
    """The usual heading of a section, in the language of one that is not quite right."""
    return usual_title(section, "en" if title.isascii() else "ja") if asked == section else asked


def _wanted(
    postmortem: Postmortem, file: RecordFile[Any], document: Document, policy: Policy
) -> dict[str, str]:
    """The sections that are asked for, with the words that the policy asks with.

    A draft needs none; a status that cannot be read may be meant as any other.
    """
    is_misspelt = file.is_left_out("status") and document.data.get("status") is not None
    is_draft = postmortem.status == "draft" and not is_misspelt
    if is_draft or postmortem.is_external or file.is_left_out("source"):
        return {}
    return headings_of(policy).asked_for


def _opened(sections: list[Section], headings: Headings) -> set[str]:
    return {name for section in sections for name in headings.sections_of(section.title)}
