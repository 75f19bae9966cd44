"""Findings as GitHub workflow commands: they appear on their lines in a pull request."""

from __future__ import annotations

import click

from rindoku.findings import Finding


def show(findings: list[Finding], records: int, prefix: str) -> None:
    """Print one workflow command a finding, and the count for the log."""
    for finding in findings:
        place = finding.place
        fields = f"file={_field(prefix + finding.path)},line={place.line},col={place.column}"
        title = _field(f"{finding.code}")
        text = _text(f"{finding.message}\nhint: {finding.hint}")
        click.echo(f"::{finding.severity} {fields},title={title}::{text}")
    click.echo(f"records checked: {records}; findings: {len(findings)}", err=True)


def _text(value: str) -> str:
    """Escaped as GitHub's runner unescapes it, so that no content becomes a command."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _field(value: str) -> str:
    return _text(value).replace(":", "%3A").replace(",", "%2C")
