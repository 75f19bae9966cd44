"""A server on this machine that answers like GitHub, and holds both sides to its description."""

from __future__ import annotations

import json
import os
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.github_api.contract import check_answer, check_request, example_issue, operation

_PART = 64 * 1024


@dataclass
class Reply:
    """One answer. ``delay`` is in seconds; what ``breaks_the_contract`` is not held against it.

    ``meanwhile`` is what somebody else does while the answer is waited for.

    With ``hangs_up`` the connection ends instead, with ``spoils`` TLS is no TLS any more.
    """

    status: int = 200
    content: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0
    meanwhile: Callable[[], object] | None = None
    breaks_the_contract: bool = False
    hangs_up: bool = False
    spoils: bool = False

    @property
    def body(self) -> bytes:
        if isinstance(self.content, bytes):
            return self.content
        return json.dumps(self.content).encode()


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    verb: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class StandIn:
    """What it will answer, path by path, and what it was asked. The last reply stays."""

    url: str = ""
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    sent: int = 0
    """Bytes of bodies that somebody took."""

    def will_answer(self, path: str, *replies: Reply) -> None:
        self.replies[path] = list(replies)

    def has_issue(self, number: int, **fields: Any) -> None:
        """The repository acme/shop has this issue."""
        self.will_answer(f"/repos/acme/shop/issues/{number}", Reply(200, issue(number, **fields)))

    def has_pull_request(self, number: int, *, merged_at: str | None, **fields: Any) -> None:
        url = f"https://github.com/acme/shop/pull/{number}"
        links = {"url": url, "html_url": url, "diff_url": url, "patch_url": url}
        fields |= {"html_url": url, "pull_request": links | {"merged_at": merged_at}}
        self.has_issue(number, **fields)

    def take(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        waiting = self.replies.get(asked.path, [Reply(404, error("Not Found"))])
        reply = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        try:
            # a moved issue is asked for by the number of its repository, which has no description
            if not asked.path.startswith("/repositories/"):
                described = operation(asked.verb, asked.path)
                check_request(described, asked.body)
                if not (reply.breaks_the_contract or reply.hangs_up or reply.spoils):
                    check_answer(described, reply.status, reply.body)
        except Exception as problem:  # told by the fixture, in the test's own thread
            self.broken.append(f"{asked.verb} {asked.path}: {problem}")
        return reply


def issue(number: int, **fields: Any) -> dict[str, Any]:
    """An issue of acme/shop in GitHub's form: its own example with other values."""
    url = f"https://github.com/acme/shop/issues/{number}"
    plain = {key: value for key, value in example_issue().items() if key != "pull_request"}
    return {**plain, "number": number, "html_url": url, "state": "open", "state_reason": None,
            "closed_at": None, **fields}  # fmt: skip


def closed(reason: str | None, at: str = "2026-06-01T16:30:00Z") -> dict[str, Any]:
    """The fields of an issue that is closed."""
    return {"state": "closed", "state_reason": reason, "closed_at": at}


def error(message: str) -> dict[str, str]:
    return {"message": message, "documentation_url": "https://docs.github.com/rest"}


@contextmanager
def running(certificate: Path | None = None) -> Iterator[StandIn]:
    """A stand-in on a free port. Whatever broke the contract is told at the end.

    With a certificate it speaks TLS.
    """
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(length)
            # a proxy is asked for whole addresses
            path = urlsplit(self.path)._replace(scheme="", netloc="").geturl()
            reply = stand_in.take(Asked(self.command, path, headers, body))
            time.sleep(reply.delay)
            if reply.meanwhile:
                reply.meanwhile()
            if reply.hangs_up or reply.spoils:
                os.write(self.connection.fileno(), b"no TLS" if reply.spoils else b"")
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            for start in range(0, len(reply.body), _PART):
                self.wfile.write(reply.body[start : start + _PART])
                stand_in.sent += _PART

        do_POST = do_GET  # noqa: N815 (http.server's own names)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # the other side hung up, as some tests want it to

    server = Server(("127.0.0.1", 0), Handler)
    stand_in.url = f"http://127.0.0.1:{server.server_port}"
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        stand_in.url = f"https://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert stand_in.broken == []
