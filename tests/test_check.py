"""The command `rindoku check`: what it prints, where, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.commands import Ran
from tests.conftest import POSTMORTEM, Repository

PATH = "postmortems/2026-03-14-checkout-502.md"
WARNED = POSTMORTEM.replace("due: 2026-04-10", "due: 2026-12-01")
BROKEN = POSTMORTEM.replace("severity: SEV2", "severity: SEV9")


BUFFERING = pytest.mark.parametrize("buffering", ["PYTHONUNBUFFERED=", "PYTHONUNBUFFERED=1"])


def shell(folder: Repository, line: str) -> Ran:
    """Run a line of shell in which ``rindoku`` is the real command."""
    command = f"rindoku() {{ '{sys.executable}' -m rindoku \"$@\"; }}; {line}"
    ran = subprocess.run(
        ["bash", "-c", command], cwd=folder.path, capture_output=True, check=False, timeout=120
    )
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


# How it ends


@pytest.mark.parametrize(
    ("text", "exit_code", "summary"),
    [
        (POSTMORTEM, 0, "1 record, nothing to mend."),
        (WARNED, 0, "1 warning in 1 file; 1 record checked."),
        (BROKEN, 1, "1 error in 1 file; 1 record checked."),
    ],
    ids=["fine", "only warnings", "errors"],
)
def test_the_exit_code_says_whether_there_are_errors(
    folder: Repository, text: str, exit_code: int, summary: str
) -> None:
    folder.write(PATH, text)
    ran = folder.rindoku("check")
    assert ran.exit_code == exit_code
    assert ran.stderr.startswith(summary)


def test_an_empty_repository_is_told_how_to_begin(folder: Repository) -> None:
    ran = folder.rindoku("check")
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert ran.stderr == (
        "No record was checked: they lie in `postmortems/`. "
        '`rindoku new "What happened"` begins one.\n'
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("check", "--nonsense"), "--nonsense"),
        (("check", "--format", "xml"), "xml"),
        (("check", "no-such-file.md"), "no-such-file.md"),
        (("check", "x" * 5000), "there is no file or folder"),
        (("check", "/"), "is not in"),
        (("check", ".."), "is not in"),
        (("--root", "nowhere", "check"), "nowhere"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(
    folder: Repository, arguments: tuple[str, ...], complaint: str
) -> None:
    ran = folder.rindoku(*arguments)
    assert ran.exit_code == 2
    assert complaint in ran.stderr
    assert "Traceback" not in ran.stderr


def test_outside_of_any_repository_it_says_where_to_go(folder: Repository) -> None:
    (folder.path / "postmortems").rmdir()
    ran = folder.rindoku("check")
    assert ran.exit_code == 2
    assert "--root" in ran.stderr


@pytest.mark.parametrize(
    "policy", ["tool = 3\n", "x = " + "[" * 5000, "x = " + "9" * 5000, "x = \n", "\xff"]
)
def test_a_strange_pyproject_is_not_taken_for_a_repository(folder: Repository, policy: str) -> None:
    (folder.path / "postmortems").rmdir()
    folder.write("pyproject.toml", policy.encode("latin-1"))
    ran = folder.rindoku("check")
    assert ran.exit_code == 2
    assert "Traceback" not in ran.stderr


def test_a_pyproject_that_is_a_pipe_is_not_waited_for(folder: Repository) -> None:
    (folder.path / "postmortems").rmdir()
    os.mkfifo(folder.path / "pyproject.toml")
    command = f"timeout 60 '{sys.executable}' -m rindoku check"  # ends with 124 when time is up
    assert shell(folder, command).exit_code == 2


# What it prints


def test_a_finding_is_shown_with_its_line_and_a_mend(folder: Repository) -> None:
    folder.write(PATH, BROKEN)
    assert folder.rindoku("check").stdout == (
        f"{PATH}:5:11: RK205 `severity` is `SEV9`; this repository knows SEV1, SEV2, SEV3, SEV4\n"
        "  5 | severity: SEV9\n"
        "    |           ^\n"
        "  hint: did you mean `SEV4`?\n"
    )


def test_the_caret_stands_under_japanese_too(folder: Repository) -> None:
    item = "action_items: [{id: A1, title: 決済が失敗した, status: opened}]"
    folder.write(
        PATH, f"---\ntitle: a\ndate: 2026-03-14\nstatus: draft\nseverity: SEV2\n{item}\n---\n"
    )
    place, line, caret, _ = folder.rindoku("check").stdout.splitlines()
    assert place.startswith(f"{PATH}:6:49: RK103")
    before = line[: line.index("opened")]
    assert caret.index("^") == len(before) + sum(not c.isascii() for c in before)


def test_findings_come_in_the_order_of_files_and_lines(folder: Repository) -> None:
    folder.write("postmortems/2026-03-15-b.md", "---\ntags: a\nservices: b\n---\n")
    folder.write("postmortems/2026-03-14-a.md", "broken")
    places = [(f["path"], f["line"], f["column"], f["code"]) for f in folder.findings()]
    assert places == sorted(places)
    assert len(places) > 4


def test_json_has_every_finding_in_full(folder: Repository) -> None:
    folder.write(PATH, BROKEN)
    assert folder.findings() == [
        {
            "path": PATH,
            "line": 5,
            "column": 11,
            "code": "RK205",
            "severity": "error",
            "message": "`severity` is `SEV9`; this repository knows SEV1, SEV2, SEV3, SEV4",
            "hint": "did you mean `SEV4`?",
        }
    ]


def test_json_is_json_without_findings_too(folder: Repository) -> None:
    assert folder.rindoku("check", "--format", "json").json == {"findings": []}


def test_github_shows_a_finding_on_its_line(folder: Repository) -> None:
    folder.write(PATH, WARNED)
    out = folder.rindoku("check", "--format", "github").stdout
    assert out.startswith(
        f"::warning file={PATH},line=13,col=10,title=RK309::{PATH}:13:10: RK309 A1 is P1"
    )
    assert "%0Ahint: " in out


def test_no_content_becomes_a_command_of_github(folder: Repository) -> None:
    severity = r'"SEV%0A\n::error::pwned\r::set-output name=x::y"'
    folder.write("postmortems/2026-03-14-a::b,c=%0A.md", BROKEN.replace("SEV9", severity))
    out = folder.rindoku("check", "--format", "github").stdout
    assert out.count("\n") == 2  # Windows has no such name, either
    assert "SEV%250A\ufffd::error::pwned\ufffd::set-output" in out
    assert "file=postmortems/2026-03-14-a%3A%3Ab%2Cc=%250A.md,line=5," in out


def test_no_content_reaches_the_terminal_as_a_command(folder: Repository) -> None:
    folder.write("postmortems/2026-03-14-\x1b[2J.md", BROKEN.replace("SEV9", r'"\x1b[31m\a"'))
    out = folder.rindoku("check").stdout
    assert "RK205" in out
    assert "\x1b" not in out
    assert "\a" not in out


# Which records


def test_paths_limit_what_is_checked_but_not_what_is_known(folder: Repository) -> None:
    folder.write("postmortems/2026-03-14-a.md", BROKEN)
    folder.write(
        "postmortems/2026-03-15-b.md",
        POSTMORTEM.replace("2026-03-14", "2026-03-15").replace(
            "severity: SEV2", "severity: SEV2\nrecurrence_of: [2026-03-14-a]"
        ),
    )
    ran = folder.rindoku("check", "postmortems/2026-03-15-b.md")
    assert (ran.exit_code, ran.stderr) == (0, "1 record, nothing to mend.\n")


@pytest.mark.parametrize(
    "path", ["postmortems", "postmortems/", ".", "./postmortems/../postmortems", f"{PATH}"]
)
def test_a_path_may_be_written_in_any_way(folder: Repository, path: str) -> None:
    folder.write(PATH, BROKEN)
    assert [f["path"] for f in folder.findings(path)] == [PATH]


def test_paths_are_seen_from_where_the_person_is(folder: Repository) -> None:
    folder.write(PATH, BROKEN)
    ran = folder.rindoku("check", "2026-03-14-checkout-502.md", cwd=folder.path / "postmortems")
    assert ran.exit_code == 1
    assert ran.stdout.splitlines()[0].split(":")[0].endswith("2026-03-14-checkout-502.md")


@pytest.mark.parametrize("path", ["rindoku.toml", "."])
def test_a_broken_policy_is_told_when_it_is_among_the_paths(folder: Repository, path: str) -> None:
    folder.write("rindoku.toml", 'language = "fr"\n')
    assert [f["code"] for f in folder.findings(path)] == ["RK103"]


def test_a_file_that_is_no_record_is_named_and_passed_over(folder: Repository) -> None:
    folder.write("docs/notes.md", "anything")
    ran = folder.rindoku("check", "docs/notes.md")
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert "docs/notes.md" in ran.stderr


# Where it prints


@BUFFERING
def test_a_reader_that_stops_early_is_no_error(folder: Repository, buffering: str) -> None:
    for number in range(1000):  # more than a pipe holds
        folder.write(f"postmortems/2026-03-14-{number}.md", "broken")
    ran = shell(folder, f"{buffering} rindoku check | head -1")
    assert ran.stdout.count("\n") == 1
    assert ran.stderr == ""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is full")  # noqa: PTH110
@BUFFERING
@pytest.mark.parametrize("command", ["check", "--help", "rule", "check --format json"])
def test_a_full_disk_is_told_without_a_traceback(
    folder: Repository, command: str, buffering: str
) -> None:
    folder.write(PATH, BROKEN)
    ran = shell(folder, f"{buffering} rindoku {command} > /dev/full")
    assert ran.exit_code == 2
    assert ran.stderr == "rindoku: No space left on device: the output\n"


@BUFFERING
def test_a_closed_output_is_none_to_complain_about(folder: Repository, buffering: str) -> None:
    folder.write(PATH, BROKEN)
    ran = shell(folder, f"{buffering} rindoku check >&-")
    assert ran.exit_code == 1
    assert ran.stderr.startswith("1 error in 1 file; 1 record checked.")
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"NO_COLOR": "1"}, {"TERM": "dumb"}],
    ids=str,
)
def test_a_plain_terminal_shows_everything(folder: Repository, environment: dict[str, str]) -> None:
    folder.write("postmortems/2026-03-14-決済.md", BROKEN.replace("SEV9", "高"))
    folder.environment = environment
    ran = folder.process("check")
    assert ran.exit_code == 1
    assert "`severity` is `" in ran.stdout
    assert "\x1b" not in ran.stdout


def test_a_merge_conflict_that_was_left_is_called_one(folder: Repository) -> None:
    folder.write(
        "postmortems/2026-03-14-x.md",
        "---\ntitle: x\n<<<<<<< HEAD\ndate: 2026-03-14\n=======\ndate: 2026-03-15\n"
        ">>>>>>> branch\nstatus: draft\nseverity: SEV2\n---\n",
    )
    (found,) = folder.findings()
    assert (found["line"], found["column"], found["message"]) == (
        3, 1, "a merge conflict was left here",
    )  # fmt: skip
