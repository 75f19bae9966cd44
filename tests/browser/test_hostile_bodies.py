"""Nothing that a body, a title or a name brings along runs, loads or covers anything."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.hostile import BODIES
from tests.browser.test_site_in_browser import WAIT, _Quiet, chromium
from tests.commands import build_site

pytestmark = pytest.mark.browser
MKDOCS = (Path(__file__).parents[2] / "tooling/rindoku/scaffold/files/mkdocs.yml").read_text()
ON_A_PAGE = 12
__all__ = ["chromium"]


def record(number: int, bodies: list[str]) -> str:
    hostile = bodies[0].replace("\\", "").replace("\n", " ").replace("'", "''")[:150]
    front = f"title: '{hostile} {number}'\ndate: 2026-03-14\nstatus: draft\nseverity: SEV2\n"
    item = f"action_items:\n  - {{id: A1, title: '{hostile}', status: proposed}}\n"
    text = "\n\n".join(bodies)
    return f"---\n{front}summary: '{hostile}'\n{item}---\n{text}\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """A page for every dozen of them, each of which is also a title, and one a file's name."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "mkdocs.yml").write_text(MKDOCS)
    (folder / "docs").mkdir()
    (folder / "docs/about.md").write_text("# About\n")
    (folder / "postmortems").mkdir()
    names = []
    for start in range(0, len(BODIES), ON_A_PAGE):
        name = f'2026-03-14-{start}-"><img src=x onerror=pwned()>'.replace("/", "-")
        names.append(name)
        text = record(start, BODIES[start : start + ON_A_PAGE])
        (folder / f"postmortems/{name}.md").write_text(text)
    build_site(folder, "--quiet")
    handler = functools.partial(_Quiet, directory=str(folder / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}/"
        built = sorted(folder.glob("site/**/index.html"))
        yield [f"{here}{path.parent.relative_to(folder / 'site').as_posix()}/" for path in built]
        server.shutdown()


def test_there_are_enough_of_them() -> None:
    assert len({*BODIES}) >= 250


def test_nothing_of_theirs_happens(chromium: Browser, pages: list[str]) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    happened: list[str] = []
    asked: list[str] = []
    page.expose_function("pwned", lambda *_: happened.append(page.url))
    page.on("dialog", lambda dialog: happened.append(dialog.message))
    page.route("**://evil.example/**", lambda route: asked.append(route.request.url))
    assert len(pages) >= len(BODIES) // ON_A_PAGE
    for address in pages:
        page.goto(address.replace('"', "%22").replace("<", "%3C").replace(">", "%3E"), timeout=WAIT)
        page.wait_for_load_state()
        page.mouse.move(600, 600)
        assert page.url.startswith("http://127.0.0.1")
        covered = page.evaluate(
            "document.elementFromPoint(60, 20)?.closest('.rk-body') !== null"
            " || document.querySelectorAll('.rk-body script, .rk-body style, .rk-body form,"
            " .rk-body iframe, .rk-body object, .rk-body [style], .rk-body #__config').length > 0"
        )
        assert not covered, address
    assert happened == []
    assert asked == []  # what the content policy forbids never gets that far
    page.close()
