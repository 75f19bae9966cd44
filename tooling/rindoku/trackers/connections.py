"""Connections for a token: trusted as this machine trusts, and never on to another host."""

from __future__ import annotations

import functools
import ssl
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.exceptions import InvalidProxyURL
from requests.utils import get_environ_proxies, select_proxy
from urllib3.util import Retry, parse_url

from rindoku.saying import say
from rindoku.trackers.errors import TrackerError, plain

_REDIRECTS = 3
_RETRY = Retry(
    total=2,  # a POST only where no connection came about
    other=0,  # TLS may break when a POST has arrived already
    backoff_factor=0.5,
    respect_retry_after_header=False,  # it may ask for an hour: `http` looks first
)


def open_session() -> requests.Session:
    """A session that asks again where a connection fails, and follows redirects of a GET."""
    session = _OneOriginSession()
    session.trust_env = False  # else ~/.netrc would be sent in the place of the token
    session.max_redirects = _REDIRECTS
    for scheme in ("https://", "http://"):
        session.mount(scheme, _SystemTrustAdapter(max_retries=_RETRY))
    return session


def proxies_for(url: str) -> dict[str, str]:
    """The proxy that the environment names for an address, as requests wants to be told.

    Raises InvalidProxyURL, or an HTTPError of urllib3, where it cannot be one.
    """
    proxy = select_proxy(url, get_environ_proxies(url))
    if not proxy:
        return {}
    if not parse_url(proxy).host:
        raise InvalidProxyURL("the proxy has no host")
    return {"all": _in_latin_1(proxy)}


class _OneOriginSession(requests.Session):
    """Sends a token to the origin it is meant for, and nowhere else."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Where requests goes next; what is sent to change something goes nowhere else.

        Raises TrackerError where that is another host: the token is not meant for it.
        """
        if resp.request.method != "GET" or not resp.is_redirect:
            return None
        resp.close()  # else requests reads all that a redirect says, however long
        try:
            target = urljoin(resp.url, super().get_redirect_target(resp) or "")
            here, there = urlsplit(resp.url), urlsplit(target)
        except ValueError:
            told = say("what is no address: %(location)s", location=plain(resp.headers["location"]))
            raise _sent_on(resp, told, "try again later") from None
        if (here.scheme, here.netloc) != (there.scheme, there.netloc):
            hint = say("nothing was asked there; write the issue's present address")
            raise _sent_on(resp, plain(there.netloc), hint)
        return target


def _sent_on(response: requests.Response, where: str, hint: str) -> TrackerError:
    name = urlsplit(response.url).netloc
    return TrackerError(
        say("%(name)s sends the question on to %(where)s", name=name, where=where), hint
    )


class _SystemTrustAdapter(HTTPAdapter):
    """Trusts what this machine trusts, a company's own certificates too, and requests' list."""

    def build_connection_pool_key_attributes(
        self, *args: Any, **kwargs: Any
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        host, pool = super().build_connection_pool_key_attributes(*args, **kwargs)
        return host, pool | {"ssl_context": self._trust}

    @functools.cached_property
    def _trust(self) -> ssl.SSLContext:
        return ssl.create_default_context()


def _in_latin_1(proxy: str) -> str:
    """A proxy's address with its name and password so that each byte of them arrives as it is.

    requests sends them in Latin-1, which has no 森.
    """
    start, at, host = proxy.rpartition("@")
    scheme, colon, auth = start.rpartition("://")
    return f"{scheme}{colon}{quote(unquote_to_bytes(auth).decode('latin-1'), safe=':')}{at}{host}"
