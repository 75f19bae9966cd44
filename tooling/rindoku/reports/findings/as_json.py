"""Findings for programs."""

from __future__ import annotations

import json

from rindoku.findings import Finding
from rindoku.reports.options import ReportOptions


def render(findings: list[Finding], options: ReportOptions) -> str:
    """`{"findings": [{path, line, column, code, severity, message, hint}]}`."""
    rows = [
        {
            "path": f"{options.prefix}{finding.path}",
            "line": finding.place.line,
            "column": finding.place.column,
            "code": finding.code,
            "severity": finding.severity,
            "message": finding.message,
            "hint": finding.hint,
        }
        for finding in findings
    ]
    return json.dumps({"findings": rows}, ensure_ascii=False, indent=2)
