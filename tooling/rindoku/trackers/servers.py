"""Which GitHub servers may be asked, and with which token. Only the environment decides.

The names are those of GitHub's own command and of its Actions. A host that the environment does
not name is never asked: a record could name any host, and would have us call it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from rindoku.errors import CannotRunError
from rindoku.saying import say

GITHUB = "github.com"
_LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Server:
    """A GitHub server: its web host, its API's address, and the token that is meant for it."""

    host: str
    api: str
    token: str | None = field(repr=False)
    token_names: tuple[str, ...]


def servers(environment: Mapping[str, str]) -> dict[str, Server]:
    """The servers by host. Raises CannotRunError where the environment makes no sense."""
    own = environment.get("GH_HOST", "").lower().strip()
    actions = _host(environment, "GITHUB_SERVER_URL")
    return {
        host: _server(host, environment, is_home=host == (actions or own or GITHUB))
        for host in dict.fromkeys(filter(None, (GITHUB, actions, own)))
    }


def _server(host: str, environment: Mapping[str, str], *, is_home: bool) -> Server:
    names = ("GH_TOKEN", "GITHUB_TOKEN")
    if not _is_cloud(host):
        names = ("GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN")
    token = next(filter(None, (_token(environment, name) for name in names)), None)
    given = environment.get("GITHUB_API_URL") if is_home else None
    if given:
        _host(environment, "GITHUB_API_URL")
    return Server(host, (given or _usual_api(host)).rstrip("/"), token, names)


def _is_cloud(host: str) -> bool:
    return host == GITHUB or host.endswith(".ghe.com")


def _usual_api(host: str) -> str:
    return f"https://api.{host}" if _is_cloud(host) else f"https://{host}/api/v3"


def _host(environment: Mapping[str, str], name: str) -> str:
    """The host of an address in the environment; a token travels there, so it is checked."""
    address = environment.get(name, "")
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        host, netloc = parts.hostname or "", parts.netloc.lower()
        is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in _LOCAL)
        is_whole = bool(host) and address.isprintable() and "@" not in netloc and parts.port != 0
    except ValueError:
        is_safe = is_whole = False
    if not (is_safe and is_whole):
        hint = say("write it whole: https://HOST/api/v3 (plain http only on this machine)")
        raise CannotRunError(say("%(name)s is no address to send a token to", name=name), hint)
    return netloc


def _token(environment: Mapping[str, str], name: str) -> str:
    token = environment.get(name, "").strip()
    if not (token.isascii() and token.isprintable()) or " " in token:
        hint = say("copy it again; it is one line of letters, digits and `_`")
        raise CannotRunError(say("%(name)s holds characters that no token has", name=name), hint)
    return token
