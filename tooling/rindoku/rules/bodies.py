"""RK7: a body reads here as on the git host, and its links lead somewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from rindoku.bodies.anchors import anchors
from rindoku.bodies.emphasis import raw_stars
from rindoku.bodies.gfm import DEEPEST, LONGEST, MOST_HEADINGS, Trouble, trouble
from rindoku.bodies.svg import is_a_picture
from rindoku.bodies.targets import targets, there
from rindoku.findings import Place, Problem
from rindoku.reading.catalog import Catalog, RecordFile
from rindoku.reading.similar import did_you_mean
from rindoku.records import Circle, Policy, Postmortem
from rindoku.rules.registry import rule
from rindoku.saying import Said, say
from rindoku.source import layout
from rindoku.source.decoding import place_at
from rindoku.source.document import Document, read_document
from rindoku.source.problems import SourceError

_OF_THE_PAGE = frozenset({"action-items", "circles", "readings", "decisions", "impressions"})
"""The anchors that the site gives to its own parts of a record's page."""


@rule("RK701")
def link_leads_to_a_file(
    links: list[tuple[str, Place]], file: RecordFile[Any], catalog: Catalog
) -> Iterator[Problem]:
    """A link or a picture in the text leads to a file of this repository, or to another site.

    Why: The reader finds nothing, here and on the git host.

    Bad:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: draft
        severity: SEV2
        ---
        ## Summary
        The [runbook](../docs/no-such-page.md) did not help.

    Good:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: draft
        severity: SEV2
        ---
        ## Summary
        The [runbook](https://wiki.example.com/checkout) did not help.
    """
    for link, place in links:
        path = there(file.path, link)
        if urlsplit(link).path and not path.startswith("..") and not catalog.tree.has(path):
            folder = posixpath.dirname(path)
            beside = [one for one in catalog.tree.paths(folder) if folder] if folder else []
            hint = did_you_mean(path, beside) or say(
                "links are relative to this file; write the path as it is from here"
            )
            yield Problem(say("there is no `%(path)s`", path=path), hint, place)


@rule("RK702")
def link_leads_to_a_heading(
    links: list[tuple[str, Place]], file: RecordFile[Any], catalog: Catalog
) -> Iterator[Problem]:
    """What stands behind the `#` of a link is a heading of the page, or an action item of it.

    Headings are called as on the git host: in small letters, spaces as `-`, without punctuation.

    Why: The reader is led to the top of the page, and has to search.

    Bad:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: draft
        severity: SEV2
        ---
        ## Summary
        See [below](#time-line).
        ## Timeline
        10:02 the pool was exhausted.

    Good:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: draft
        severity: SEV2
        ---
        ## Summary
        See [below](#timeline).
        ## Timeline
        10:02 the pool was exhausted.
    """
    for link, place in links:
        parts = urlsplit(link)
        path = there(file.path, link) if parts.path else file.path
        if not parts.fragment or not path.endswith(".md") or path.startswith(".."):
            continue
        known = _anchors(path, catalog)
        name = unquote(parts.fragment)
        if known is not None and name not in known | _OF_THE_PAGE:
            hint = did_you_mean(name, sorted(known)) or say(
                "headings are linked in small letters, with `-` for spaces: #what-happened"
            )
            message = say("`%(path)s` has no heading `#%(name)s`", path=path, name=name)
            yield Problem(message, hint, place)


@rule("RK703", severity="warning")
def emphasis_is_shown(document: Document) -> Iterator[Problem]:
    """Stars around words make them bold on the git host, too.

    Beside Japanese brackets or punctuation they only do with a space outside them.

    Why: The site shows what was meant; the reader of the pull request sees the stars.

    Bad:
        ---
        title: 決済が38分間502を返した
        date: 2026-03-14
        status: draft
        severity: SEV2
        ---
        ## 概要
        原因は**「接続数の上限」**だった。

    Good:
        ---
        title: 決済が38分間502を返した
        date: 2026-03-14
        status: draft
        severity: SEV2
        ---
        ## 概要
        原因は「**接続数の上限**」だった。
    """
    for at in raw_stars(document.body):
        place = place_at(document.text, len(document.text) - len(document.body) + at)
        yield Problem(
            say("the git host shows these stars as they are written"),
            say("put the brackets outside the stars, or a space around them"),
            place,
        )


@rule("RK704")
def body_can_be_shown(document: Document) -> Iterator[Problem]:
    """A text has a length and a depth that can be shown and read.

    At most 500,000 characters, 1,000 headings, and 40 lists and quotations in one another.

    Why: The site shows such a text as it is written, without lists, links and pictures.

    Bad:
        postmortems/2026-03-14-checkout-502.md with a list in a list in a list …, 2,000 deep

    Good:
        postmortems/2026-03-14-checkout-502.md with a list, and another below one of its entries
    """
    wrong = trouble(document.body)
    if wrong is not None:
        hint = say("keep logs and data in files of their own beside it, and link to them")
        yield Problem(_TOO_MUCH[wrong], hint, Place(document.closing_line + 1))


@rule("RK705", severity="warning", needs=("picture_hosts",))
def picture_may_be_shown(document: Document, policy: Policy) -> Iterator[Problem]:
    """A picture lies beside the record, or on one of the policy's `picture_hosts`.

    Why: Whoever opens the page would tell another host so, and the picture can change or go.
    Browsers do not show it on the site.

    Bad:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: draft
        severity: SEV2
        ---
        ## Summary
        ![requests](https://graphs.example.com/requests.png)

    Good:
        ---
        title: Checkout answered 502 for 38 minutes
        date: 2026-03-14
        status: draft
        severity: SEV2
        ---
        ## Summary
        The pool was exhausted: see the [graph](https://graphs.example.com/requests).
    """
    begins = len(document.text) - len(document.body)
    for target in targets(document.body):
        host = "" if target.is_relative else _host(target.link)
        if target.is_picture and host and host not in policy.picture_hosts:
            message = say("the picture comes from `%(host)s`", host=host)
            hint = say("put it beside the record, or add the host to the policy's picture_hosts")
            yield Problem(message, hint, place_at(document.text, begins + target.at))


@rule("RK706")
def drawing_only_draws(
    links: list[tuple[str, Place]], file: RecordFile[Any], catalog: Catalog
) -> Iterator[Problem]:
    """An SVG file that a text shows is a drawing: no scripts, nothing from elsewhere.

    Why: Whoever opens such a file by itself lets run what is in it. The site does not publish it.

    Bad:
        postmortems/pool.svg with a `<script>` in it

    Good:
        postmortems/pool.svg with nothing but shapes and words
    """
    for link, place in links:
        path = there(file.path, link)
        if path.lower().endswith(".svg") and path.startswith(f"{layout.POSTMORTEMS}/"):
            raw = _content(path, catalog)
            if raw is not None and not is_a_picture(raw):
                message = say("`%(path)s` is more than a picture", path=path)
                yield Problem(message, say("export it again without scripts, or as PNG"), place)


def _host(link: str) -> str:
    try:
        return urlsplit(link).netloc.rpartition("@")[2]
    except ValueError:
        return ""


def _content(path: str, catalog: Catalog) -> bytes | None:
    try:
        return catalog.tree.read(path) if catalog.tree.has(path) else None
    except SourceError:
        return None


_TOO_MUCH: dict[Trouble, Said] = {
    "long": say("the text is longer than %(most)d characters", most=LONGEST),
    "headings": say("the text has more than %(most)d headings", most=MOST_HEADINGS),
    "deep": say("lists and quotations lie more than %(most)d deep in one another", most=DEEPEST),
}


def _anchors(path: str, catalog: Catalog) -> frozenset[str] | None:
    """What can be linked to in a document; None where that cannot be read, as is told elsewhere."""
    record = catalog.holder(layout.stem(path))
    if record is not None and record.path == path:
        with record.borrowed():
            return anchors(record.document.body) | _item_ids(record)
    try:
        if not catalog.tree.has(path) or (raw := catalog.tree.read(path)) is None:
            return None
        return anchors(read_document(path, raw).body or raw.decode())
    except (SourceError, UnicodeDecodeError):
        return None


def _item_ids(file: RecordFile[Any]) -> frozenset[str]:
    if not isinstance(file.record, Postmortem | Circle):
        return frozenset()
    return frozenset(item.id for item in file.record.action_items)
