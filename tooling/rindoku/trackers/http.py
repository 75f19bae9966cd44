"""HTTP as a tracker's API wants it used: in time, patiently, and with an end."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

import requests
import urllib3.exceptions

from rindoku import clock
from rindoku.saying import say
from rindoku.trackers.connections import open_session, proxies_for
from rindoku.trackers.errors import NoServiceError, TrackerError, plain

LONGEST_WAIT = 60
"""Seconds that a command waits when the server asks for it; beyond that it gives up."""

_TIMEOUT = 15.0
_QUESTIONS = 3
_MAX_BYTES = 4_000_000
_NUMBER = re.compile(r"[0-9]{1,12}")
_IN_TROUBLE = (500, 502, 503, 504)
_NEVER_ARRIVED = (
    requests.exceptions.InvalidURL,
    urllib3.exceptions.LocationValueError,
    requests.exceptions.InvalidSchema,
    requests.exceptions.ProxyError,
    urllib3.exceptions.ConnectTimeoutError,  # one that is refused at once is one of them, too
)


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Client:
    """Sends requests one after the other and waits where it is asked to.

    ``tell`` gets a line when there is a wait. ``timeout`` is in seconds: for a connection, and for
    each sign of life after that.
    """

    def __init__(
        self, tell: Callable[[str], None] = lambda _: None, timeout: float = _TIMEOUT
    ) -> None:
        self._tell = tell
        self._timeout = timeout
        self._session = open_session()

    def get(self, url: str, headers: Mapping[str, str]) -> Answer:
        """The answer after redirects within the same host. Raises TrackerError for others."""
        return self._patiently("GET", url, headers)

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """The answer; redirects are not followed, and nothing is done twice.

        It is sent again only where it did not arrive, or where a rate limit was in the way.
        """
        return self._patiently("POST", url, headers, body)

    def _patiently(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        for left in reversed(range(_QUESTIONS)):
            answer = self._send(method, url, headers, body)
            asked = _asked_to_wait(method, answer, clock.now().timestamp())
            if asked is None:
                if not (left and method == "GET" and answer.status in _IN_TROUBLE):
                    break
                time.sleep(1 / left)
                continue
            if asked > LONGEST_WAIT or not left:
                raise _no_more_answers(url, answer, asked, has_token="Authorization" in headers)
            self._tell(say("%(url)s asks to wait %(asked)d s", url=_name(url), asked=asked))
            time.sleep(asked)
        return answer

    def _send(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        try:
            with self._session.request(
                method, url, headers=dict(headers), data=body,
                timeout=self._timeout, proxies=proxies_for(url), stream=True,
            ) as response:  # fmt: skip
                content = _content(response)
        except requests.TooManyRedirects:
            message = say("the server sends the question round in circles")
            raise TrackerError(message, say("try again later")) from None
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise self._unreachable(method, url, error) from None
        return Answer(response.status_code, response.headers, content)

    def _unreachable(self, method: str, url: str, error: Exception) -> NoServiceError:
        cause = _cause(error)
        hint = say("is the network there? HTTPS_PROXY names a proxy")
        if method == "POST" and not any(isinstance(one, _NEVER_ARRIVED) for one in (error, cause)):
            hint = say("it may have been done all the same: look there before you try again")
        why = self._why(cause)
        if isinstance(error, requests.exceptions.ProxyError):
            why = say("the proxy: %(why)s", why=why)
        return NoServiceError(
            say("%(url)s cannot be reached (%(why)s)", url=_name(url), why=why), hint
        )

    def _why(self, cause: BaseException) -> str:
        is_late = isinstance(cause, urllib3.exceptions.TimeoutError)
        if is_late and not isinstance(cause, urllib3.exceptions.NewConnectionError):
            return say("no answer in %(timeout)s s", timeout=self._timeout)
        return plain(str(cause).rpartition(": ")[2])


def _content(response: requests.Response) -> bytes:
    """What an answer holds, unpacked. Raises TrackerError where it is more than an issue is."""
    content = bytearray()
    for part in response.iter_content(64 * 1024):
        content += part
        if len(content) > _MAX_BYTES:
            message = say("%(url)s sends more than any issue holds", url=_name(response.url))
            raise TrackerError(message, say("is it GitHub?"))
    return bytes(content)


def _cause(error: BaseException) -> BaseException:
    """The innermost of the errors that requests and urllib3 wrap round each other."""
    while True:
        inside = (*error.args, getattr(error, "reason", None))
        inner = next((one for one in inside if isinstance(one, BaseException)), None)
        if inner is None:
            return error
        error = inner


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


def _no_more_answers(url: str, answer: Answer, seconds: int, *, has_token: bool) -> NoServiceError:
    is_limit = answer.status != 503
    why = say("its rate limit") if is_limit else say("it is in trouble")
    limit, hint = _number(answer, "x-ratelimit-limit"), say("run the command again then")
    if is_limit and not has_token:
        hint = say("run the command again then; with a token many more questions are allowed")
        if limit:
            hint = say(
                "run the command again then; "
                "with a token many more questions are allowed than %(limit)d an hour",
                limit=limit,
            )
    until = _clock(seconds)
    return NoServiceError(
        say(
            "%(url)s answers no more questions until %(until)s (%(why)s)",
            url=_name(url),
            until=until,
            why=why,
        ),
        hint,
    )


def _number(answer: Answer, header: str) -> int | None:
    text = answer.headers.get(header, "")
    return int(text) if _NUMBER.fullmatch(text) else None


def _name(url: str) -> str:
    return urlsplit(url).netloc


def _clock(seconds: int) -> str:
    """The time of day in so many seconds, where this machine is."""
    try:
        until = (clock.now() + timedelta(seconds=seconds)).astimezone()
    except (ValueError, OverflowError, OSError):
        return "some later day"
    return f"{until:%Y-%m-%d %H:%M}"
