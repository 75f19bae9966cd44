"""From review on, a postmortem has its sections, and something is written in each."""

from __future__ import annotations

import pytest

from rindoku.reading.catalog import read_catalog
from rindoku.rules.check import check
from rindoku.source.headings import Headings
from rindoku.source.sections import scan
from rindoku.source.tree import WorkingTree
from tests.conftest import Repository
from tests.hanging import within

PATH = "postmortems/2026-03-14-checkout-502.md"
OTHERS = """\
## Timeline
10:02 the pool was exhausted.

## Contributing factors
The pool had no alert.

## Lessons learned
Pools need alerts.
"""


def found(
    folder: Repository, body: str, *, status: str = "final", fields: str = ""
) -> list[tuple[str, int]]:
    """The code and the line of each finding; the body starts on line 7."""
    head = f"title: A title\ndate: 2026-03-14\nstatus: {status}\nseverity: SEV2\n{fields}"
    folder.write(PATH, f"---\n{head}---\n{body}".encode())
    return [(f.code, f.place.line) for f in check(read_catalog(WorkingTree(folder.path)))]


def with_impact(section: str) -> str:
    """A body whose every section is right, but for the one about the impact on line 10."""
    return f"## Summary\nCheckout answered 502.\n\n{section}\n{OTHERS}"


# Missing


@pytest.mark.parametrize(
    "body", ["", "\n", "Only a text.\n", "```\ncode\n```\n", "<!-- soon -->\n"]
)
def test_a_body_without_headings_lacks_every_section(folder: Repository, body: str) -> None:
    assert found(folder, body) == [("RK501", 6)] * 5


def test_a_file_that_ends_at_the_dashes_lacks_every_section(folder: Repository) -> None:
    folder.write(PATH, b"---\ntitle: a\ndate: 2026-03-14\nstatus: final\nseverity: SEV2\n---")
    codes = [(f.code, f.place.line) for f in check(read_catalog(WorkingTree(folder.path)))]
    assert codes == [("RK501", 6)] * 5


def test_a_missing_section_is_told_where_the_body_starts(folder: Repository) -> None:
    assert found(folder, with_impact("")) == [("RK501", 6)]


@pytest.mark.parametrize(
    "text",
    [
        "```\n## Impact\nb\n```\n",
        "~~~md\n## Impact\nb\n~~~\n",
        "    ## Impact\n    b\n",
        "<!--\n## Impact\nb\n-->\n",
        "> ## Impact\n> b\n",
        "The impact was small.\n",
        "## Impact on the roadmap\nb\n",
        "## 影響を受けない機能\nb\n",
    ],
)
def test_what_only_looks_like_a_heading_is_none(folder: Repository, text: str) -> None:
    assert found(folder, with_impact(text)) == [("RK501", 6)]


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("##Impact\nb\n", "write `## Impact`"),
        ("＃＃　影響\nb\n", "write `## 影響`"),
        ("**Impact**\n\nb\n", "write `## Impact`"),
        ("## Imapct\nb\n", "write `## Impact`"),
        ("## インパト\nb\n", "write `## 影響`"),
    ],
)
def test_what_is_nearly_the_heading_is_named_at_its_line(
    folder: Repository, text: str, mend: str
) -> None:
    assert found(folder, with_impact(text)) == [("RK501", 10)]
    (finding,) = check(read_catalog(WorkingTree(folder.path)))
    assert finding.hint == mend


@pytest.mark.parametrize("status", ["ｆｉｎａｌ", "finished"])
def test_sections_are_asked_for_when_the_status_cannot_be_read(
    folder: Repository, status: str
) -> None:
    findings = found(folder, with_impact(""), status=status)
    assert ("RK501", 6) in findings


@pytest.mark.parametrize(
    "heading",
    [
        "# Impact",
        "### Impact",
        "## IMPACT",
        "## Impact ##",
        "##   Impact   ",
        "##\tImpact",
        "   ## Impact",
        "## 2. Impact",
        "## Impact:",
        "## **Impact**",
        "## 影響",
        "## 影響範囲",
        "## ２．影響",
        "## 影響：",
        *("【影響】", "■ 影響", "◆影響", "● Impact", "🚨 Impact", "⚠️ 影響", "📝影響📝"),
        *("1-1. 影響", "（1）影響", "①影響", "Ⅰ. 影響", "Ⅳ 影響", "第1章 影響", "A. Impact"),
        *("Impact {#impact}", "[Impact](https://example.com)", "__Impact__", "<b>Impact</b>"),
        *("Impact (all times UTC)", "影響（JST）", "影響（Impact）", "概要/影響", "Impact 影響"),
        *("Customer Impact", "インパクト", "影響度", "影響内容", "ユーザー影響", "障害の影響"),
        "Impact\n======",
        "影響\n------",
    ],
)
def test_a_heading_may_be_written_in_many_ways(folder: Repository, heading: str) -> None:
    if heading[0] not in "# " and "\n" not in heading:
        heading = f"## {heading}"
    assert found(folder, with_impact(f"{heading}\nOne order in five failed.\n")) == []


def test_a_section_of_the_teams_own_can_be_asked_for(folder: Repository) -> None:
    folder.write("rindoku.toml", 'sections = ["summary", "再発防止"]\n')
    assert found(folder, "## 概要\nあ\n") == [("RK501", 6)]
    assert found(folder, "## 概要\nあ\n## 再発防止\nい\n") == []


def test_a_team_can_have_names_of_its_own_for_a_section(folder: Repository) -> None:
    folder.write("rindoku.toml", 'sections = ["timeline"]\nheadings = {timeline = ["経過表"]}\n')
    assert found(folder, "## 経過表\nあ\n") == []


def test_a_section_of_the_teams_own_is_told_in_its_own_words(folder: Repository) -> None:
    folder.write("rindoku.toml", 'sections = ["障害概要", "顧客対応"]\n')
    assert found(folder, "## 1. 顧客対応（JST）\nあ\n") == [("RK501", 6)]
    (finding,) = check(read_catalog(WorkingTree(folder.path)))
    assert finding.message == "the section `## 障害概要` is missing"


@pytest.mark.parametrize(
    ("title", "sections"),
    [
        ("Root cause and mitigation", ("contributing-factors", "mitigation")),
        ("うまくいったことと悪かったこと", ("lessons-learned",)),
        ("トリガー", ("trigger", "contributing-factors")),
        ("検知", ("detection",)),
        ("恒久対応", ("permanent-fix",)),
        ("再発防止策", ("prevention", "action-items")),
        ("2024-05-01 Timeline", ("2024-05-01-timeline",)),
        ("原因不明", ("原因不明",)),
    ],
)
def test_a_heading_opens_the_sections_it_names(title: str, sections: tuple[str, ...]) -> None:
    assert Headings([], {}).sections_of(title) == sections


# Empty


@pytest.mark.parametrize(
    "under",
    ["", "\n\n", "   \n\t\n", "\u3000\xa0\n", "<!-- what broke? -->\n", "### Customers\n"],
)
def test_an_empty_section_is_told_at_its_heading(folder: Repository, under: str) -> None:
    assert found(folder, with_impact(f"## Impact\n{under}")) == [("RK502", 10)]


def test_a_comment_that_never_ends_leaves_its_section_empty(folder: Repository) -> None:
    body = with_impact("## Impact\nb\n").replace("Pools need alerts.", "<!-- soon")
    assert found(folder, body) == [("RK502", 19)]


@pytest.mark.parametrize(
    "under",
    [
        "### Customers\nOne in five.\n",
        "| a | b |\n| - | - |\n",
        "[graph](https://example.com/impact)\n",
        "```\nlog\n```\n",
        "<!-- how many? --> 530\n",
        "- 530 orders\n",
    ],
)
def test_anything_written_fills_a_section(folder: Repository, under: str) -> None:
    assert found(folder, with_impact(f"## Impact\n{under}")) == []


def test_a_section_that_stands_twice_is_filled_by_either(folder: Repository) -> None:
    assert found(folder, with_impact("## Impact\n## Impact\nb\n")) == []
    assert found(folder, with_impact("## Impact\nb\n## Impact\n")) == []


def test_lines_are_counted_alike_with_windows_line_ends(folder: Repository) -> None:
    found(folder, with_impact("## 影響"))
    folder.write(PATH, folder.read(PATH).replace("\n", "\r\n").encode())
    codes = [(f.code, f.place.line) for f in check(read_catalog(WorkingTree(folder.path)))]
    assert codes == [("RK502", 10)]


# Who is excused


def test_a_draft_may_leave_out_every_section(folder: Repository) -> None:
    assert found(folder, "", status="draft") == []


def test_an_external_postmortem_may_leave_out_every_section(folder: Repository) -> None:
    assert found(folder, "Retold.\n", fields="source: https://example.com/a\n") == []


# Size


@pytest.mark.parametrize(
    "body",
    ["# a" + " " * 600 + "b\n", "# a" + " #" * 20_000 + "b\n", "# a\n" * 30_000],
    ids=["spaces in a heading", "number signs in a heading", "thousands of headings"],
)
def test_a_strange_body_is_read_at_once(body: str) -> None:
    with within():
        scan(body)
