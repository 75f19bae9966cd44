"""Addresses of GitHub repositories, issues and pull requests, read into what they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

_NAME = r"[A-Za-z0-9_-]+"
_REPOSITORY = re.compile(rf"({_NAME})/((?!\.+(?:/|$))[A-Za-z0-9._-]+)")
_ISSUE = re.compile(rf"/{_REPOSITORY.pattern}/(?:issues|pull)/([1-9][0-9]{{0,9}})(?:/.*)?")
_SHELL_ADDRESS = re.compile(r"(?:[^/@\s]+@)?([^/:@\s]+):(?!/)(.+)")


@dataclass(frozen=True)
class RepositoryAddress:
    """A repository on a GitHub server; names in lower case, in which GitHub compares them."""

    host: str
    owner: str
    name: str

    def __str__(self) -> str:
        return f"{self.host}/{self.owner}/{self.name}"


class IssueAddress(NamedTuple):
    """An issue or a pull request; GitHub counts both with the same numbers."""

    repository: RepositoryAddress
    number: int


def parse_issue(url: str) -> IssueAddress | None:
    """What the web address of an issue or a pull request names; None where it is of neither."""
    parts = _split(url)
    match = _ISSUE.fullmatch(parts.path) if parts else None
    if parts is None or match is None:
        return None
    return IssueAddress(_repository(_host(parts.netloc), match[1], match[2]), int(match[3]))


def parse_repository(text: str) -> RepositoryAddress | None:
    """A repository as `OWNER/NAME`, as `HOST/OWNER/NAME`, or as the address of a git remote."""
    text = text.strip()
    host, path = "github.com", text
    if "://" in text:
        parts = _split(text)
        if parts is None:
            return None
        host, path = _host(parts.netloc), parts.path
        if parts.scheme == "ssh":
            host = (parts.hostname or "").removeprefix("ssh.")  # its port is not the web's
    elif match := _SHELL_ADDRESS.fullmatch(text):
        host, path = match[1].lower(), match[2]
    elif text.count("/") == 2:
        host, _, path = text.partition("/")
    found = _REPOSITORY.fullmatch(path.strip("/").removesuffix(".git"))
    return _repository(host.lower(), found[1], found[2]) if found else None


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _host(netloc: str) -> str:
    return netloc.rpartition("@")[2].lower().removeprefix("www.")


def _repository(host: str, owner: str, name: str) -> RepositoryAddress:
    return RepositoryAddress(host, owner.lower(), name.lower())
