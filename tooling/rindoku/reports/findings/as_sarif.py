"""Findings as SARIF 2.1.0, for code scanning and for editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from rindoku import __version__
from rindoku.findings import Finding, Rule
from rindoku.locale import Words
from rindoku.reports.options import ReportOptions
from rindoku.rules.fingerprints import with_fingerprints
from rindoku.rules.registry import all_rules
from rindoku.text import printable
from rindoku.wording.findings import hint
from rindoku.wording.rules import explanation, what

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(findings: list[Finding], options: ReportOptions) -> str:
    """One run, with every rule, whether it found something or not."""
    rules = all_rules()
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "rindoku",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule, options.words) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "the repository's top"}}},
        "results": [
            _result(finding, name, numbers, options)
            for finding, name in with_fingerprints(findings)
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(rule: Rule, words: Words) -> dict[str, Any]:
    text, asked = explanation(rule, words), what(rule, words)
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": asked.partition("\n")[0]},
        "fullDescription": {"text": asked},
        "help": {"text": text, "markdown": f"```text\n{text}\n```"},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(
    finding: Finding, name: str, numbers: Mapping[str, int], options: ReportOptions
) -> dict[str, Any]:
    words = options.words
    said = f"{printable(words.tell(finding.message))}\n{printable(hint(finding, words))}"
    uri = quote(f"{options.prefix}{finding.path}".encode("utf-8", "surrogateescape"))
    region = {"startLine": finding.place.line, "startColumn": finding.place.column}
    location = {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}, "region": region}
    return {
        "ruleId": finding.code,
        "ruleIndex": numbers[finding.code],
        "level": finding.severity,
        "message": {"text": said},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"rindoku/v1": name},
    }
