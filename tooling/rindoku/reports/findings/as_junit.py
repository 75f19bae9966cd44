"""Findings as JUnit's XML, which every CI can show: a test for each record that has some.

https://github.com/testmoapp/junitxml describes what is common in it.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from xml.etree.ElementTree import Element, SubElement, tostring

from rindoku.findings import Finding
from rindoku.reports.options import ReportOptions
from rindoku.text import printable
from rindoku.wording.findings import hint, severity_name


def render(findings: list[Finding], options: ReportOptions) -> str:
    """A suite with a test for each rule that found something in a record; errors fail it."""
    tests = [
        (path, code, [*found])
        for (path, code), found in groupby(
            sorted(findings, key=attrgetter("path", "code", "place")), attrgetter("path", "code")
        )
    ]
    failed = [found for _, _, found in tests if found[0].severity == "error"]
    count = str(len(tests) or 1)
    suites = Element("testsuites", name="rindoku", tests=count, failures=str(len(failed)))
    suite = SubElement(
        suites, "testsuite", name="rindoku check", tests=count, failures=str(len(failed)),
        errors="0", skipped="0",
    )  # fmt: skip
    for path, code, found in tests:
        _test(suite, printable(options.prefix + path), code, found, options)
    if not tests:
        SubElement(suite, "testcase", classname="rindoku", name="check")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode")


def _test(
    suite: Element, path: str, code: str, found: list[Finding], options: ReportOptions
) -> None:
    first, words = found[0], options.words
    test = SubElement(suite, "testcase", classname=path, name=code, file=path)
    told = "\n".join(
        f"{path}:{one.place.line}:{one.place.column}: {printable(words.tell(one.message))}\n"
        f"  {printable(hint(one, words))}"
        for one in found
    )
    if first.severity == "error":
        message = printable(words.tell(first.message))
        SubElement(test, "failure", type=code, message=message).text = told
    else:
        SubElement(test, "system-out").text = f"{severity_name(first.severity, words)}: {told}"
