"""Every mistake gives one finding, at its place, in a person's words.

In the tables below ``▸`` stands right before the place that the finding has to name. The fields
of a case are put into a sound record, in the place of its own fields of the same name.
"""

from __future__ import annotations

import re

import pytest

from rindoku.findings import Finding, Place
from rindoku.reading.catalog import read_catalog
from rindoku.rules.check import check
from rindoku.source.tree import WorkingTree
from tests.conftest import Repository

POSTMORTEM = """\
title: Checkout answered 502 for 38 minutes
date: 2026-03-14
status: draft
severity: SEV2
"""
SECTIONS = "".join(f"## {n}\nSaid.\n" for n in ("概要", "影響", "経緯", "原因", "教訓"))
CIRCLE = """\
title: Reading circle
kind: reading
date: 2026-06-10
status: planned
"""
SKILL_MAP = """\
skills: [docker]
people: []
"""
ITEM = """\
id: A1
title: Alert on pool usage
status: open
priority: P1
owner: "@ken"
due: 2026-04-01
"""

Table = dict[str, tuple[str, str]]

YAML: Table = {
    "a tab as indentation": ("RK007", "action_items:\n▸\t- id: A1\n"),
    "a tab in an indentation": ("RK007", "note:\n  a: b\n▸\tc: d\n"),
    "a line of one tab": ("RK007", "a: b\n▸\t\nc: d\n"),
    "a quotation mark that is never closed": ("RK007", 'note: ▸"abc\nmore: x\n'),
    "an apostrophe in single quotes": ("RK007", "note: 'it'▸s'\n"),
    "text after a quotation": ("RK007", 'note: "abc" ▸def\n'),
    "text after a bracket": ("RK007", "note: [重要] ▸障害\n"),
    "a bracket too many": ("RK007", "note: [a]▸]\n"),
    "a bracket that is never closed": ("RK007", "note: ▸[a, b\nmore: x\n"),
    "a brace that is never closed": ("RK007", "note: ▸{a: b\nmore: x\n"),
    "a bracket without content": ("RK007", "note: [\n▸"),
    "a comma missing in a list": ("RK007", 'note: ▸["a" "b"]\n'),
    "a comma missing in braces": ("RK007", "note: ▸{a: 1 b: 2}\n"),
    "a colon in a text": ("RK007", "note: Checkout▸: answered 502\n"),
    "a field without a colon": ("RK007", "▸note\n"),
    "a field without a space": ("RK007", "▸note:text\nmore: x\n"),
    "a full-width colon": ("RK007", "owner▸：@ken\n"),
    "a full-width colon in the middle": ("RK007", "note▸： a\nmore: x\n"),
    "a full-width space as indentation": ("RK007", "action_items:\n▸　- id: A1\n　　title: x\n"),
    "a no-break space as indentation": ("RK007", "action_items:\n▸\xa0- id: A1\n"),
    "a field that is indented too far": ("RK007", "action_items:\n  - id: A1\n     title▸: t\n"),
    "a field that is indented too little": ("RK007", "action_items:\n  - id: A1\n   ▸title: t\n"),
    "a list entry that is out of line": ("RK007", "tags:\n  - a\n ▸- b\n"),
    "a field in a list": ("RK007", "tags:\n  - a\n  ▸b: c\n"),
    "a handle without quotes": ("RK007", "authors: [▸@mika]\n"),
    "a backtick": ("RK007", "note: ▸`a`\n"),
    "a percent sign": ("RK007", "note: ▸%a\n"),
    "a star": ("RK007", "note: ▸*bold*\n"),
    "an ampersand": ("RK007", "note: ▸& b\n"),
    "a comma first": ("RK007", "note: ▸,a\n"),
    "a closing bracket first": ("RK007", "note: ▸]\n"),
    "text beside a block's sign": ("RK007", "note: |▸abc\n"),
    "an indentation of nothing": ("RK007", "note: |▸0\n"),
    "a backslash that starts nothing": ("RK007", 'note: "▸\\q"\n'),
    "half a character": ("RK007", 'note: "\\u▸d800"\n'),
    "a list within a line": ("RK007", "note: ▸- a\n"),
    "an end of data": ("RK007", "...\n▸note: a\n"),
    "an undefined tag": ("RK007", "note: ▸!e!x a\n"),
    "a merge conflict": ("RK007", "▸<<<<<<< HEAD\nnote: 1\n=======\nnote: 2\n>>>>>>> b\n"),
    "braces of a template": ("RK010", "note: {▸{ a }}\n"),
    "a tag": ("RK010", "note: ▸!important a\n"),
    "a merge": ("RK010", "base: &b {a: c}\n▸<<: *b\n"),
    "a field twice": ("RK009", "severity: SEV2\n▸severity: SEV3\n"),
    "a field twice in an item": ("RK009", "action_items:\n  - id: A1\n    a: b\n    ▸a: c\n"),
    "a field twice in braces": ("RK009", "note: {a: 1, ▸a: 2}\n"),
    "a control character": ("RK004", "note: a▸\x1b[31mb\n"),
    "a list nested without end": ("RK011", "note: " + "[" * 23 + "▸[" + "[" * 900 + "\n"),
}

FIELDS: Table = {
    "a title that is empty": ("RK102", 'title: ▸""\n'),
    "a title that is a list": ("RK102", "title: ▸[a]\n"),
    "a title that is too long": ("RK102", f"title: ▸{'long ' * 41}\n"),
    "a title without a value": ("RK101", "title:▸\n"),
    "a day of no calendar": ("RK102", "date: ▸2026-02-30\n"),
    "a day without zeros": ("RK102", "date: ▸2026-3-14\n"),
    "a day without dashes": ("RK102", "date: ▸20260314\n"),
    "a day with slashes": ("RK102", "date: ▸2026/03/14\n"),
    "a day with a time": ("RK102", "date: ▸2026-03-14T10:00:00\n"),
    "a day in full-width digits": ("RK102", "date: ▸２０２６-03-14\n"),
    "a day in Japanese": ("RK102", "date: ▸2026年3月14日\n"),
    "a day that is a list": ("RK102", "date: ▸[2026-03-14]\n"),
    "a day that is an empty text": ("RK102", 'date: ▸""\n'),
    "another day than the file name's": ("RK201", "date: ▸2026-03-15\n"),
    "an unknown status": ("RK103", "status: ▸finished\n"),
    "a status in capitals": ("RK103", "status: ▸Final\n"),
    "an unknown kind": ("RK103", "kind: ▸accident\n"),
    "an unknown severity": ("RK205", "severity: ▸SEV9\n"),
    "a severity that is a number": ("RK205", "severity: ▸2\n"),
    "an unknown visibility": ("RK103", "visibility: ▸secret\n"),
    "an unknown detector": ("RK103", "detected_by: ▸luck\n"),
    "services as a text": ("RK102", "services: ▸checkout\n"),
    "services as a mapping": ("RK102", "services: ▸{checkout: 1}\n"),
    "an empty service": ("RK102", 'services: [a, ▸""]\n'),
    "a list in a list": ("RK102", "tags: [a, ▸[b]]\n"),
    "null in a list": ("RK102", "tags: [a, ▸~]\n"),
    "an entry without a value": ("RK102", "tags:\n  - a\n  -▸\n"),
    "a time without a day": ("RK102", "started: ▸10:02\n"),
    "a day without a time": ("RK102", "started: ▸2026-03-14\n"),
    "a time of no clock": ("RK102", "started: ▸2026-03-14T25:00\n"),
    "a time zone by name": ("RK102", "started: ▸2026-03-14T10:02 JST\n"),
    "a time before there were clocks": ("RK102", "started: ▸0001-01-01T00:00+09:00\n"),
    "a time after all times": ("RK102", "started: ▸9999-12-31T23:59-09:00\n"),
    "a start on another day": ("RK204", "started: ▸2026-03-12T10:02:00+09:00\n"),
    "an end before the start": (
        "RK203",
        "started: 2026-03-14T10:02\nresolved: ▸2026-03-14T09:40\n",
    ),
    "a source that is no address": ("RK102", "source: ▸example.com\n"),
    "a source that is a script": ("RK102", "source: ▸javascript:alert(1)\n"),
    "a source on a disk": ("RK102", "source: ▸file:///etc/passwd\n"),
    "a source with a line break": ("RK102", 'source: ▸"https://example.com/\\na"\n'),
    "a source with an impossible port": ("RK102", "source: ▸https://example.com:99999/\n"),
    "an unknown recurrence": ("RK401", "recurrence_of: [▸2020-01-01-x]\n"),
    "a recurrence of itself": ("RK401", "recurrence_of: [▸2026-03-14-502]\n"),
    "an address without a number sign": ("RK402", "saved_by: [▸2026-03-14-502]\n"),
    "an address of no item": ("RK402", "saved_by: [▸2026-03-14-502#A9]\n"),
    "an address of no record": ("RK402", "saved_by: [▸2020-01-01-x#A1]\n"),
    "a misspelt field": ("RK104", "▸sevrity: SEV2\nseverity:\n"),
    "a field in the plural": ("RK104", "▸sources: a\n"),
    "a field with dashes": ("RK104", "▸contributing-factors: [a]\n"),
    "a field in capitals": ("RK104", "▸Tags: [a]\n"),
    "a field with letters swapped": ("RK104", "▸tasg: [a]\n"),
    "items as a mapping": ("RK102", "action_items:\n  ▸A1: {title: t}\n"),
    "items as a number": ("RK102", "action_items: ▸12\n"),
    "an item that is a text": ("RK102", "action_items:\n  - ▸Fix it\n"),
    "an item that is nothing": ("RK102", "action_items:\n  -▸\n"),
    "an external one with promises": (
        "RK208",
        "source: https://example.com\n▸action_items:\n  - {id: A1, title: t, status: proposed}\n",
    ),
}

ITEMS: Table = {
    "an item without an id": ("RK101", "id:▸\n"),
    "an item without a title": ("RK101", "title:▸\n"),
    "an item with an unknown status": ("RK103", "status: ▸opened\n"),
    "an item with a status in Japanese": ("RK103", "status: ▸完了\n"),
    "an item with a priority in words": ("RK103", "priority: ▸High\n"),
    "an item with a small priority": ("RK103", "priority: ▸p1\n"),
    "an item with an effort in words": ("RK103", "effort: ▸medium\n"),
    "an item with an unknown type": ("RK103", "type: ▸fix\n"),
    "an item with two owners": ("RK102", 'owner: ▸["@ken", "@mika"]\n'),
    "an item due never": ("RK102", "due: ▸2026-02-30\n"),
    "an item due soon": ("RK102", "due: ▸soon\n"),
    "an item due last year": ("RK308", "due: ▸2025-04-01\n"),
    "an item due far too late": ("RK309", "due: ▸2026-12-01\n"),
    "an open item with a closing day": ("RK307", "closed: ▸2026-04-02\n"),
    "an item tracked nowhere": ("RK102", "tracker: ▸JIRA-123\n"),
    "an item with a misspelt field": ("RK104", "▸ownr: x\nowner:\n"),
    "an item with shuffled letters": ("RK104", "▸deu: 2026-04-01\ndue:\n"),
    "an item with a field in capitals": ("RK104", "▸Type: detect\n"),
}

CIRCLES: Table = {
    "an hour that no clock has": ("RK102", "start: ▸25:00\n"),
    "an hour in words": ("RK102", "start: ▸4pm\n"),
    "a duration in words": ("RK102", "duration: ▸50 minutes\n"),
    "a duration of nothing": ("RK102", "duration: ▸0\n"),
    "a duration below nothing": ("RK102", "duration: ▸-5\n"),
    "a duration of days": ("RK102", "duration: ▸6000\n"),
    "a duration with an underscore": ("RK102", "duration: ▸1_0\n"),
    "a kind in capitals": ("RK103", "kind: ▸Reading\n"),
    "attendees as a text": ("RK102", 'attendees: ▸"@mika"\n'),
    "an unknown reading": ("RK403", "readings: [{postmortem: ▸2020-01-01-x}]\n"),
    "a reading with its file's ending": (
        "RK403",
        "readings: [{postmortem: ▸2026-03-14-502.md}]\n",
    ),
    "a reading twice": (
        "RK403",
        "readings: [{postmortem: 2026-03-14-502}, {postmortem: ▸2026-03-14-502}]\n",
    ),
    "a reading that is a text": ("RK102", "readings: [▸2026-03-14-502]\n"),
    "a reading of nothing": ("RK101", "readings:\n  - ▸reader: x\n"),
    "a reading with misspelt minutes": (
        "RK104",
        "readings: [{postmortem: 2026-03-14-502, ▸minuts: 3}]\n",
    ),
    "a decision on no item": ("RK404", "decisions: [{action_item: ▸x#A1, outcome: keep}]\n"),
    "a decision of no kind": (
        "RK103",
        "decisions: [{action_item: 2026-03-14-502#A1, outcome: ▸kept}]\n",
    ),
    "a new date without a date": (
        "RK602",
        "decisions:\n  - ▸action_item: 2026-03-14-502#A1\n    outcome: reschedule\n",
    ),
    "an impression without words": ("RK101", "impressions:\n  - ▸by: x\n"),
    "an impression that is a text": ("RK102", "impressions: [▸hello]\n"),
    "a link that is a text": ("RK102", "materials: [▸slides]\n"),
    "a link to nowhere": ("RK102", "materials: [{title: a, url: ▸slides}]\n"),
    "a recording on a disk": ("RK102", "recording: ▸file:///x\n"),
    "a survey without responses": ("RK101", "survey: ▸{again: [0, 0]}\n"),
    "a survey that is a number": ("RK102", "survey: ▸3\n"),
    "a survey of too few numbers": ("RK102", "survey: {responses: 3, understanding: ▸[1, 2]}\n"),
    "a survey with a word": ("RK102", "survey: {responses: ▸three}\n"),
    "a survey of strangers": ("RK603", "survey: {responses: 1, again: ▸[1, 1]}\n"),
    "a misspelt field of a survey": ("RK104", "survey: {▸respones: 3}\n"),
    "a misspelt field of a circle": ("RK104", "▸atendees: [x]\n"),
    "a field of a circle with letters swapped": ("RK104", "▸desicions: []\n"),
}

SKILLS: Table = {
    "skills as a text": ("RK102", "skills: ▸docker\n"),
    "a person that is a text": ("RK102", 'people: [▸"@mika"]\n'),
    "people by name": ("RK102", "people:\n  ▸mika: {can: {docker: good}}\n"),
    "a person without a handle": ("RK101", "people:\n  - ▸can: {docker: good}\n"),
    "a person twice": ("RK604", "people: [{handle: m}, {handle: ▸m}]\n"),
    "an unknown level": ("RK103", "people: [{handle: m, can: {docker: ▸great}}]\n"),
    "a level as a mark": ("RK103", 'people: [{handle: m, can: {docker: ▸"◎"}}]\n'),
    "levels as a list": ("RK102", "people: [{handle: m, can: ▸[docker]}]\n"),
    "an unknown skill": ("RK604", "people: [{handle: m, can: {▸dokcer: good}}]\n"),
    "an unknown wish": ("RK604", "people: [{handle: m, wants: [docker, ▸dokcer]}]\n"),
    "a misspelt field of a person": ("RK104", "people: [{handle: m, ▸want: [docker]}]\n"),
}


def mixed(base: str, fields: str) -> str:
    """The base's fields without those that are given anew, and then these."""
    given = set(re.findall(r"^▸?([\w-]+):", fields, re.MULTILINE))
    return "".join(f"{n}\n" for n in base.splitlines() if n.split(":")[0] not in given) + fields


def file(name: str, fields: str) -> str:
    """A whole file, with ``▸`` where the mistake is."""
    if name in ITEMS:
        lines = mixed(ITEM, fields).splitlines()
        fields = "action_items:\n  - " + "\n    ".join(lines) + "\n"
    base = CIRCLE if name in CIRCLES else SKILL_MAP if name in SKILLS else POSTMORTEM
    return f"---\n{mixed(base, fields)}---\n{SECTIONS if base == POSTMORTEM else ''}"


PATHS = {
    "postmortem": "postmortems/2026-03-14-502.md",
    "circle": "docs/circles/2026-06-10-reading-circle.md",
    "skill map": "docs/skill-map.md",
}
CASES = {
    name: ("circle" if name in CIRCLES else "skill map" if name in SKILLS else "postmortem", *case)
    for name, case in {**YAML, **FIELDS, **ITEMS, **CIRCLES, **SKILLS}.items()
}
every_case = pytest.mark.parametrize(("name", "case"), CASES.items(), ids=CASES)


def checked(folder: Repository, name: str, text: str) -> list[Finding]:
    """The findings with this text in the place of one file of a sound repository."""
    kind = CASES[name][0]
    item = "action_items:\n  - {id: A1, title: Alert on pool usage, status: proposed}\n"
    sound = {"postmortem": POSTMORTEM + item, "circle": CIRCLE, "skill map": SKILL_MAP}
    for other, path in PATHS.items():
        content = text if other == kind else f"---\n{sound[other]}---\n"
        folder.write(path, content.encode())
    return check(read_catalog(WorkingTree(folder.path)))


@every_case
def test_a_mistake_gives_one_finding_at_its_place(
    folder: Repository, name: str, case: tuple[str, str, str]
) -> None:
    kind, code, fields = case
    marked = file(name, fields)
    before = marked[: marked.index("▸")]
    found = checked(folder, name, marked.replace("▸", ""))
    assert [(f.path, f.code, f.place) for f in found] == [
        (PATHS[kind], code, Place(before.count("\n") + 1, len(before) - before.rfind("\n")))
    ]


@every_case
def test_the_same_mistake_is_found_with_windows_line_ends(
    folder: Repository, name: str, case: tuple[str, str, str]
) -> None:
    text = file(name, case[2]).replace("▸", "")
    here = [(f.code, f.place) for f in checked(folder, name, text)]
    assert [(f.code, f.place) for f in checked(folder, name, text.replace("\n", "\r\n"))] == here


# What libyaml, tomllib, pydantic and Python say when nobody translates them
FOREIGN = re.compile(
    r"this is not YAML:|did not find|found (?:un|in|a|ch)|expected <|not allowed in this context"
    r"|while (?:parsing|scanning)|node content|document start|scalar|Input should|\bdict\b"
    r"|\bNone\b|\bTrue\b|\bFalse\b|\[Errno|which cannot be used here"
)


# Fields that are not there


def test_a_missing_field_is_told_at_the_first_field(folder: Repository) -> None:
    folder.write(
        PATHS["postmortem"], b"---\n\n# a comment\nseverity: SEV2\ndate: 2026-03-14\n---\n"
    )
    assert places(folder) == [("RK101", Place(4)), ("RK101", Place(4))]


def test_a_missing_field_of_an_item_is_told_at_the_item(folder: Repository) -> None:
    items = "action_items:\n  - {id: A1, title: a, status: proposed}\n  - id: A2\n    title: b\n"
    folder.write(PATHS["postmortem"], f"---\n{POSTMORTEM}{items}---\n".encode())
    assert places(folder) == [("RK101", Place(8, 5))]


def test_what_a_promise_lacks_is_told_at_the_word_that_makes_it_one(folder: Repository) -> None:
    items = "action_items:\n  - id: A1\n    title: a\n    status: open\n"
    folder.write(PATHS["postmortem"], f"---\n{POSTMORTEM}{items}---\n".encode())
    assert places(folder) == [(code, Place(9, 13)) for code in ("RK305", "RK306", "RK310")]


def places(folder: Repository) -> list[tuple[str, Place]]:
    return [(f.code, f.place) for f in check(read_catalog(WorkingTree(folder.path)))]


# Words


@every_case
def test_messages_are_in_words_for_people(
    folder: Repository, name: str, case: tuple[str, str, str]
) -> None:
    for finding in checked(folder, name, file(name, case[2]).replace("▸", "")):
        words = f"{finding.message} | {finding.hint}"
        assert not FOREIGN.search(words), words
        assert "``" not in words, "a quotation of nothing"
        assert finding.message == finding.message.strip(" .,")
        assert len(finding.message) < 300
