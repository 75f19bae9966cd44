"""Answers that were given before: told again while everything they depend on is the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from rindoku import clock
from rindoku.git import Git, NoGitError
from rindoku.memory.inputs import Inputs, also, inputs
from rindoku.memory.memory import FOLDER, make_room
from rindoku.memory.sealed import read_sealed, write_sealed
from rindoku.memory.stamps import TICK

T = TypeVar("T")
_KIND = "told"
_MOST_ANSWERS = 32


class Answer(NamedTuple):
    """What a command said: its exit code, and each text with the number of its stream."""

    exit_code: int
    texts: list[tuple[int, str]]


class _Told(NamedTuple):
    """An answer about the repository at ``root``, with its inputs.

    It holds ``since`` and until a moment (seconds since 1970); None: on any day. ``more`` are the
    paths of other files that it depends on, and ``digest_of_more`` how these were.
    """

    root: str
    digest: str
    since: float | None
    until: float | None
    answer: Answer
    more: list[str]
    digest_of_more: str


def answer_to(question: str, git: Git) -> Answer | None:
    """What was answered, where it would be answered so again now."""
    body = read_sealed(_file(question, git))
    if body is None:
        return None
    try:
        told = _Told(*json.loads(bytes(body)))
        answer = Answer(*told.answer)
    except (ValueError, TypeError):
        return None
    now = clock.now().timestamp()
    is_of_today = (told.since or now) <= now and (told.until is None or now < told.until)
    root = Path(told.root)
    is_same = is_of_today and inputs(root, git).digest == told.digest
    return answer if is_same and also(root, told.more) == told.digest_of_more else None


class Asked:
    """A question to which the answer is being found out."""

    def __init__(self, question: str, root: Path, git: Git) -> None:
        """Look at the inputs before anything is read."""
        self._question, self._root, self._git = question, root, git
        self._begun = clock.file_time()
        self._inputs = inputs(root, git)
        self.more: set[str] = set()
        """The paths of other files that the answer depends on; they are looked at in the end."""

    def keep(self, answer: Answer, days: tuple[float, float] | None) -> None:
        """Remember the answer, if nothing changed meanwhile or a moment before.

        ``days`` are the moments between which it holds, None where it does not depend on the day.
        """
        since, until = days or (None, None)
        if self._inputs.latest < self._begun - TICK and self._now() == self._inputs:
            more = sorted(self.more)
            told = _Told(
                str(self._root), self._inputs.digest, since, until, answer,
                more, also(self._root, more),
            )  # fmt: skip
            file = _file(self._question, self._git)
            write_sealed(file, [json.dumps(told).encode()])
            make_room(file.parent, _KIND, _MOST_ANSWERS)

    def _now(self) -> Inputs | None:
        with suppress(OSError):
            return inputs(self._root, self._git)
        return None


def remembered(subject: str, root: Path, find: Callable[[], T]) -> T:
    """What can be found out about the repository at ``root``, as JSON can hold it.

    It is found out again only where something is not as it was then.
    """
    try:
        git, question = Git(root), hashlib.sha256(subject.encode()).hexdigest()
        answer = answer_to(question, git)
        asked = Asked(question, root, git)
    except (NoGitError, OSError):
        return find()
    if answer is not None:
        found: T = json.loads(answer.texts[0][1])
        return found
    found = find()
    asked.keep(Answer(0, [(1, json.dumps(found))]), None)
    return found


def _file(question: str, git: Git) -> Path:
    return git.own_folder / FOLDER / f"{_KIND}-{question[:32]}"
