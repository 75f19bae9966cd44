"""An answer whose inputs are all the same is told again before anything heavy is imported."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime, time, timedelta, tzinfo
from functools import cached_property
from pathlib import Path
from typing import Any, TextIO

from rindoku import clock
from rindoku.git import Git, NoGitError
from rindoku.memory.answers import Answer, Asked, answer_to
from rindoku.memory.inputs import question

_STREAMS = ("stdout", "stderr")


class _Heard:
    """An output stream that also remembers what is written to it."""

    def __init__(self, stream: TextIO, number: int, texts: list[tuple[int, str]]) -> None:
        self._stream, self._number, self._texts = stream, number, texts

    def write(self, text: str) -> int:
        written = self._stream.write(text)  # refuses what is no text, as click tries it
        self._texts.append((self._number, text))
        return written

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class Conversation:
    """One run of the command: what it is asked, and what it says to that."""

    def __init__(self, arguments: list[str]) -> None:
        self._arguments = arguments
        self._streams = [getattr(sys, name) for name in _STREAMS]
        self._git: Git | None = None
        self._asked: Asked | None = None
        self._texts: list[tuple[int, str]] = []
        self._days: tuple[float, float] | None = None

    def told_before(self) -> int | None:
        """Say what was said to the same question; its exit code, None where it has to be found."""
        if not self._can_be_heard():
            return None
        try:
            self._git = Git(Path.cwd())
            answer = answer_to(self._question, self._git)
        except (NoGitError, OSError):
            return None
        for number, text in answer.texts if answer else ():
            self._streams[number].write(text)
            self._streams[number].flush()
        return answer.exit_code if answer else None

    def listen(self, root: Path) -> None:
        """From here on the answer depends on the repository at ``root`` and on the question."""
        if self._git is None or not self._git.is_around(root):
            return
        try:
            self._asked = Asked(self._question, root, self._git)
        except (NoGitError, OSError):
            return
        for number, name in enumerate(_STREAMS):
            setattr(sys, name, _Heard(self._streams[number], number, self._texts))

    def holds_today(self, zone: tzinfo) -> None:
        """The answer is of this day in a time zone."""
        today = datetime.combine(clock.today(zone), time(), zone)
        self._days = (today.timestamp(), (today + timedelta(days=1)).timestamp())

    def depends_on(self, paths: Iterable[str]) -> None:
        """The answer depends on these files too, by their paths from the root."""
        if self._asked is not None:
            self._asked.more.update(paths)

    def forget(self) -> None:
        """The answer depends on more than that: it is not told again."""
        self._asked = None

    def end(self, exit_code: object) -> None:
        """Remember what was said, if it is an answer."""
        for number, name in enumerate(_STREAMS):
            setattr(sys, name, self._streams[number])
        if self._asked is not None and exit_code in (0, 1):
            self._asked.keep(Answer(int(str(exit_code)), self._texts), self._days)

    @cached_property
    def _question(self) -> str:
        """What is asked, by the environment as it was before anything here changed it."""
        return question(self._arguments, self._streams)

    def _can_be_heard(self) -> bool:
        """Whether all that is said goes through these streams as text."""
        encodings = [getattr(stream, "encoding", None) for stream in self._streams]
        return all(str(one).lower().replace("-", "") == "utf8" for one in encodings)


_current: list[Conversation] = []
"""That of this process, while the command runs from its entry point."""


def begin(arguments: list[str]) -> int | None:
    """Begin a conversation; the exit code where the same was answered before, and is said again."""
    conversation = Conversation(arguments)
    told = conversation.told_before()
    if told is None:
        _current[:] = [conversation]
    return told


def listen(root: Path) -> None:
    """See Conversation."""
    for conversation in _current:
        conversation.listen(root)


def holds_today(zone: tzinfo) -> None:
    """See Conversation."""
    for conversation in _current:
        conversation.holds_today(zone)


def depends_on(paths: Iterable[str]) -> None:
    """See Conversation."""
    for conversation in _current:
        conversation.depends_on(paths)


def forget() -> None:
    """See Conversation."""
    for conversation in _current:
        conversation.forget()


def end(exit_code: object) -> None:
    """End the conversation; see there."""
    while _current:
        _current.pop().end(exit_code)
