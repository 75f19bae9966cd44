"""The variables that git is started with: none of its own around us may change an answer."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

ENVIRONMENT = {
    "GIT_DISCOVERY_ACROSS_FILESYSTEM": "1",  # a home on another disk is no end of the search
    "GIT_FLUSH": "0",  # nobody waits for a single answer
    "GIT_GRAFT_FILE": "/dev/null",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "LC_ALL": "C",
}
"""What we set for every call."""

_OURS = re.compile(r"GIT_(AUTHOR_|COMMITTER_|CONFIG_|PYTHON_).*|(?!GIT_).*", re.DOTALL)
"""The variables of the caller that git gets to see. In a hook the others name the hook's
repository, not the one we open; elsewhere they change what a path or a commit is."""


def environment_for_git() -> dict[str, str]:
    """The caller's variables that git gets to see."""
    return {name: value for name, value in os.environ.items() if _OURS.fullmatch(name)}


@contextmanager
def own_environment() -> Iterator[None]:
    """The process without the other ones of git's variables, for a library that starts git itself.

    Afterwards they are there again: others in this process may need them.
    """
    foreign = {name: value for name, value in os.environ.items() if not _OURS.fullmatch(name)}
    for name in foreign:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(foreign)
