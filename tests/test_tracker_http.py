"""How a tracker is asked: with its token, within limits, and once for what changes something."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest

from rindoku.trackers.errors import NoServiceError, TrackerError
from rindoku.trackers.http import Answer, Client
from tests.github_api.stand_in import Reply, StandIn, error, issue, running

PATH = "/repos/acme/shop/issues/1"
ISSUES = "/repos/acme/shop/issues"
NEW = json.dumps({"title": "t"}).encode()
TOKEN = {"Authorization": "Bearer secret-of-mika"}
CERTIFICATE = Path(__file__).with_name("github_api") / "localhost.pem"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A stand-in that is asked directly, whatever proxy this machine has."""
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    with running() as stand_in:
        yield stand_in


def get(server: StandIn, *replies: Reply) -> Answer:
    server.will_answer(PATH, *replies)
    return Client().get(server.url + PATH, TOKEN)


def post(server: StandIn, *replies: Reply) -> Answer:
    server.will_answer(ISSUES, *replies)
    return Client().post(server.url + ISSUES, TOKEN, NEW)


def sent_on(to: str, status: int = 301) -> Reply:
    return Reply(status, error("moved"), {"Location": to}, breaks_the_contract=True)


# How often


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_server_that_stays_in_trouble_is_asked_three_times(server: StandIn, status: int) -> None:
    assert get(server, Reply(status, error("oops"))).status == status
    assert len(server.asked) == 3


def test_a_server_in_trouble_that_asks_to_wait_is_asked_no_more_often(server: StandIn) -> None:
    with pytest.raises(NoServiceError, match=r"until .* \(it is in trouble\)$") as told:
        get(server, Reply(503, error("oops"), {"Retry-After": "0"}))
    assert told.value.hint == "run the command again then"
    assert len(server.asked) == 3


def test_a_connection_that_ends_without_an_answer_is_tried_again_to_read(server: StandIn) -> None:
    assert get(server, Reply(hangs_up=True), Reply(200, issue(1))).status == 200
    assert len(server.asked) == 2


def test_a_connection_that_ends_without_an_answer_is_told_in_plain_words(server: StandIn) -> None:
    with pytest.raises(NoServiceError, match=r"cannot be reached \(Remote end closed connection"):
        get(server, Reply(hangs_up=True))
    assert len(server.asked) == 3


def test_what_arrived_before_the_connection_ended_is_not_sent_again(server: StandIn) -> None:
    with pytest.raises(NoServiceError) as told:
        post(server, Reply(hangs_up=True), Reply(201, issue(7)))
    assert "it may have been done all the same" in told.value.hint
    assert len(server.asked) == 1


def test_what_arrived_before_tls_broke_is_not_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    monkeypatch.setenv("no_proxy", "localhost")
    with running(CERTIFICATE) as server:
        with pytest.raises(NoServiceError) as told:
            post(server, Reply(spoils=True), Reply(201, issue(7)))
        assert "it may have been done all the same" in told.value.hint
        assert len(server.asked) == 1


def test_what_never_arrived_has_not_been_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with pytest.raises(NoServiceError) as told:
        Client().post("http://127.0.0.1:9" + ISSUES, TOKEN, NEW)
    assert told.value.hint == "is the network there? HTTPS_PROXY names a proxy"


# Redirects


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_question_follows_its_server_and_keeps_its_token(server: StandIn, status: int) -> None:
    there = "/repositories/77/issues/9"
    server.will_answer(there, Reply(200, issue(9)))
    assert get(server, sent_on(there, status)).status == 200
    assert [asked.headers["authorization"] for asked in server.asked] == [
        TOKEN["Authorization"]
    ] * 2


@pytest.mark.parametrize(
    "to",
    ["//{there}/x", "http://{there}/x", "https://{here}/x", "http://me@{here}/x", "ftp://{here}/x"],
)
@pytest.mark.parametrize("token", [TOKEN, {}])
def test_no_question_goes_to_another_origin(
    server: StandIn, to: str, token: dict[str, str]
) -> None:
    with running() as other:
        here, there = (one.url.removeprefix("http://") for one in (server, other))
        server.will_answer(PATH, sent_on(to.format(here=here, there=there)))
        with pytest.raises(TrackerError, match="sends the question on to "):
            Client().get(server.url + PATH, token)
        assert other.asked == []
    assert len(server.asked) == 1


def test_an_address_in_no_encoding_is_told(server: StandIn) -> None:
    with pytest.raises(TrackerError, match="sends the question on to what is no address"):
        get(server, sent_on("/\xff"))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_what_changes_something_follows_nobody(server: StandIn, status: int) -> None:
    with running() as other:
        assert post(server, sent_on(other.url + ISSUES, status)).status == status
        assert other.asked == []
    assert len(server.asked) == 1


# Limits


def test_of_a_redirect_nothing_is_read_but_where_it_leads(server: StandIn) -> None:
    there = "/repositories/77/issues/9"
    server.will_answer(there, Reply(200, issue(9)))
    long = Reply(301, b" " * 50_000_000, {"Location": there}, breaks_the_contract=True)
    assert get(server, long).status == 200
    assert server.sent < 25_000_000


@pytest.mark.parametrize("status", [200, 500, 503])
def test_an_answer_without_an_end_is_let_go(server: StandIn, status: int) -> None:
    with pytest.raises(TrackerError, match="sends more than any issue holds"):
        get(server, Reply(status, b" " * 50_000_000, breaks_the_contract=True))
    assert server.sent < 25_000_000
    assert len(server.asked) == 1


def test_an_answer_that_grows_when_it_is_unpacked_is_let_go(server: StandIn) -> None:
    small = gzip.compress(b" " * 50_000_000)
    with pytest.raises(TrackerError, match="sends more than any issue holds"):
        get(server, Reply(200, small, {"Content-Encoding": "gzip"}, breaks_the_contract=True))


def test_an_answer_that_cannot_be_unpacked_is_told(server: StandIn) -> None:
    with pytest.raises(NoServiceError, match="cannot be reached"):
        get(server, Reply(200, b"{}" * 20, {"Content-Encoding": "gzip"}, breaks_the_contract=True))


# Whose name and password


def test_a_name_and_password_in_the_netrc_file_are_no_token(
    server: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login eve password other\n")
    monkeypatch.setenv("NETRC", str(netrc))
    there = "/repositories/77/issues/9"
    server.will_answer(there, Reply(200, issue(9)))
    get(server, sent_on(there))
    Client().get(server.url + there, {})
    told = [asked.headers.get("authorization") for asked in server.asked]
    assert told == [TOKEN["Authorization"], TOKEN["Authorization"], None]


# Proxies


def through(monkeypatch: pytest.MonkeyPatch, proxy: str) -> str:
    """Why nothing can be sent through a proxy."""
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("http_proxy", proxy)
    with pytest.raises(NoServiceError) as told:
        Client().post("http://api.github.example" + ISSUES, TOKEN, NEW)
    assert told.value.hint == "is the network there? HTTPS_PROXY names a proxy"
    return str(told.value)


@pytest.mark.parametrize(
    "proxy",
    ["http://mika:pass@[", "ftp://mika:pass@x", "http://mika:pass@x:y", "http://mika:pass@",
     "mika:pass@x:1", "socks5://mika:pass@x"],
)  # fmt: skip
def test_a_proxy_that_cannot_be_one_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    said = through(monkeypatch, proxy)
    assert "api.github.example cannot be reached" in said
    assert "pass" not in said


def test_a_proxy_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    said = through(monkeypatch, "http://127.0.0.1:9")
    assert "cannot be reached (the proxy: [Errno " in said


def test_a_proxy_is_left_out_where_the_environment_says_so(
    server: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert get(server, Reply(200, issue(1))).status == 200


def test_a_redirect_through_a_proxy_keeps_a_password_of_any_letters(
    server: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("http_proxy", server.url.replace("//", "//mika:森@"))
    there = "/repositories/77/issues/9"
    server.will_answer(PATH, sent_on(there))
    server.will_answer(there, Reply(200, issue(9)))
    assert Client().get("http://api.github.example" + PATH, TOKEN).status == 200
    told = [asked.headers["proxy-authorization"].removeprefix("Basic ") for asked in server.asked]
    assert [b64decode(one).decode() for one in told] == ["mika:森", "mika:森"]


# Certificates


def test_a_certificate_that_this_machine_trusts_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    monkeypatch.setenv("no_proxy", "localhost")
    with running(CERTIFICATE) as server:
        assert get(server, Reply(200, issue(1))).status == 200


def test_a_certificate_that_nobody_trusts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "localhost")
    with running(CERTIFICATE) as server:
        with pytest.raises(NoServiceError, match="self-signed certificate"):
            get(server, Reply(200, issue(1)))
        assert server.asked == []


def test_a_certificate_for_another_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with running(CERTIFICATE) as server:
        url = server.url.replace("localhost", "127.0.0.1")
        with pytest.raises(NoServiceError, match=r"127\.0\.0\.1"):
            Client().get(url + PATH, TOKEN)
        assert server.asked == []


# Who pays for it


@pytest.mark.parametrize(
    "words", [["--help"], ["sync", "--help"], ["action", "open-issue", "--help"]]
)
def test_no_help_text_waits_for_what_only_asking_needs(words: list[str]) -> None:
    program = (
        "import sys; from rindoku.cli import main; sys.argv[1:] = sys.argv[1:]\n"
        "try: main()\n"
        "finally: print([m for m in ('requests', 'urllib3') if m in sys.modules])"
    )
    said = subprocess.check_output([sys.executable, "-c", program, *words], text=True)
    assert said.endswith("\n[]\n")
