"""Findings for programs."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field

from rindoku.findings import Finding, Severity
from rindoku.reports.documents import JsonDocument, JsonObject
from rindoku.reports.options import ReportOptions


class FindingRow(JsonObject):
    """Something to mend, and where."""

    path: Annotated[str, Field(description="from where the command was run")]
    line: Annotated[int, Field(description="from 1")]
    column: Annotated[int, Field(description="from 1, in characters")]
    code: Annotated[str, Field(description="the rule's; `rindoku rule CODE` explains it")]
    severity: Severity
    message: Annotated[str, Field(description="what is wrong")]
    hint: Annotated[str, Field(description="what to do")]

    @classmethod
    def of(cls, finding: Finding, options: ReportOptions) -> Self:
        """A finding, its path behind a prefix, in the words of a language."""
        return cls(
            path=f"{options.prefix}{finding.path}",
            line=finding.place.line,
            column=finding.place.column,
            code=finding.code,
            severity=finding.severity,
            message=options.words.tell(finding.message),
            hint=options.words.tell(finding.hint),
        )


class CheckDocument(JsonDocument):
    """What `rindoku check --format json` prints."""

    findings: list[FindingRow]


DOCUMENT = CheckDocument


def render(findings: list[Finding], options: ReportOptions) -> str:
    """The findings, in the order of their places."""
    rows = [FindingRow.of(finding, options) for finding in findings]
    return CheckDocument(findings=rows).dumped()
