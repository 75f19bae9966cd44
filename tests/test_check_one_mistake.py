"""One mistake gives one finding, in the file that has it; several mistakes are all told."""

from __future__ import annotations

import pytest

from rindoku.reading.catalog import read_catalog
from rindoku.rules.check import check
from rindoku.source.tree import WorkingTree
from tests.conftest import Repository

PATH = "postmortems/2026-03-14-checkout-502.md"
LATER = "postmortems/2026-05-20-again.md"
CIRCLE = "docs/circles/2026-06-10-reading-circle.md"
ITEM = "{id: A1, title: Alert on pool usage, status: proposed}"


def codes(folder: Repository) -> list[tuple[str, str]]:
    """The findings of a repository, as the last part of the file's name and the code."""
    found = check(read_catalog(WorkingTree(folder.path)))
    return [(f.path.rsplit("/", 1)[-1], f.code) for f in found]


def postmortem(
    folder: Repository, fields: str = "", *, path: str = PATH, status: str = "draft", body: str = ""
) -> None:
    """A sound draft with some more fields, which may replace the severity."""
    severity = "" if "severity:" in fields or "source:" in fields else "severity: SEV2\n"
    head = f"title: A title\ndate: {path[12:22]}\nstatus: {status}\n{severity}"
    folder.write(path, f"---\n{head}{fields}---\n{body}".encode())


def circle(folder: Repository, fields: str) -> None:
    head = "title: Reading circle\nkind: reading\ndate: 2026-06-10\nstatus: held\n"
    folder.write(CIRCLE, f"---\n{head}{fields}---\n".encode())


# In one file


def test_a_wrong_year_is_not_told_again_by_every_due_date(folder: Repository) -> None:
    folder.write(
        PATH,
        """\
        ---
        title: A title
        date: 2062-03-14
        status: draft
        severity: SEV2
        action_items:
          - {id: A1, title: a, status: open, owner: "@ken", priority: P1, due: 2026-04-01}
          - {id: A2, title: b, status: done, closed: 2026-04-01}
        ---
        """,
    )
    assert codes(folder) == [("2026-03-14-checkout-502.md", "RK201")]


def test_a_misspelt_kind_does_not_make_a_near_miss_lack_a_severity(folder: Repository) -> None:
    postmortem(folder, "kind: near-mis\n# no severity:\n")
    assert codes(folder) == [("2026-03-14-checkout-502.md", "RK103")]


@pytest.mark.parametrize(
    ("source", "code"),
    [("source: htps://example.com/a", "RK102"), ("sorce: https://example.com/a", "RK104")],
)
def test_a_slip_in_the_source_of_an_external_one_asks_for_no_sections(
    folder: Repository, source: str, code: str
) -> None:
    postmortem(folder, f"{source}\n# no severity:\n", status="final", body="## Retold\nx\n")
    assert codes(folder) == [("2026-03-14-checkout-502.md", code)]


@pytest.mark.parametrize(
    ("skills", "code"),
    [
        ("skils: [docker, aws]", "RK104"),
        ("skills: docker", "RK102"),
        ("skills: [docker, [aws]]", "RK102"),
    ],
)
def test_a_slip_in_the_skills_is_not_told_again_by_every_person(
    folder: Repository, skills: str, code: str
) -> None:
    people = 'people: [{handle: "@ken", can: {docker: good, aws: good}}]\n'
    folder.write("docs/skill-map.md", f"---\n{skills}\n{people}---\n".encode())
    assert codes(folder) == [("skill-map.md", code)]


@pytest.mark.parametrize("owner", ["ownr: x", 'owner: ["@ken", "@mika"]', 'owner: ""'])
def test_an_owner_that_cannot_be_read_is_not_missing_too(folder: Repository, owner: str) -> None:
    item = f"id: A1, title: a, status: open, priority: P1, due: 2026-04-01, {owner}"
    postmortem(folder, f"action_items: [{{{item}}}]\n")
    assert len(codes(folder)) == 1


def test_a_broken_item_does_not_shift_the_places_of_the_others(folder: Repository) -> None:
    postmortem(
        folder, "action_items:\n  - a text\n  - {id: A2, title: a, status: done}\n  - also a text\n"
    )
    found = check(read_catalog(WorkingTree(folder.path)))
    assert [(f.code, f.place.line) for f in found] == [("RK102", 7), ("RK302", 8), ("RK102", 9)]


# In other files


def test_a_wrong_year_is_not_told_again_by_what_came_after(folder: Repository) -> None:
    folder.write(PATH, b"---\ntitle: a\ndate: 2062-03-14\nstatus: draft\nseverity: SEV2\n---\n")
    postmortem(folder, "recurrence_of: [2026-03-14-checkout-502]\n", path=LATER)
    assert codes(folder) == [("2026-03-14-checkout-502.md", "RK201")]


@pytest.mark.parametrize(
    "items",
    [
        "[{title: Alert on pool usage, status: proposed}]",
        "[{ID: A1, title: Alert on pool usage, status: proposed}]",
        "[Alert on pool usage]",
        "[~]",
        "{A1: {title: Alert on pool usage, status: proposed}}",
        "A1",
    ],
)
def test_an_item_that_cannot_be_read_is_not_told_again_by_who_names_it(
    folder: Repository, items: str
) -> None:
    postmortem(folder, f"action_items: {items}\n")
    circle(folder, "decisions: [{action_item: 2026-03-14-checkout-502#A1, outcome: keep}]\n")
    postmortem(folder, "saved_by: [2026-03-14-checkout-502#A1]\n", path=LATER)
    assert {path for path, _ in codes(folder)} == {"2026-03-14-checkout-502.md"}
    assert len(codes(folder)) == 1


@pytest.mark.parametrize("text", ["", "no front matter", "---\ntitle: [a\n---\n", "---\n---\n"])
def test_a_file_that_cannot_be_read_is_not_told_again_by_who_names_it(
    folder: Repository, text: str
) -> None:
    folder.write(PATH, text)
    circle(
        folder,
        "readings: [{postmortem: 2026-03-14-checkout-502}]\n"
        "decisions: [{action_item: 2026-03-14-checkout-502#A1, outcome: keep}]\n",
    )
    assert [path for path, _ in codes(folder)] == ["2026-03-14-checkout-502.md"]


def test_the_second_of_two_files_with_one_name_is_told(folder: Repository) -> None:
    postmortem(folder)
    folder.write("postmortems/archive/2026-03-14-checkout-502.md", folder.read(PATH).encode())
    found = check(read_catalog(WorkingTree(folder.path)))
    assert [(f.code, f.path) for f in found] == [
        ("RK202", "postmortems/archive/2026-03-14-checkout-502.md")
    ]


def test_the_second_of_two_items_with_one_id_is_told(folder: Repository) -> None:
    postmortem(folder, f"action_items:\n  - {ITEM}\n  - {ITEM}\n")
    found = check(read_catalog(WorkingTree(folder.path)))
    assert [(f.code, f.place.line) for f in found] == [("RK301", 8)]


def test_a_name_is_the_same_in_both_forms_of_unicode(folder: Repository) -> None:
    """macOS shows, and people copy, が as two characters."""
    postmortem(folder, path="postmortems/2026-03-14-が.md")
    postmortem(folder, "recurrence_of: [2026-03-14-か\u3099]\n", path=LATER)
    circle(folder, "readings: [{postmortem: 2026-03-14-か\u3099}]\n")
    assert codes(folder) == []


def test_a_postmortem_in_both_forms_of_unicode_is_read_twice(folder: Repository) -> None:
    postmortem(folder, path="postmortems/2026-03-14-が.md")
    both = "{postmortem: 2026-03-14-が}, {postmortem: 2026-03-14-か\u3099}"
    circle(folder, f"readings: [{both}]\n")
    assert [code for _, code in codes(folder)] == ["RK403"]


# Several mistakes


def test_every_mistake_of_a_file_is_told_at_once(folder: Repository) -> None:
    postmortem(
        folder,
        "sevrity: x\nseverity: SEV9\nservices: a\nstarted: 10:02\naction_items:\n"
        '  - {id: A1, title: "", status: opn}\n  - {id: A2, title: a, status: done}\n',
        status="final",
        body="## Summary\n",
    )
    told = [code for _, code in codes(folder)]
    assert told[:7] == ["RK104", "RK205", "RK102", "RK102", "RK102", "RK103", "RK302"]
    assert told[7:] == ["RK501"] * 4 + ["RK502"]


def test_every_mistake_of_an_item_is_told_at_once(folder: Repository) -> None:
    postmortem(
        folder,
        "action_items:\n"
        "  - {id: A1, title: a, status: open, priority: high, due: 2026-02-30}\n"
        "  - {id: A1, title: b, status: done, effort: huge}\n",
    )
    assert sorted(code for _, code in codes(folder)) == [
        *("RK102", "RK103", "RK103"),
        *("RK301", "RK302", "RK305"),
    ]


def test_items_that_are_no_list_hide_no_other_mistake(folder: Repository) -> None:
    postmortem(folder, "severity: SEV9\naction_items: none yet\n")
    assert [code for _, code in codes(folder)] == ["RK205", "RK102"]


def test_a_misspelt_field_hides_no_mistake_in_the_right_one(folder: Repository) -> None:
    postmortem(folder, "severity: SEV9\nsevrity: SEV2\n")
    assert [code for _, code in codes(folder)] == ["RK205", "RK104"]


def test_a_reading_with_wrong_minutes_still_has_to_exist(folder: Repository) -> None:
    circle(folder, "readings: [{postmortem: 2020-01-01-x, minutes: soon}]\n")
    assert [code for _, code in codes(folder)] == ["RK403", "RK102"]


# What is right


@pytest.mark.parametrize(
    "fields",
    [
        "my_note: a\nlinks: [https://example.com]\njira: {id: 3}\n",
        "reviewed: yes\nx-team: checkout\n再発: no\n",
        f"action_items: [{ITEM[:-1]}, story_points: 3, reviewer: x}}]\n",
    ],
)
def test_keys_of_ones_own_are_no_mistake(folder: Repository, fields: str) -> None:
    postmortem(folder, fields)
    assert codes(folder) == []


@pytest.mark.parametrize(
    "name",
    ["README.md", "index.md", "ReadMe.md", "readme.ja.md", "_template.md", ".draft.md", "notes.txt",
     "TEMPLATE.md", "template-ja.md", "Postmortem_Template.md", "templates.en.md",
     "ポストモーテムのテンプレート.md", "雛形.md", "_old/2026-03-14-a.md"],
)  # fmt: skip
def test_files_that_are_no_records_are_left_alone(folder: Repository, name: str) -> None:
    folder.write(f"postmortems/{name}", "anything")
    folder.write(f"docs/circles/{name}", "anything")
    assert codes(folder) == []


@pytest.mark.parametrize("name", ["contemplated", "indexer", "2026-3-14-x"])
def test_a_name_that_only_resembles_those_is_a_records(folder: Repository, name: str) -> None:
    folder.write(f"postmortems/{name}.md", "anything")
    assert [code for _, code in codes(folder)] == ["RK005"]


@pytest.mark.parametrize("slug", ["template-engine-down", "readme", "index", "broken-templates"])
def test_what_happened_on_a_day_is_a_record_whatever_it_is_about(
    folder: Repository, slug: str
) -> None:
    folder.write(f"postmortems/2026-03-14-{slug}.md", "anything")
    assert [code for _, code in codes(folder)] == ["RK005"]


def test_a_circle_keeps_its_file_name_when_its_day_moves(folder: Repository) -> None:
    folder.write(CIRCLE, b"---\ntitle: a\nkind: mob\ndate: 2026-07-01\nstatus: planned\n---\n")
    assert codes(folder) == []
