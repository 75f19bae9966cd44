"""The built sample site in a real Chromium, as a visitor sees it."""

from __future__ import annotations

import functools
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from rindoku.scaffold.demo import write_demo

pytestmark = pytest.mark.browser
FIND = Path(__file__).parent / "find-chromium"
PHONE = {"width": 390, "height": 844}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample repository's site, built strictly and served on this machine."""
    folder = tmp_path_factory.mktemp("shop")
    write_demo(folder, date.today())  # noqa: DTZ011
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run(build, cwd=folder, check=True, capture_output=True)
    handler = functools.partial(_Quiet, directory=str(folder / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = subprocess.check_output([FIND], text=True).strip()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@dataclass
class Visitor:
    """A page that remembers what went wrong on it."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on(
            "response",
            lambda r: self.complaints.append(f"{r.status} {r.url}") if r.status >= 400 else None,
        )

    def go(self, path: str = "") -> None:
        self.page.goto(self.address + path)

    def _heard(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        if kind in ("error", "warning"):
            self.complaints.append(f"{kind}: {text}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"a request left the machine: {url}")


@pytest.fixture
def visitor(chromium: Browser, address: str) -> Iterator[Visitor]:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    someone = Visitor(page, address)
    yield someone
    page.close()
    assert someone.complaints == []


def test_one_gets_from_home_to_a_postmortem_its_action_item_and_its_circle(
    visitor: Visitor,
) -> None:
    visitor.go()
    expect(visitor.page.locator("h1")).to_contain_text("open action items are stale")
    visitor.page.locator(".md-tabs").get_by_role("link", name="Postmortems").click()
    visitor.page.get_by_role("link", name="セール中にカートの中身が消えた").click()
    expect(visitor.page.locator("h1")).to_have_text("セール中にカートの中身が消えた")
    visitor.page.locator(".rk-promise").nth(2).locator(".rk-id").click()
    promise = visitor.page.locator(".rk-promise:target")
    expect(promise).to_contain_text("happened again while it was open")
    promise.locator(".rk-story a").first.click()
    expect(visitor.page.locator("h1")).to_contain_text("ポストモーテム輪読会")
    expect(visitor.page.locator(".rk-quote").first).to_be_visible()


def test_a_life_line_tells_its_story_to_those_who_cannot_see_it(visitor: Visitor) -> None:
    visitor.go("action-items/stale/")
    first = visitor.page.locator(".rk-lifeline").first
    assert "promised by" in (first.locator("title").text_content() or "")
    assert first.get_attribute("role") == "img"


def test_the_list_of_action_items_can_be_filtered(visitor: Visitor) -> None:
    visitor.go("action-items/")
    rows = visitor.page.locator(".rk-items tbody tr:visible")
    everything = rows.count()
    visitor.page.get_by_label("State").select_option("*stale")
    expect(rows).to_have_count(15)
    visitor.page.get_by_label("Words").fill("redis")
    assert 0 < rows.count() < 15 < everything


def test_japanese_words_are_found_by_the_search(visitor: Visitor) -> None:
    visitor.go()
    visitor.page.get_by_role("textbox", name="Search").fill("カート")
    result = visitor.page.locator(".md-search-result__link", has_text="カート").first
    expect(result).to_be_visible()


@pytest.mark.parametrize("path", ["", "postmortems/", "action-items/", "circles/", "skill-map/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_a_phone(
    chromium: Browser, address: str, path: str, scheme: str
) -> None:
    dark = "dark" if scheme == "dark" else "light"
    context = chromium.new_context(viewport={"width": 390, "height": 844}, color_scheme=dark)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()


def test_dark_mode_follows_the_system_without_a_script(chromium: Browser, address: str) -> None:
    context = chromium.new_context(color_scheme="dark", java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("body")).to_have_css("background-color", "rgb(21, 24, 29)")
    expect(page.locator(".rk-items tbody tr").first).to_be_visible()
    context.close()


def test_every_page_has_one_heading_and_a_language(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    for path in ("", "postmortems/", "action-items/", "action-items/stale/", "circles/"):
        page.goto(address + path)
        assert (page.locator("h1").count(), path) == (1, path)
        assert page.locator("html").get_attribute("lang") == "en"
    page.close()
