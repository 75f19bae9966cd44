"""A body is read as on the git host, and nothing in it can run, deceive or break the page."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rindoku.bodies.anchors import anchors, fragment_on_page
from rindoku.bodies.emphasis import raw_stars
from rindoku.bodies.gfm import trouble
from rindoku.bodies.render import Body, Labels, render
from rindoku.bodies.targets import targets, there

LABELS = Labels("Permalink", "done", "to do", "Back", {"note": "注記"})


def made(body: str, title: str = "", around: frozenset[str] = frozenset()) -> Body:
    return render(body, LABELS, lambda link: f"/site/{link}", title=title, anchors=around)


def shown(body: str, title: str = "", around: frozenset[str] = frozenset()) -> str:
    return made(body, title, around).html


# What GitHub knows


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("text\n- one\n- two\n", "<p>text</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        ("- a\n  - b\n", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"),
        ("1. a\n\n- b\n", "<ol>\n<li>a</li>\n</ol>\n<ul>\n<li>b</li>\n</ul>\n"),
        ("3. c\n4. d\n", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>\n'),
        ("~~x~~\n", "<p><del>x</del></p>\n"),
        ("www.example.com\n", '<p><a href="http://www.example.com">www.example.com</a></p>\n'),
        ("<sre@example.com>\n", '<p><a href="mailto:sre@example.com">sre@example.com</a></p>\n'),
        ("a  \nb\\\nc\n", "<p>a<br>\nb<br>\nc</p>\n"),
        ("\\<b\\>\n", "<p>&lt;b&gt;</p>\n"),
        ("**「重要」**は\n", "<p><strong>「重要」</strong>は</p>\n"),
        (
            "<details><summary>log</summary>\n\n- a\n\n</details>\n",
            "<details><summary>log</summary>\n<ul>\n<li>a</li>\n</ul>\n</details>\n",
        ),
        (
            "| a | b |\n|--:|---|\n| 1 | `x` |\n",
            (
                '<table>\n<thead>\n<tr>\n<th align="right">a</th>\n<th>b</th>\n</tr>\n</thead>\n'
                '<tbody>\n<tr>\n<td align="right">1</td>\n<td><code>x</code></td>\n</tr>\n'
                "</tbody>\n</table>\n"
            ),
        ),
    ],
)
def test_it_reads_as_on_the_git_host(body: str, html: str) -> None:
    assert shown(body) == html


def test_a_task_is_a_state_and_no_control() -> None:
    html = shown("- [ ] page somebody\n- [x] alert\n")
    to_do = '<span class="rk-task rk-task-open" role="img" aria-label="to do"></span>'
    done = '<span class="rk-task rk-task-done" role="img" aria-label="done"></span>'
    assert f"<li>{to_do} page somebody</li>\n<li>{done} alert</li>" in html


def test_a_footnote_leads_there_and_back() -> None:
    html = shown("Much[^1]\n\n[^1]: 3,400 carts\n")
    assert 'href="#body-fn-1" id="body-fnref-1"' in html
    assert 'id="body-fn-1"' in html
    assert 'href="#body-fnref-1"' in html
    assert 'title="Back"' in html


def test_an_alert_is_called_in_the_readers_language() -> None:
    html = shown("> [!NOTE]\n> again\n")
    assert '<div class="admonition rk-alert-note">\n<p class="admonition-title">注記</p>' in html


def test_code_is_coloured_and_a_diagram_stays_its_source() -> None:
    assert '<span class="nb">print</span>' in shown("```python\nprint(1)\n```\n")
    assert "<code>graph TD; A--&gt;B\n</code>" in shown("```mermaid\ngraph TD; A-->B\n```\n")
    assert "<code>x &lt; y\n</code>" in shown("```no-such-language\nx < y\n```\n")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("the `<script>` element was missing\n\nrest\n", "rest"),
        ("the <script> element was missing\n\nrest\n", "&lt;script&gt; element"),
        ("a <title> in prose\n\nrest\n", "&lt;title&gt;"),
        ("restart <service-name>\n", "restart &lt;service-name&gt;"),
        ("<textarea>\n\n# rest\n", "rest"),
    ],
)
def test_what_is_not_allowed_is_shown_as_text_and_takes_nothing_along(body: str, text: str) -> None:
    assert text in shown(body)


def test_a_line_end_between_japanese_characters_is_no_space() -> None:
    html = shown("接続プールが\n枯渇した。\nabc\ndef\n")
    assert html == "<p>接続プールが枯渇した。\nabc\ndef</p>\n"
    assert "枯\n渇" in shown("```\n枯\n渇\n```\n")


# Headings and anchors


def test_headings_are_called_as_github_calls_them() -> None:
    body = "## 影響\n## 影響\n## What happened?\n## 1. 概要（Summary）\n"
    assert anchors(body) == {"影響", "影響-1", "what-happened", "1-概要summary"}


def test_a_bodys_anchors_are_a_space_of_their_own() -> None:
    html = shown('## Action items\n\n<a id="x"></a>\n')
    assert '<h2 id="body-action-items">' in html
    assert 'id="body-x"' in html


def test_a_link_leads_to_the_bodys_heading_else_to_the_pages() -> None:
    body = "## Impact\n\n[a](#impact) [b](#circles) [c](#impakt)\n"
    html = shown(body, around=frozenset({"impact", "circles"}))
    assert '<a href="#body-impact">a</a> <a href="#circles">b</a> <a href="#body-impakt">c' in html
    assert fragment_on_page("impact", body) == "body-impact"
    assert fragment_on_page("A1", body) == "A1"


def test_a_first_heading_that_repeats_the_title_is_left_out() -> None:
    title = "Checkout answered 502"
    assert "Checkout" not in shown("# Checkout  answered 502\n\n## Impact\n", title)
    assert "Checkout" in shown("# Checkout answered 503\n", title)
    assert "Checkout" in shown("text\n\n# Checkout answered 502\n", title)


def test_only_the_page_has_a_heading_of_the_first_level() -> None:
    found = made("# Impact\n## Carts\n").headings
    assert [tuple(one) for one in found] == [
        (2, "Impact", "body-impact"), (3, "Carts", "body-carts"),
    ]  # fmt: skip


# Links


def test_links_and_pictures_lead_where_they_are_told_raw_html_too() -> None:
    body = '[a](b.md) ![c](i/d.png) <img src="e.png" width="300"> <a href="f.md">g</a>\n'
    html = shown(body)
    for link in ("b.md", "i/d.png", "e.png", "f.md"):
        assert f'"/site/{link}"' in html
    assert 'width="300"' in html


def test_a_link_that_leads_nowhere_is_text_without_its_address() -> None:
    body = '[a](secret.md) <a href="secret.md">b</a> <img src="secret.png">\n'
    assert "secret" not in render(body, LABELS, lambda _: None).html


def test_targets_are_found_where_they_are_written() -> None:
    body = "[a](x.md) and [b](x.md#影響)\n\n![c](img/図.png) [d]\n\n[d]: y.md\n"
    assert [body[one.at : one.at + 4] for one in targets(body)] == ["x.md", "x.md", "img/", "y.md"]
    assert there("postmortems/2025/a.md", "../b.md#c") == "postmortems/b.md"
    assert there("postmortems/a.md", "/docs/x%20y.md") == "docs/x y.md"
    assert there("a.md", "../../x.md").startswith("..")


def test_stars_that_the_git_host_shows_are_found() -> None:
    body = "a **b** c\n\n原因は**「上限」**だった。\n\n`**「x」**は`\n"
    assert [body[at:].partition("だ")[0] for at in raw_stars(body)] == ["**「上限」**"]


# Nothing runs, deceives or breaks


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "<a href=' javascript:alert(1)'>x</a>",
        "<a href='data:text/html,x'>x</a>",
        "<iframe src=//evil.example></iframe>",
        "<svg onload=alert(1)>",
        "<form action=//evil.example><input name=q></form>",
        "<style>body{display:none}</style>",
        "<div style='position:fixed'>x</div>",
        "<math><mtext></p><img src=x onerror=alert(1)></mtext></math>",
        "<!--><img src=x onerror=alert(1)>-->",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<a href='x' onclick=alert(1)>x</a>",
        "<base href=//evil.example>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>",
        (
            '<span title=\'<h2 id="x">y<a href="#x" aria-label="" data-heading-content="" '
            'class="anchor"></a>\'>'
        ),
    ],
)
def test_nothing_in_a_body_runs(body: str) -> None:
    found = Tags()
    found.feed(shown(body))
    never = {"script", "iframe", "svg", "form", "style", "base", "meta", "math", "noscript"}
    assert found.tags.isdisjoint(never)
    assert not any(name.startswith("on") or name == "style" for name, _ in found.attributes)
    links = [value or "" for name, value in found.attributes if name in ("href", "src")]
    assert all(link.startswith(("/site/", "#", "http")) for link in links)


def test_a_body_cannot_pass_for_a_part_of_the_theme() -> None:
    html = shown('<div id="__config" class="md-consent__overlay highlight">{}</div>\n')
    assert html == '<div id="body-__config" class="highlight">{}</div>\n'


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs


pieces = st.sampled_from(
    ["# ", "- ", "> ", "1. ", "| a |\n|-|\n", "**", "「", "」", "`", "```\n", "[", "](x.md)", "![",
     "<b>", "</b>", "<script>", "<h2 id='x'>", "<!--", "-->", "&lt;", "\n", "\n\n", "    ", "[^1]",
     "影響", "word ", "<details>", "\\", "*", "~~", "\0", "\ud7ff", "<a href='y'>", "http://x.y"]
)  # fmt: skip


@given(st.lists(pieces, max_size=30).map("".join))
def test_whatever_is_written_becomes_clean_html(body: str) -> None:
    found = made(body)
    parser = Tags()
    parser.feed(found.html)
    assert parser.tags.isdisjoint({"script", "h1", "input"})
    assert all(one.anchor.startswith("body-") for one in found.headings)
    assert all(0 <= one.at <= len(body) for one in targets(body))
    assert all(body[at] == "*" for at in raw_stars(body))


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("- " * 600 + "x", "deep"), ("> " * 2_000 + "x", "deep"),
        ("".join("  " * depth + "- x\n" for depth in range(600)), "deep"),
        ("# a\n" * 50_000, "headings"), ("[" * 400_000, None), ("![" * 200_000, None),
        ("<" * 400_000, None), ("`a" * 200_000, None), ("|" * 400_000, None),
        ("*a " * 100_000, None), ("x" * 500_001, "long"),
    ],
    ids=lambda part: str(part)[:6],
)  # fmt: skip
def test_monsters_are_told_or_shown_and_never_hang(body: str, wrong: str | None) -> None:
    assert trouble(body) == wrong
    assert ("rk-unrendered" in shown(body)) == (wrong is not None)
