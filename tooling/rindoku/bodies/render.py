"""A body becomes clean HTML: the one function for whatever shows bodies.

The engine's output is touched up first, then cleaned as a whole: whatever a body wrote to look like
the engine's output, nothing gets past the cleaning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from html import escape, unescape
from typing import NamedTuple
from unicodedata import normalize

from rindoku.bodies import gfm
from rindoku.bodies.anchors import ids
from rindoku.bodies.cleaning import cleaned, with_foreign_tags_shown
from rindoku.bodies.code import coloured

Link = Callable[[str], str | None]
"""From where a link leads on the git host to where it leads here; None where to nothing."""


class Labels(NamedTuple):
    """Words of ours around a person's."""

    permalink: str
    done: str
    to_do: str
    back_to_text: str
    alerts: Mapping[str, str]
    """What each kind of alert is called: note, tip, important, warning, caution."""


class Heading(NamedTuple):
    """A heading of a body, and its anchor on the page."""

    level: int
    text: str
    anchor: str


class Body(NamedTuple):
    """A body's HTML, and its headings from level 2 on."""

    html: str
    headings: tuple[Heading, ...]


def render(
    body: str, labels: Labels, link: Link, *, title: str = "", anchors: Collection[str] = ()
) -> Body:
    """A body, ready to be put into a page.

    A first heading that repeats the ``title`` is left out. ``anchors`` are the page's own: a link
    to one of them leads there where the body has no such heading itself.
    """
    try:
        html = gfm.to_html(body)
    except gfm.UnreadableError:
        return Body(f'<pre class="rk-unrendered">{escape(body)}</pre>', ())
    if title:
        html = _without_title(html, title)
    if "<h1" in html:  # the page has one already
        html = _HEADING_TAG.sub(lambda m: f"<{m[1]}h{int(m[2]) + 1}", html)
    html = _touched_up(html, labels)
    if _RAW_HTML.search(body):
        html = with_foreign_tags_shown(html)
    clean = cleaned(html, link, own=lambda: ids(html), of_the_page=anchors)
    return Body(clean, tuple(_headings(clean)))


def plain_text(html: str) -> str:
    """The text of a piece of HTML."""
    return unescape(_TAG.sub("", html)).strip()


_RAW_HTML = re.compile(r"<[/a-zA-Z]")
_TAG = re.compile(r"<[^>]*>")
_FIRST_HEADING = re.compile(r"\A\s*<h[1-6] id=\"[^\"]*\">(.*?)<a href=[^>]*></a></h[1-6]>\n?")
_HEADING_TAG = re.compile(r"<(/?)h([1-5])(?=[ >])")
_ANCHOR = re.compile(
    r'<a (href="[^"]*") aria-label="[^"]*" data-heading-content="[^"]*" class="anchor"></a>'
)
_TASK = re.compile(r'<input type="checkbox"( checked="")? disabled="" />')
_ALERT = re.compile(
    r'<div class="markdown-alert markdown-alert-(\w+)">\n<p class="markdown-alert-title">(.*?)</p>'
)
_BACK = re.compile(r'data-footnote-backref data-footnote-backref-idx="([^"]*)" aria-label="[^"]*"')
_CODE_BLOCK = re.compile(r'<pre><code class="language-([^"]*)">([^<]*)</code></pre>')
_PRE = re.compile(r"(<pre.*?</pre>)", re.DOTALL)
_JAPANESE = "[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_LINE_END = re.compile(rf"(?<={_JAPANESE})\n(?={_JAPANESE})")


def _without_title(html: str, title: str) -> str:
    first = _FIRST_HEADING.match(html)
    if first is None or _comparable(plain_text(first[1])) != _comparable(title):
        return html
    return html[first.end() :]


def _comparable(text: str) -> str:
    return "".join(normalize("NFKC", text).casefold().split())


def _touched_up(html: str, labels: Labels) -> str:
    """The engine's own ways, made ours."""
    permalink = escape(labels.permalink)
    html = _ANCHOR.sub(rf'<a \1 class="headerlink" title="{permalink}">¶</a>', html)
    html = _TASK.sub(lambda match: _task(labels, is_done=bool(match[1])), html)
    html = _ALERT.sub(lambda match: _alert(labels, match[1], match[2]), html)
    html = _BACK.sub(lambda match: f'title="{escape(labels.back_to_text)}"', html)
    html = _CODE_BLOCK.sub(lambda match: coloured(unescape(match[2]), match[1]) or match[0], html)
    return html if html.isascii() else _without_false_spaces(html)


def _without_false_spaces(html: str) -> str:
    """A line end between two Japanese characters is none, except in code."""
    parts = _PRE.split(html)
    parts[::2] = [_LINE_END.sub("", part) for part in parts[::2]]
    return "".join(parts)


def _task(labels: Labels, *, is_done: bool) -> str:
    state, label = ("done", labels.done) if is_done else ("open", labels.to_do)
    return f'<span class="rk-task rk-task-{state}" role="img" aria-label="{escape(label)}"></span>'


def _alert(labels: Labels, kind: str, title: str) -> str:
    told = labels.alerts.get(kind, title) if title.casefold() == kind else title
    return f'<div class="admonition rk-alert-{kind}">\n<p class="admonition-title">{told}</p>'


_OWN_HEADING = re.compile(
    r'<h([2-6]) id="([^"]*)">(.*?)<a href="[^"]*" class="headerlink"', re.DOTALL
)


def _headings(html: str) -> list[Heading]:
    found = _OWN_HEADING.findall(html)
    return [Heading(int(level), plain_text(text), unescape(name)) for level, name, text in found]
