"""Reads guides: their commands with what they show, and what a comment says to do first.

Comments that a reader does not see steer a guide's run:

- ``<!-- guide: in a sample repository -->``: what follows runs in a fresh one of `rindoku demo`, as
  a guide does from its beginning;
- ``<!-- guide: in an empty repository -->``: in a new git repository beside Rindoku's checkout;
- ``<!-- guide: not run: WHY -->``: the next block is not run (its options are still looked up);
- ``<!-- guide: append to FILE -->``: the next block is what a reader adds to that file.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_COMMENT = re.compile(r"<!-- guide: (.+?) -->")
_FENCE = re.compile(r"( *)(`{3,})(\w*)")
_PLACES = ("in a sample repository", "in an empty repository")
_INLINE = re.compile(r"`(rindoku [^`\n]+)`")


@dataclass(frozen=True)
class Place:
    """From here on, the commands run in a fresh repository: a sample one, or an empty one."""

    is_sample: bool


@dataclass(frozen=True)
class Text:
    """What a reader adds to a file."""

    file: str
    text: str


@dataclass
class Step:
    """A command, the lines that are shown under it, and the exit code it ends with."""

    line: int
    command: str
    shown: list[str] = field(default_factory=list)
    exit_code: int = 0
    is_run: bool = True

    @property
    def words(self) -> list[str]:
        return words_of(self.command)


def words_of(command: str) -> list[str]:
    """A command line's words as a shell takes them apart, without a comment at its end."""
    return shlex.split(re.sub(r"\s# .*", "", command.replace("\\\n", " ")))


def read_guide(path: Path) -> Iterator[Place | Text | Step]:
    """What a guide does, in its order. Raises ValueError for a comment that means nothing."""
    said = ""
    for number, language, block in _blocks(path.read_text("utf-8").splitlines()):
        if language == "comment":
            said = block[0]
            if said in _PLACES:
                yield Place(is_sample=said == _PLACES[0])
            elif not said.startswith(("not run: ", "append to ")):
                raise ValueError(f"{path}:{number}: no guide can be steered by {said!r}")
        elif said.startswith("append to "):
            yield Text(said.removeprefix("append to "), "\n".join(block) + "\n")
            said = ""
        else:
            if language == "console":
                yield from _steps(number, block, is_run=not said.startswith("not run"))
            said = ""


def blocks_of(path: Path, language: str) -> list[str]:
    """The fenced blocks of a language."""
    found = _blocks(path.read_text("utf-8").splitlines())
    return ["\n".join(block) + "\n" for _, name, block in found if name == language]


def commands_in_text(path: Path) -> list[str]:
    """The `rindoku …` commands that stand between backticks in a guide's sentences."""
    text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return _INLINE.findall(text)


def _blocks(lines: list[str]) -> Iterator[tuple[int, str, list[str]]]:
    """Each fenced block with its first line's number, and each comment for us."""
    fence, language, block, first, indent = "", "", list[str](), 0, ""
    for number, line in enumerate(lines, 1):
        if fence and line.strip() == fence:
            yield first, language, block
            fence = ""
        elif fence:
            block.append(line.removeprefix(indent))
        elif match := _FENCE.match(line):
            indent, fence, language = match[1], match[2], match[3] or "text"
            block, first = [], number + 1
        elif match := _COMMENT.search(line):
            yield number, "comment", [match[1]]


def _steps(first: int, block: list[str], *, is_run: bool) -> list[Step]:
    steps: list[Step] = []
    goes_on = False
    for number, line in enumerate(block, first):
        if goes_on:
            steps[-1].command += "\n" + line
        elif line.startswith("$ "):
            steps.append(Step(number, line[2:], is_run=is_run))
        elif steps:
            steps[-1].shown.append(line)
        goes_on = line.endswith("\\") and (goes_on or line.startswith("$ "))
    return list(_with_exit_codes(steps))


def _with_exit_codes(steps: list[Step]) -> Iterator[Step]:
    """`$ echo $?` shows how the command before it ended."""
    for number, step in enumerate(steps):
        if step.command == "echo $?":
            steps[number - 1].exit_code = int(step.shown[0])
    return (step for step in steps if step.command != "echo $?")
