"""HTTP as a tracker's API wants it used: in time, patiently, and never off to another host."""

from __future__ import annotations

import math
import re
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import unquote, urljoin, urlsplit

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, MaxRetryError, NewConnectionError
from urllib3.util import parse_url
from urllib3.util.retry import Retry

from rindoku import clock
from rindoku.trackers.errors import NoServiceError, TrackerError

LONGEST_WAIT = 60
"""Seconds that a command waits when the server asks for it; beyond that it gives up."""

_TIMEOUT = 15.0
_QUESTIONS, _REDIRECTS = 3, 3
_MAX_BYTES = 4_000_000
_NUMBER = re.compile(r"[0-9]{1,12}")
_NEVER_ARRIVED = (NewConnectionError, ConnectTimeoutError)
_RETRY = Retry(
    total=2,
    backoff_factor=0.5,
    status_forcelist=(500, 502, 503, 504),
    redirect=False,
    raise_on_status=False,
    respect_retry_after_header=False,  # it may ask for an hour; `_asked_to_wait` looks first
)


def plain(text: str) -> str:
    """A server's words in one short line for a terminal."""
    line = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(line.split())[:200]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Client:
    """Sends requests one after the other and waits where it is asked to.

    ``tell`` gets a line when there is a wait.
    """

    def __init__(
        self, tell: Callable[[str], None] = lambda _: None, timeout: float = _TIMEOUT
    ) -> None:
        self._tell = tell
        self._timeout = urllib3.Timeout(connect=timeout, read=timeout)
        self._pools: dict[str, urllib3.PoolManager] = {}

    def get(self, url: str, headers: Mapping[str, str]) -> Answer:
        """The answer after redirects within the same host. Raises TrackerError for others."""
        for _ in range(_REDIRECTS):
            answer = self._patiently("GET", url, headers, None)
            target = answer.headers.get("location")
            if answer.status not in (301, 302, 307, 308) or target is None:
                return answer
            url = _same_origin(url, target)
        raise TrackerError("the server sends the question round in circles", "try again later")

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """The answer; redirects are not followed, and nothing is done twice.

        It is sent again only where it did not arrive, or where a rate limit was in the way.
        """
        return self._patiently("POST", url, headers, body)

    def _patiently(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        for left in reversed(range(_QUESTIONS)):
            answer = self._send(method, url, headers, body)
            seconds = _asked_to_wait(method, answer, clock.now().timestamp())
            if seconds is None:
                return answer
            if seconds > LONGEST_WAIT or not left:
                break
            self._tell(f"{_name(url)} asks to wait {seconds} s")
            time.sleep(seconds)
        assert seconds is not None
        raise NoServiceError(
            f"{_name(url)} answers no more questions until {_clock(seconds)} (its rate limit)",
            _limit_hint(answer, has_token="Authorization" in headers),
        )

    def _send(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        try:
            response = self._pool(url).request(
                method, url, body=body, headers=headers, timeout=self._timeout,
                retries=_RETRY, redirect=False, preload_content=False,
            )  # fmt: skip
            content = response.read(_MAX_BYTES + 1)
            response.release_conn()
        except HTTPError as error:
            reason = error.reason if isinstance(error, MaxRetryError) else error
            hint = "is the network there? HTTPS_PROXY names a proxy"
            if method == "POST" and not isinstance(reason, _NEVER_ARRIVED):
                hint = "it may have been done all the same: look there before you try again"
            message = f"{_name(url)} cannot be reached ({self._why(reason)})"
            raise NoServiceError(message, hint) from None
        if len(content) > _MAX_BYTES:
            response.close()
            raise TrackerError(f"{_name(url)} sends more than any issue holds", "is it GitHub?")
        return Answer(response.status, response.headers, content)

    def _why(self, reason: object) -> str:
        # a connection that is refused at once counts as one of them too
        is_late = isinstance(reason, urllib3.exceptions.TimeoutError)
        if is_late and not isinstance(reason, urllib3.exceptions.NewConnectionError):
            return f"no answer in {self._timeout.read_timeout} s"
        return plain(str(reason).rpartition(": ")[2])

    def _pool(self, url: str) -> urllib3.PoolManager:
        """Connections to a server, through the proxy that the environment names for it."""
        parts = urlsplit(url)
        if parts.netloc not in self._pools:
            proxy = urllib.request.getproxies().get(parts.scheme)
            if proxy and not urllib.request.proxy_bypass(parts.hostname or ""):
                self._pools[parts.netloc] = _through(proxy)
            else:
                self._pools[parts.netloc] = urllib3.PoolManager()
        return self._pools[parts.netloc]


def _through(proxy: str) -> urllib3.ProxyManager:
    """Connections through a proxy, under the name and password that its address may hold."""
    auth = parse_url(proxy).auth
    if auth is None:
        return urllib3.ProxyManager(proxy)
    # urllib3 writes Latin-1: so every byte arrives as the address has it
    told = urllib3.make_headers(proxy_basic_auth=unquote(auth, encoding="latin-1"))
    return urllib3.ProxyManager(proxy, proxy_headers=told)


def _asked_to_wait(method: str, answer: Answer, now: float) -> int | None:
    """Seconds until the server wants the question again; None where it answered it."""
    # behind a 503 something may have been done all the same: only to ask again does no harm
    if answer.status not in ((403, 429, 503) if method == "GET" else (403, 429)):
        return None
    after, reset = _number(answer, "retry-after"), _number(answer, "x-ratelimit-reset")
    if after is not None:
        return after
    if _number(answer, "x-ratelimit-remaining") == 0 and reset is not None:
        return max(1, math.ceil(reset - now))
    return LONGEST_WAIT + 1 if answer.status == 429 else None


def _limit_hint(answer: Answer, *, has_token: bool) -> str:
    limit = _number(answer, "x-ratelimit-limit")
    hint = "run the command again then"
    if not has_token:
        hint += "; with a token many more questions are allowed"
        hint += f" than {limit} an hour" if limit else ""
    return hint


def _number(answer: Answer, header: str) -> int | None:
    text = answer.headers.get(header, "")
    return int(text) if _NUMBER.fullmatch(text) else None


def _same_origin(url: str, target: str) -> str:
    """Where a redirect leads; the token goes to no other host than the one it was meant for."""
    try:
        whole = urljoin(url, target)
        here, there = urlsplit(url), urlsplit(whole)
    except ValueError:
        message = f"{_name(url)} sends the question on to what is no address: {plain(target)}"
        raise TrackerError(message, "try again later") from None
    if (here.scheme, here.netloc) != (there.scheme, there.netloc):
        message = f"{_name(url)} sends the question on to {plain(there.netloc)}"
        raise TrackerError(message, "nothing was asked there; write the issue's present address")
    return whole


def _name(url: str) -> str:
    return urlsplit(url).netloc


def _clock(seconds: int) -> str:
    """The time of day in so many seconds, where this machine is."""
    try:
        until = (clock.now() + timedelta(seconds=seconds)).astimezone()
    except (ValueError, OverflowError, OSError):
        return "some later day"
    return f"{until:%Y-%m-%d %H:%M}"
