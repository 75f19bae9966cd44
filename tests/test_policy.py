"""The policy: where it is read from, and what a mistake in it does.

In the tables below ``▸`` stands right before the place that the finding has to name: the key.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from rindoku.findings import Place
from rindoku.reading.catalog import read_catalog
from rindoku.reading.policy_file import PolicyFile, read_policy
from rindoku.rules.check import check
from rindoku.source.tree import OverlayTree, WorkingTree
from tests.conftest import POSTMORTEM, Repository
from tests.hanging import within

PATH = "postmortems/2026-03-14-checkout-502.md"


def policy_in(text: str) -> PolicyFile:
    return read_policy(OverlayTree(WorkingTree(Path("nowhere")), {"rindoku.toml": text.encode()}))


def policy_of(folder: Repository) -> PolicyFile:
    return read_policy(WorkingTree(folder.path))


def codes(folder: Repository) -> list[tuple[str, str]]:
    found = check(read_catalog(WorkingTree(folder.path)))
    return [(finding.path, finding.code) for finding in found]


# Where it is


def test_without_a_policy_there_are_defaults(folder: Repository) -> None:
    found = policy_of(folder)
    assert (found.path, found.policy.timezone) == (None, "UTC")
    assert found.policy.severities == ["SEV1", "SEV2", "SEV3", "SEV4"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pyproject.toml", '[tool.rindoku]\ntimezone = "Asia/Tokyo"\n'),
        ("pyproject.toml", 'tool.rindoku.timezone = "Asia/Tokyo"\n'),
        ("rindoku.toml", '[tool.rindoku]\ntimezone = "Asia/Tokyo"\n'),
        ("rindoku.toml", 'timezone = "Asia/Tokyo"\n'),
        ("rindoku.toml", '\ufefftimezone = "Asia/Tokyo"\r\n'),
    ],
)
def test_it_may_be_written_in_two_files(folder: Repository, file: str, text: str) -> None:
    folder.write(file, text.encode())
    found = policy_of(folder)
    assert (found.path, found.policy.timezone, found.mistakes) == (file, "Asia/Tokyo", ())


def test_its_own_file_comes_first(folder: Repository) -> None:
    folder.write("pyproject.toml", '[tool.rindoku]\ntimezone = "Europe/Berlin"\n')
    folder.write("rindoku.toml", 'timezone = "Asia/Tokyo"\n')
    assert policy_of(folder).path == "rindoku.toml"


@pytest.mark.parametrize("text", ["", '[project]\nname = "shop"\n', "[tool]\n", "tool = 3\n"])
def test_a_pyproject_without_our_table_is_nobodys_policy(folder: Repository, text: str) -> None:
    folder.write("pyproject.toml", text)
    assert policy_of(folder).path is None


def test_all_of_the_documented_policy_is_understood(folder: Repository) -> None:
    folder.write(
        "rindoku.toml",
        """\
        language = "ja"
        timezone = "Asia/Tokyo"
        severities = ["高", "低"]
        sections = ["summary", "再発防止"]
        services = { checkout = {}, legacy-batch = { retired = 2025-03-31 } }
        people = { "@mika" = { name = "森 美加", joined = 2024-04-01 }, "@ryo" = {} }
        teams = { "@platform" = ["@mika", "@ryo"] }

        [staleness]
        aged = { P0 = 7 }
        aged_by_severity = { "高" = 30 }
        untouched = 90
        slipped = 3
        draft = 7

        [[programs]]
        name = "reading"
        kind = "reading"
        every = "6 months"
        minutes = 50
        invite = { wants = ["aws"] }
        links = [{ title = "Dashboard", url = "https://example.com/d/1" }]

        [[programs]]
        name = "welcome"
        kind = "study"
        after_joins = 2
        """,
    )
    found = policy_of(folder)
    assert found.mistakes == ()
    assert found.policy.services["legacy-batch"].retired == date(2025, 3, 31)
    assert [program.name for program in found.policy.programs] == ["reading", "welcome"]


# Mistakes and their places

Table = dict[str, tuple[str, str]]

PROGRAM = '[[programs]]\nname = "reading"\nkind = "reading"\nminutes = 50\n\n'

MISTAKES: Table = {
    "an unknown language": ("RK103", '▸language = "fr"\n'),
    "a language in capitals": ("RK103", '▸language = "EN"\n'),
    "a misspelt key": ("RK104", '▸languag = "en"\n'),
    "a quoted key": ("RK103", '"▸language" = "fr"\n'),
    "a key that stands in a comment too": ("RK103", '# language = "en"\n\n▸language = "fr"\n'),
    "a key that stands in a text too": (
        "RK103",
        'people = { "@a" = { name = "language = 3" } }\n▸language = "fr"\n',
    ),
    "a key that stands in another table too": (
        "RK103",
        '[tool.other]\nlanguage = "x"\n[tool.rindoku]\n▸language = "fr"\n',
    ),
    "a key with dots": ("RK103", 'tool.rindoku.▸language = "fr"\n'),
    "an unknown time zone": ("RK102", '▸timezone = "Mars/Olympus"\n'),
    "a time zone in small letters": ("RK102", '▸timezone = "asia/tokyo"\n'),
    "a time zone that is a file": ("RK102", '▸timezone = "../../etc/passwd"\n'),
    "a time zone that is a number": ("RK102", "▸timezone = 9\n"),
    "severities as a text": ("RK102", '▸severities = "SEV1"\n'),
    "a severity that is a number": ("RK102", '▸severities = ["SEV1", 2]\n'),
    "services as a list": ("RK102", '▸services = ["checkout"]\n'),
    "a service that is a number": ("RK102", "services = { a = {}, ▸checkout = 1 }\n"),
    "a service retired at noon": (
        "RK102",
        "services = { checkout = { ▸retired = 2025-03-31T12:00:00 } }\n",
    ),
    "people as a list": ("RK102", '▸people = ["@mika"]\n'),
    "a person that is a name": ("RK102", '[people]\n"@ken" = {}\n"▸@mika" = "Mika"\n'),
    "a person who left someday": (
        "RK102",
        '[people]\n"@mika" = { left = 2025-01-01 }\n"@ken" = { ▸left = "soon" }\n',
    ),
    "a person in a table of her own": (
        "RK102",
        '[people."@ken"]\nleft = 2025-01-01\n\n[people."@mika"]\n▸left = "soon"\n',
    ),
    "a misspelt key of a person": ("RK104", '[people]\n"@mika" = { ▸nam = "Mika" }\n'),
    "a team of one": ("RK102", 'teams = { "▸@platform" = "@mika" }\n'),
    "a limit in words": ("RK102", '[staleness]\n▸untouched = "180"\n'),
    "a limit below nothing": ("RK102", "[staleness]\naged = { P0 = 3, ▸P1 = -3 }\n"),
    "a limit beyond all calendars": ("RK102", "[staleness]\naged = { ▸P1 = 99999999 }\n"),
    "a limit for an unknown priority": ("RK103", "[staleness]\naged = { ▸P9 = 3 }\n"),
    "a misspelt limit": ("RK104", "[staleness]\n▸untoched = 3\n"),
    "a misspelt table": ("RK104", "[▸stalness]\ndraft = 3\n"),
    "one program": ("RK102", '[▸programs]\nname = "a"\nkind = "mob"\n'),
    "a program without a kind": ("RK101", '[[▸programs]]\nname = "a"\n'),
    "a second program without a kind": ("RK101", f'{PROGRAM}[[▸programs]]\nname = "b"\n'),
    "a first program without a kind": ("RK101", f'[[▸programs]]\nname = "b"\n\n{PROGRAM}'),
    "a program with a space": ("RK102", '[[programs]]\n▸name = "a b"\nkind = "mob"\n'),
    "a second program of no kind": ("RK103", f'{PROGRAM}[[programs]]\nname = "b"\n▸kind = "c"\n'),
    "a second program without end": (
        "RK102",
        f'{PROGRAM}[[programs]]\nname = "b"\nkind = "mob"\n▸minutes = 6000\n',
    ),
    "a program every now and then": (
        "RK102",
        '[[programs]]\nname = "a"\nkind = "mob"\n▸every = "six months"\n',
    ),
    "a program every no days": (
        "RK102",
        '[[programs]]\nname = "a"\nkind = "mob"\n▸every = "0 days"\n',
    ),
    "a program with a link to nowhere": (
        "RK102",
        f'{PROGRAM.strip()}\nlinks = [{{ title = "a", ▸url = "javascript:x" }}]\n',
    ),
    "two programs of one name": (
        "RK102",
        f'{PROGRAM}[[programs]]\n▸name = "reading"\nkind = "mob"\n',
    ),
}

NO_TOML: Table = {
    "a value missing": ("RK007", "a = 1\nb =▸ \nc = 3\n"),
    "a text without quotes": ("RK007", "language = ▸en\n"),
    "a quote that is never closed": ("RK007", 'language = "en▸\n'),
    "a bracket that is never closed": ("RK007", 'severities = ["a"▸'),
    "a key twice": ("RK007", "a = 1\na = 2▸"),
    "a table twice": ("RK007", "[people]\n[people▸]\n"),
    "a key that is a handle": ("RK007", "▸@mika = {}\n"),
    "a line that is nothing": ("RK007", "= 3\n".replace("=", "▸=")),
    "a day of no calendar": ("RK007", "a = ▸2026-02-30\n"),
    "a day without zeros": ("RK007", "a = 2026▸-3-1\n"),
    "two on one line": ("RK007", "a = 1 ▸b = 2\n"),
    "a bracket missing in a table's name": ("RK007", "[people▸\n"),
    "a backslash": ("RK007", 'a = "\\▸q"\n'),
}
ALL = {**MISTAKES, **NO_TOML}


@pytest.mark.parametrize(("code", "marked"), ALL.values(), ids=ALL)
def test_a_mistake_gives_one_finding_at_its_key(folder: Repository, code: str, marked: str) -> None:
    before = marked[: marked.index("▸")]
    expected = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
    folder.write("rindoku.toml", marked.replace("▸", "").encode())
    found = check(read_catalog(WorkingTree(folder.path)))
    assert [(f.path, f.code, f.place.line) for f in found] == [
        ("rindoku.toml", code, expected.line)
    ]
    if code != "RK007":
        assert found[0].place == expected


# What tomllib, pydantic and Python say when nobody translates them
FOREIGN = re.compile(
    r"this is not TOML:|end of document|illegal|[Ii]nvalid|[Ee]xpected|cannot (?:declare|overwrite)"
    r"|recursion|\('|\bTrue\b|\bNone\b|which cannot be used here|Input should|id: A1|`- `"
)


@pytest.mark.parametrize("marked", [text for _, text in ALL.values()], ids=ALL)
def test_messages_are_in_words_for_people(folder: Repository, marked: str) -> None:
    folder.write("rindoku.toml", marked.replace("▸", "").encode())
    for finding in check(read_catalog(WorkingTree(folder.path))):
        assert not FOREIGN.search(f"{finding.message} | {finding.hint}")


@pytest.mark.parametrize("text", ['language = "fr"\n', "language =\n"])
def test_the_line_itself_is_shown(folder: Repository, text: str) -> None:
    folder.write("rindoku.toml", text)
    (finding,) = check(read_catalog(WorkingTree(folder.path)))
    assert finding.source_line == text.strip()


# One mistake, one finding

ONE = {
    "not TOML": 'severities = ["高"]\nx =\n',
    "another encoding": b'severities = ["\x8d\x82"]\n',
    "a misspelt table": 'severites = ["高"]\nteams = {}\n',
    "a severity that is a number": 'severities = ["低", 2]\n',
    "a service that is a number": "severities = ['高']\nservices = { checkout = 1, mail = {} }\n",
    "a person that is a name": (
        "severities = ['高']\n[people]\n'@mika' = 'Mika'\n'@ryo' = {}\n[teams]\n'@p' = ['@ryo']\n"
    ),
    "people that are misspelt": (
        "severities = ['高']\nteams = { '@p' = ['@mika'] }\n[poeple]\n'@mika' = {}\n'@ken' = {}\n"
    ),
    "an unknown time zone": "severities = ['高']\ntimezone = 'Asia/Tokio'\n",
    "a program of no kind": (
        "severities = ['高']\n"
        "[[programs]]\nname = 'reading'\nkind = 'red'\n[[programs]]\nname = 'b'\nkind = 'mob'\n"
    ),
}


@pytest.mark.parametrize("text", ONE.values(), ids=ONE)
def test_a_mistake_in_the_policy_is_not_told_again_by_every_record(
    folder: Repository, text: str | bytes
) -> None:
    """The records are right by the policy as it was meant."""
    folder.write("rindoku.toml", text)
    folder.write(
        PATH,
        """\
        ---
        title: A title
        date: 2026-03-14
        status: draft
        severity: 高
        services: [checkout]
        authors: ["@mika"]
        started: 2026-03-14T00:30:00
        action_items:
          - {id: A1, title: a, status: open, owner: "@ken", priority: P1, due: 2026-04-01}
        ---
        """,
    )
    folder.write(
        "docs/circles/2026-06-10-reading.md",
        "---\ntitle: a\nprogram: reading\nkind: reading\ndate: 2026-06-10\nstatus: held\n---\n",
    )
    assert len(codes(folder)) == 1
    assert codes(folder)[0][0] == "rindoku.toml"


def test_a_key_that_is_cut_short_is_told(folder: Repository) -> None:
    folder.write("rindoku.toml", 'lang = "ja"\n')
    (found,) = check(read_catalog(WorkingTree(folder.path)))
    assert "did you mean `language`?" in found.message


def test_a_policy_without_severities_takes_any(folder: Repository) -> None:
    folder.write("rindoku.toml", "severities = []\n")
    folder.write(PATH, POSTMORTEM)
    assert codes(folder) == []


# Hostile policies


@pytest.mark.parametrize(
    "text",
    ["x = " + "[" * 100_000, "x = " + "{a=" * 50_000, "a." * 3_000 + "a = 1", "x = " + "9" * 9_999],
    ids=["brackets", "braces", "dots", "digits"],
)
def test_a_policy_without_end_is_refused_at_once(folder: Repository, text: str) -> None:
    folder.write("rindoku.toml", text)
    with within():
        assert codes(folder) == [("rindoku.toml", "RK007")]


def test_a_huge_policy_is_not_read(folder: Repository) -> None:
    folder.write("rindoku.toml", b"#" * 5_000_000)
    assert codes(folder) == [("rindoku.toml", "RK002")]


# What it decides


def test_the_time_zone_decides_on_which_day_a_time_lies(folder: Repository) -> None:
    text = POSTMORTEM.replace("status: draft", "status: draft\nstarted: 2026-03-13T16:00:00Z")
    folder.write(PATH, text)
    assert codes(folder) == [(PATH, "RK204")]
    folder.write("rindoku.toml", 'timezone = "Asia/Tokyo"\n')
    assert codes(folder) == []


@pytest.mark.parametrize("gone", ["retired = 2020-01-01", ""])
def test_a_retired_service_stays_known(folder: Repository, gone: str) -> None:
    folder.write("rindoku.toml", f"services = {{ batch = {{ {gone} }} }}\n")
    text = POSTMORTEM.replace("status: draft", "status: draft\nservices: [batch]")
    folder.write(PATH, text)
    assert codes(folder) == []


def test_owners_may_be_teams_but_authors_are_people(folder: Repository) -> None:
    folder.write("rindoku.toml", 'people = { "@mika" = {} }\nteams = { "@ken" = ["@mika"] }\n')
    folder.write(PATH, POSTMORTEM)
    assert codes(folder) == []
    folder.write(PATH, POSTMORTEM.replace("severity:", 'authors: ["@ken"]\nseverity:'))
    assert codes(folder) == [(PATH, "RK207")]


def test_someone_who_left_stays_known(folder: Repository) -> None:
    folder.write("rindoku.toml", 'people = { "@ken" = { left = 2025-12-31 } }\n')
    folder.write(PATH, POSTMORTEM)
    assert codes(folder) == []


def test_its_limits_decide_how_late_a_promise_may_be(folder: Repository) -> None:
    folder.write("rindoku.toml", "[staleness]\naged = { P1 = 7 }\n")
    folder.write(PATH, POSTMORTEM)
    assert codes(folder) == [(PATH, "RK309")]
    folder.write(PATH, POSTMORTEM.replace("status: draft", "status: final"))
    assert (PATH, "RK309") not in codes(folder)  # there a moved day is the report's business


def test_a_field_behind_a_list_of_thousands_is_found_at_once() -> None:
    """Reading anew for each line of the list took minutes for what this has."""
    entries = "".join(f'  "SEV{number}",  # ]\n' for number in range(20_000))
    text = f'severities = [\n{entries}]\nlanguage = "jp"\n'
    with within():
        file = policy_in(text)
        ((_, problem),) = file.mistakes
        place = file.place(problem.at)
    assert place.line == 20_003


@pytest.mark.parametrize("run", ["1" * 2_000_000, "a" * 2_000_000, "a-" * 1_000_000])
def test_a_run_of_millions_of_signs_is_no_reason_to_wait(run: str) -> None:
    with within():
        assert policy_in(f"x = {run}\n").error is not None


# Settings that nobody reads


@pytest.mark.parametrize(
    ("file", "text", "named", "mend"),
    [
        ("rindoku.toml", '[▸rindoku]\nlanguage = "ja"\n', "rindoku", "[tool.rindoku]"),
        ("pyproject.toml", '[project]\n[▸rindoku]\nlanguage = "ja"\n', "rindoku", "[tool.rindoku]"),
        ("pyproject.toml", "[tool.▸rindokku]\n", "tool.rindokku", "[tool.rindoku]"),
        ("rindoku.toml", "[staleness]\n▸P1 = 20\n", "staleness.P1", "staleness.aged"),
        ("pyproject.toml", "[tool.rindoku.staleness]\n▸P2 = 2\n", "staleness.P2", "staleness.aged"),
        ("rindoku.toml", "people = {▸mika = {}}\n", "mika", '"@mika"'),
        ("rindoku.toml", "▸colour = 3\n", "colour", "`timezone`"),
        ("rindoku.toml", '[people."@mika"]\n▸birthday = 2000-01-01\n', "birthday", "`joined`"),
        ("rindoku.toml", '▸language = "ja"\n[tool.rindoku]\n', "language", "into [tool.rindoku]"),
    ],
)  # fmt: skip
def test_a_setting_that_means_nothing_is_told_with_where_it_belongs(
    folder: Repository, file: str, text: str, named: str, mend: str
) -> None:
    place = text.index("▸")
    text = text.replace("▸", "")
    folder.write(file, text)
    (one,) = check(read_catalog(WorkingTree(folder.path)))
    line_start = text.rfind("\n", 0, place) + 1
    expected = Place(text.count("\n", 0, place) + 1, place - line_start + 1)
    assert (one.code, one.path, one.place) == ("RK105", file, expected)
    assert named in one.message
    assert mend in one.hint


def test_two_policies_are_told_with_the_one_that_nobody_reads(folder: Repository) -> None:
    folder.write("rindoku.toml", 'language = "ja"\n')
    folder.write("pyproject.toml", '[tool.rindoku]\nlanguage = "en"\n')
    (one,) = check(read_catalog(WorkingTree(folder.path)))
    assert (one.code, one.path) == ("RK105", "rindoku.toml")
    assert "pyproject.toml" in one.message


def test_the_tables_of_other_tools_are_no_business_of_ours(folder: Repository) -> None:
    folder.write("pyproject.toml", "[tool.ruff]\n[tool.rindoku]\n[project]\n")
    folder.write("rindoku.toml", "")
    assert codes(folder) == [("rindoku.toml", "RK105")]  # two policies, and nothing else
    folder.write("rindoku.toml", "[tool.ruff]\nline-length = 100\n")
    folder.write("pyproject.toml", "[tool.ruff]\n")
    assert codes(folder) == []
