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
from rindoku.source.sections import Section, parse, section_of, usual_title


@rule("RK501", needs=("sections",))
def sections_present(
    postmortem: Postmortem, file: RecordFile[Any], document: Document, policy: Policy
) -> Iterator[Problem]:
    """From `in-review` on, a postmortem has the sections that the policy asks for.

    Headings may be English or Japanese: `## 概要` is `## Summary`. Drafts and external
    postmortems may leave any out.

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
    wanted = _wanted(postmortem, file, policy)
    if not wanted:
        return
    missing = [name for name in wanted if name not in _names(document.sections)]
    if missing:  # the line scan does not know every way to write a heading
        missing = [name for name in wanted if name not in _names(parse(document.body))]
    for name in missing:
        titles = dict.fromkeys(usual_title(name, language) for language in LANGUAGES)
        shown = " or ".join(f"`## {title}`" for title in titles)
        yield Problem(
            say("the section %(shown)s is missing", shown=shown),
            say("add it with a sentence or two, or make it a draft"),
            Place(document.closing_line),
        )


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
    wanted = set(_wanted(postmortem, file, policy))
    if not wanted:
        return
    sections = document.sections
    written = {section_of(section.title) for section in sections if not section.is_empty}
    for section in sections:
        name = section_of(section.title)
        if section.is_empty and name in wanted - written:
            yield Problem(
                say("the section `%(title)s` is empty", title=section.title),
                say("write a sentence or two under it"),
                Place(document.closing_line + section.line),
            )


def _wanted(postmortem: Postmortem, file: RecordFile[Any], policy: Policy) -> list[str]:
    if postmortem.status == "draft" or postmortem.is_external or file.is_left_out("source"):
        return []
    return [section_of(name) for name in policy.sections]


def _names(sections: list[Section]) -> set[str]:
    return {section_of(section.title) for section in sections}
