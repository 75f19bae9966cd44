"""The guides are honest: their commands run as they are written, and print what is shown.

Each runs from its top to its bottom as if it were 2026-11-24; see tests/guides.py for the comments
that steer it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from rindoku import cli
from rindoku.errors import CannotRunError
from rindoku.scaffold.demo import TOLD_ON, write_demo
from tests.conftest import PROJECT, Repository
from tests.guides import Place, Step, Text, blocks_of, commands_in_text, read_guide, words_of

GUIDES = [PROJECT / "README.md", *sorted((PROJECT / "docs/guides").rglob("*.md"))]
BY_NAME = pytest.mark.parametrize("guide", GUIDES, ids=lambda p: str(p.relative_to(PROJECT)))
PLAIN = ("cp", "git", "mkdir", "chmod", "cat", "ls")
"""Other commands that are run, too; the rest installs or serves something."""
HASH = re.compile(r"\b[0-9a-f]{7}\b")


@pytest.fixture(autouse=True)
def who_commits_on_the_day_the_guides_are_told_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "森 美加")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "mika@example.com")
        monkeypatch.setenv(f"GIT_{role}_DATE", f"{TOLD_ON}T12:00:00+09:00")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "shop"
    write_demo(folder, TOLD_ON)
    return folder


class Reader:
    """Somebody who does what a guide says, in folders beside a checkout of this repository."""

    def __init__(self, scratch: Path, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.scratch, self.shop, self.monkeypatch = scratch, shop, monkeypatch
        (scratch / "rindoku").symlink_to(PROJECT)
        monkeypatch.setenv("HOME", str(scratch))
        self.places = 0
        self.go_to(Place(is_sample=True))

    def go_to(self, place: Place) -> None:
        self.places += 1
        folder = self.scratch / f"ours-{self.places}"
        if place.is_sample:
            shutil.copytree(self.shop, folder)
        else:
            folder.mkdir()
            Repository(folder).git("init", "--quiet", "--initial-branch=main")
        self.monkeypatch.chdir(folder)

    def does(self, step: Step) -> str | None:
        """What the command prints; None where it is one that is not run here."""
        words = step.words
        name = words[0]
        if name == "cd":
            self.monkeypatch.chdir(words[1])
        elif words[:2] == ["rindoku", "demo"]:
            shutil.copytree(self.shop, words[2])
        elif name == "rindoku":
            return self.runs(step, words[1:])
        elif name in PLAIN:
            ran = subprocess.run(
                ["bash", "-c", step.command], capture_output=True, text=True, check=False
            )
            assert ran.returncode == step.exit_code, ran.stderr
            return ran.stdout + ran.stderr
        return None

    def runs(self, step: Step, words: list[str]) -> str:
        arguments, file = words, None
        if ">" in words:
            arguments, file = words[: words.index(">")], words[words.index(">") + 1]
        self.monkeypatch.setattr("sys.argv", ["rindoku", *arguments])
        ran = CliRunner().invoke(cli.rindoku, arguments, prog_name="rindoku")
        exit_code = 2 if isinstance(ran.exception, CannotRunError) else ran.exit_code
        told = ran.output + (str(ran.exception) if exit_code == 2 else "")
        if exit_code != step.exit_code:
            pytest.fail(f"`{step.command}` ended with {exit_code}:\n{told}", pytrace=False)
        if file:
            Path(file).write_text(ran.stdout, "utf-8")
            return ran.stderr
        return told


@BY_NAME
def test_what_a_guide_does_works_and_prints_what_is_shown(
    guide: Path, tmp_path: Path, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(tmp_path, shop, monkeypatch)
    for part in read_guide(guide):
        if isinstance(part, Place):
            reader.go_to(part)
        elif isinstance(part, Text):
            Path(part.file).parent.mkdir(exist_ok=True)
            with Path(part.file).open("a", encoding="utf-8") as file:
                file.write(f"\n{part.text}" if file.tell() else part.text)
        elif part.is_run:
            printed = reader.does(part)
            missing = None if printed is None else first_not_printed(part.shown, printed)
            where = f"{guide.relative_to(PROJECT)}:{part.line}"
            if missing is not None:
                pytest.fail(f"{where}: {missing!r} is not printed; but\n{printed}", pytrace=False)


def first_not_printed(shown: list[str], printed: str) -> str | None:
    """The first shown line that does not come in what was printed, after the one before it.

    White space and the ids of commits do not count; a line may be cut, or left out, with a `…`.
    """
    rest = _plain(printed)
    for line in shown:
        for piece in _plain(line).split("…"):
            found = rest.find(piece)
            if found < 0:
                return line
            rest = rest[found + len(piece) :]
    return None


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", HASH.sub("0000000", text))


def test_a_line_that_is_not_printed_is_found() -> None:
    assert first_not_printed(["one", "…", "four"], "one\ntwo\nthree\n") == "four"
    assert first_not_printed(["two", "one"], "one\ntwo\n") == "one"
    assert first_not_printed(["o… two"], "one\ntwo\n") is None


@BY_NAME
def test_every_command_and_option_is_known_to_help(guide: Path) -> None:
    shown = [part.command for part in read_guide(guide) if isinstance(part, Step)]
    for command in [*shown, *commands_in_text(guide)]:
        if command.startswith("rindoku "):
            assert unknown_in(words_of(command)[1:]) == [], command


def unknown_in(words: list[str]) -> list[str]:
    """The words of a command line that are neither its commands nor options of theirs."""
    command: click.Command = cli.rindoku
    while isinstance(command, click.Group) and words and words[0].isalpha() and words[0].islower():
        with click.Context(command) as context:
            found = command.get_command(context, words[0])
        if found is None:
            return [words[0]]
        command, words = found, words[1:]
    options = {"-h", "--help", *(opt for param in command.params for opt in param.opts)}
    asked = [word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)]
    return [word for word in asked if word not in options]


def test_a_command_or_an_option_that_help_does_not_know_is_found() -> None:
    assert unknown_in(["circle", "due", "--lang", "ja"]) == []
    assert unknown_in(["circle", "dew"]) == ["dew"]
    assert unknown_in(["stale", "--as-off", "2026-06-30"]) == ["--as-off"]


@BY_NAME
def test_a_policy_that_a_guide_shows_has_no_mistakes(guide: Path, folder: Repository) -> None:
    for block in blocks_of(guide, "toml"):
        folder.write("rindoku.toml", block.encode())
        assert folder.findings() == []


def test_each_guide_is_there_in_both_languages() -> None:
    folder = PROJECT / "docs/guides"
    names = {path.name for path in folder.glob("*.md")}
    assert names == {path.name for path in folder.glob("ja/*.md")}


def test_the_day_is_the_one_the_sample_is_told_on() -> None:
    assert date(2026, 11, 24) == TOLD_ON
