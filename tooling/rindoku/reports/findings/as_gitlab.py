"""Findings as GitLab's code quality report: they appear in the merge request.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json

from rindoku.findings import Finding
from rindoku.reports.options import ReportOptions
from rindoku.rules.fingerprints import with_fingerprints
from rindoku.text import printable
from rindoku.wording.findings import hint


def render(findings: list[Finding], options: ReportOptions) -> str:
    """One entry a finding."""
    words = options.words
    entries = [
        {
            "description": f"{finding.code} {printable(words.tell(finding.message))} "
            f"({printable(hint(finding, words))})",
            "check_name": finding.code,
            "fingerprint": name,
            "severity": "major" if finding.severity == "error" else "minor",
            "location": {
                "path": printable(options.prefix + finding.path),
                "lines": {"begin": finding.place.line},
            },
        }
        for finding, name in with_fingerprints(findings)
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2)
