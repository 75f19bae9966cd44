"""What GitHub says about an issue or a pull request, and how to open one there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from pydantic import AwareDatetime, BaseModel, ValidationError

from rindoku import __version__
from rindoku.records.base import Url
from rindoku.saying import say
from rindoku.trackers.addresses import IssueAddress, RepositoryAddress, parse_issue
from rindoku.trackers.errors import NoServiceError, TrackerError, plain
from rindoku.trackers.issue import Issue, Resolution
from rindoku.trackers.servers import Server

if TYPE_CHECKING:
    from rindoku.trackers.http import Answer, Client  # brings requests


class GitHub:
    """Asks GitHub servers about issues; each issue once."""

    def __init__(self, servers: Mapping[str, Server], client: Client) -> None:
        self._servers = servers
        self._client = client
        self._known: dict[IssueAddress, Issue | TrackerError] = {}
        self._silent: dict[str, NoServiceError] = {}

    def server(self, repository: RepositoryAddress) -> Server:
        """The server of a repository. Raises TrackerError where it may not be asked."""
        server = self._servers.get(repository.host)
        if server is None:
            hint = say("if it is a GitHub server of yours: GH_HOST=%(host)s", host=repository.host)
            known = " and ".join(self._servers)
            raise TrackerError(
                say("%(host)s is not asked, only %(known)s", host=repository.host, known=known),
                hint,
            )
        return server

    def read(self, url: str) -> Issue:
        """The state of the issue at an address. Raises TrackerError where it cannot be told."""
        address = parse_issue(url)
        if address is None:
            hint = say(
                "only issues and pull requests of GitHub can be read: …/OWNER/NAME/issues/12"
            )
            raise TrackerError(say("it is the address of no GitHub issue"), hint)
        if address not in self._known:
            self._known[address] = self._ask(address)
        known = self._known[address]
        if isinstance(known, TrackerError):
            raise known
        return known

    def create(self, repository: RepositoryAddress, title: str, body: str) -> str:
        """Open an issue and return its address. Raises TrackerError where none was opened."""
        server = self.server(repository)
        content = json.dumps({"title": title, "body": body}).encode("utf-8")
        url = f"{server.api}/repos/{repository.owner}/{repository.name}/issues"
        answer = self._client.post(url, _headers(server), content)
        if answer.status != 201:
            raise _refused_to_create(answer, server)
        try:
            return _parse(answer, server).html_url
        except TrackerError as error:
            hint = say(
                "look at https://%(repository)s/issues before you try again", repository=repository
            )
            raise TrackerError(str(error), hint) from None

    def _ask(self, address: IssueAddress) -> Issue | TrackerError:
        host = address.repository.host
        if host in self._silent:
            return self._silent[host]
        try:
            return self._get(address)
        except NoServiceError as error:
            self._silent[host] = error
            return error
        except TrackerError as error:
            return error

    def _get(self, address: IssueAddress) -> Issue:
        where = address.repository
        server = self.server(where)
        url = f"{server.api}/repos/{where.owner}/{where.name}/issues/{address.number}"
        answer = self._client.get(url, _headers(server))
        if answer.status != 200:
            raise _refused_to_read(answer, server)
        found = _parse(answer, server)
        has_moved = parse_issue(found.html_url) != address
        return Issue(found.html_url, *_closing(found), has_moved=has_moved)


class _PullRequest(BaseModel):
    merged_at: AwareDatetime | None = None


class _GitHubIssue(BaseModel):
    """What we need of GitHub's own description of an issue."""

    html_url: Url
    state: Literal["open", "closed"]
    state_reason: str | None = None
    closed_at: AwareDatetime | None = None
    pull_request: _PullRequest | None = None


def _parse(answer: Answer, server: Server) -> _GitHubIssue:
    try:
        return _GitHubIssue.model_validate_json(answer.body)
    except ValidationError:
        hint = say("try again later; GITHUB_API_URL, where it is set, must be the API of GitHub")
        raise TrackerError(
            say("%(server)s answers something that is no issue", server=_api(server)), hint
        ) from None


def _closing(answer: _GitHubIssue) -> tuple[Resolution | None, datetime | None]:
    """How and when it was closed; twice nothing while it is open."""
    if answer.state == "open":
        return None, None
    if answer.closed_at is None:
        raise TrackerError(
            say("it is closed, but GitHub does not say since when"), say("look at it there")
        )
    return _resolution(answer), answer.closed_at


def _resolution(answer: _GitHubIssue) -> Resolution:
    """How it was closed; issues closed before GitHub asked for a reason count as completed."""
    if answer.pull_request is not None:
        if "merged_at" not in answer.pull_request.model_fields_set:
            hint = say("look at it there")
            raise TrackerError(
                say("it is closed, but GitHub does not say whether it was merged"), hint
            )
        return "merged" if answer.pull_request.merged_at else "unmerged"
    resolutions: dict[str | None, Resolution] = {
        None: "completed",
        "completed": "completed",
        "not_planned": "not-planned",
        "duplicate": "duplicate",
    }
    if answer.state_reason not in resolutions:
        reason = plain(answer.state_reason or "")
        raise TrackerError(
            say("it is closed as `%(reason)s`, which is not known here", reason=reason),
            say("look at it"),
        )
    return resolutions[answer.state_reason]


def _headers(server: Server) -> dict[str, str]:
    headers = {
        "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": "2022-11-28",
        "User-Agent": f"rindoku/{__version__}",
    }
    return headers | ({"Authorization": f"Bearer {server.token}"} if server.token else {})


def _refused_to_read(answer: Answer, server: Server) -> TrackerError:
    told = _told(answer)
    if answer.status == 404:
        hint = say("was it deleted or moved to where the token may not look? open it in a browser")
        if server.token is None:
            hint = say(
                "if its repository is private, put a token into %(token_names)s",
                token_names=server.token_names[-1],
            )
        return TrackerError(say("it is not there, or may not be seen%(told)s", told=told), hint)
    if answer.status == 410:
        hint = say("take the line `tracker` out, or name another issue")
        return TrackerError(say("it was deleted%(told)s", told=told), hint)
    return _refused(answer, server, "issues and pull requests: read")


def _refused_to_create(answer: Answer, server: Server) -> TrackerError:
    told = _told(answer)
    if answer.status == 404:
        hint = say("is its name right (--repo OWNER/NAME), and may the token see it?")
        return TrackerError(say("there is no such repository%(told)s", told=told), hint)
    if answer.status == 410:
        return TrackerError(
            say("the repository has its issues switched off%(told)s", told=told),
            say("name another"),
        )
    if answer.status == 422:
        return TrackerError(
            say("GitHub does not take this issue%(told)s", told=told), say("open it by hand")
        )
    if answer.status in (301, 302, 307, 308):
        return TrackerError(
            say("the repository has moved or has a new name"), say("name it with --repo")
        )
    return _refused(answer, server, "issues: write")


def _refused(answer: Answer, server: Server, needed: str) -> TrackerError:
    """What every question may be answered with."""
    told, names = _told(answer), " or ".join(server.token_names)
    if answer.status == 401:
        hint = say("has it expired? put a new one into %(names)s", names=names)
        return NoServiceError(
            say("%(server)s does not accept the token%(told)s", server=_api(server), told=told),
            hint,
        )
    if answer.status == 403:
        hint = say("the token needs the permission `%(needed)s`", needed=needed)
        if server.token is None:
            hint = say("put a token into %(names)s", names=names)
        return TrackerError(
            say("%(server)s does not allow it%(told)s", server=_api(server), told=told), hint
        )
    if answer.status >= 500:
        return TrackerError(
            say("%(server)s is in trouble (%(status)s)", server=_api(server), status=answer.status),
            say("try again later"),
        )
    hint = say("is GITHUB_API_URL right, where it is set?")
    return TrackerError(
        say(
            "%(server)s answers %(status)s%(told)s",
            server=_api(server),
            status=answer.status,
            told=told,
        ),
        hint,
    )


def _told(answer: Answer) -> str:
    """GitHub's own words, where there are any: they name a missing sign-on, for example."""
    try:
        content: Any = json.loads(answer.body)
    except (ValueError, RecursionError):
        return ""
    message = content.get("message") if isinstance(content, dict) else None
    return f" ({plain(message)})" if isinstance(message, str) and message else ""


def _api(server: Server) -> str:
    return urlsplit(server.api).netloc
