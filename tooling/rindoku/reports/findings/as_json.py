"""Findings for programs."""

from __future__ import annotations

import json

import click

from rindoku.findings import Finding


def show(findings: list[Finding], records: int, prefix: str) -> None:
    """Print `{"findings": [{path, line, column, code, severity, message, hint}]}`."""
    rows = [
        {
            "path": f"{prefix}{finding.path}",
            "line": finding.place.line,
            "column": finding.place.column,
            "code": finding.code,
            "severity": finding.severity,
            "message": finding.message,
            "hint": finding.hint,
        }
        for finding in findings
    ]
    click.echo(json.dumps({"findings": rows}, ensure_ascii=False, indent=2))
