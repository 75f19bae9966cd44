"""The built sample site in a real Chromium, as a visitor sees it."""

from __future__ import annotations

import functools
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from rindoku.scaffold.demo import write_demo
from tests.commands import build_site
from tests.conftest import TODAY

pytestmark = pytest.mark.browser
FIND = Path(__file__).parent / "find-chromium"
WAIT = 120_000
"""Milliseconds after which what should be shown is given up: a busy machine takes its time."""
PHONE = {"width": 390, "height": 844}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample repository's site, built strictly and served on this machine."""
    folder = tmp_path_factory.mktemp("shop")
    write_demo(folder, TODAY)
    build_site(folder, "--quiet")
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
        expect.set_options(timeout=WAIT)
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
    page.set_default_timeout(WAIT)
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
    visitor.page.locator(".rk-item").nth(2).locator(".rk-id").click()
    promise = visitor.page.locator(".rk-item:target")
    expect(promise).to_contain_text("while it was open")
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
    expect(rows).not_to_have_count(15)
    assert 0 < rows.count() < 15 < everything


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("カート", "カート"),
        ("カートが消えた", "カート"),
        ("再インデックス", "再索引"),
        ("在庫ずれ", "在庫"),
        ("ＲＥＤＩＳ", "Redis"),
        ("connection pool", "connection"),
    ],
)
def test_what_one_would_type_is_found_by_the_search(
    visitor: Visitor, asked: str, found: str
) -> None:
    visitor.go()
    visitor.page.get_by_role("textbox", name="Search").fill(asked)
    result = visitor.page.locator(".md-search-result__link", has_text=found).first
    expect(result).to_be_visible(timeout=30_000)  # the theme first builds its index


PAGES = [
    "", "postmortems/", "action-items/", "action-items/stale/", "circles/", "circles/coverage/",
    "circles/first-reading/", "skill-map/",
]  # fmt: skip
CONTRASTS = """() => {
  const numbers = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (c) => c.slice(0, 3).map((v) => v / 255).map(
    (v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
  ).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const c = numbers(getComputedStyle(node).backgroundColor);
      if (c.length < 4 || c[3] > 0.5) return c;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const node of document.querySelectorAll(".rk *")) {
    const said = [...node.childNodes].filter((n) => n.nodeType === 3 && n.data.trim());
    const style = getComputedStyle(node);
    if (!said.length || node.tagName === "title" || !node.getClientRects().length) continue;
    if (style.opacity < 1) continue;  // the mark beside a heading, until one points there
    const ink = numbers(node.tagName === "text" ? style.fill : style.color);
    const [a, b] = [light(ink), light(ground(node))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) faint.push(node.className + ": " + said[0].data.trim());
  }
  return faint;
}"""


@pytest.mark.parametrize("path", PAGES)
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_stand_out_from_the_paper(chromium: Browser, address: str, scheme: str) -> None:
    dark = "dark" if scheme == "dark" else "light"
    context = chromium.new_context(color_scheme=dark)  # type: ignore[arg-type]
    page = context.new_page()
    for path in (*PAGES, _held(page, address)):
        page.goto(address + path)
        assert (path, page.evaluate(CONTRASTS)) == (path, [])
    context.close()


def test_the_legend_of_life_lines_opens_by_keyboard_and_without_scripts(
    chromium: Browser, address: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "action-items/stale/")
    mark = page.get_by_text("the due day was moved later")
    expect(mark).to_be_hidden()
    page.locator(".rk-key summary").focus()
    page.keyboard.press("Enter")
    expect(mark).to_be_visible()
    context.close()


def test_one_gets_from_the_circles_to_what_is_unread_and_what_to_read_first(
    visitor: Visitor,
) -> None:
    visitor.go("circles/")
    visitor.page.get_by_role("link", name="Who has read what").click()
    expect(visitor.page.locator("h1")).to_have_text("Who has read what")
    expect(visitor.page.locator(".rk-unread tbody tr").first).to_contain_text("fountain pens")
    visitor.page.go_back()
    visitor.page.get_by_role("link", name="New here? Read this first").click()
    expect(visitor.page.locator(".rk-first > li").first).to_be_visible()


def test_a_record_of_a_session_shows_its_survey_and_its_decisions(visitor: Visitor) -> None:
    visitor.go(_held(visitor.page, visitor.address))
    survey = visitor.page.get_by_role("img", name="How well it was understood")
    expect(survey).to_be_visible()
    expect(visitor.page.locator(".rk-decisions tbody tr")).to_have_count(6)


def test_on_a_phone_the_readers_of_a_postmortem_are_named(chromium: Browser, address: str) -> None:
    page = chromium.new_page(viewport=PHONE)  # type: ignore[arg-type]
    page.goto(address + "circles/coverage/")
    cell = page.locator(".rk-who td.rk-person[data-name]").first
    assert "content" in cell.evaluate("e => 'content' + getComputedStyle(e, '::after').content")
    expect(page.locator(".rk-who td.rk-person:not([data-name])").first).to_be_hidden()
    page.close()


def _held(page: Page, address: str) -> str:
    """The last reading circle that was held, whatever day the sample puts it on."""
    page.goto(address + "circles/")
    link = page.locator(".rk-circles a", has_text="第4回").first
    return "circles/" + (link.get_attribute("href") or "").removeprefix("../circles/")


def test_dark_mode_follows_the_system_without_a_script(chromium: Browser, address: str) -> None:
    context = chromium.new_context(color_scheme="dark", java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("body")).to_have_css("background-color", "rgb(21, 24, 29)")
    expect(page.locator(".rk-items tbody tr").first).to_be_visible()
    context.close()


def test_every_page_has_one_heading_and_a_language(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    for path in PAGES:
        page.goto(address + path)
        assert (page.locator("h1").count(), path) == (1, path)
        assert page.locator("html").get_attribute("lang") == "en"
    page.close()
