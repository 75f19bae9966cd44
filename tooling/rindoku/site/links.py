"""Links as they are on the git host, made to work on the site too.

A record's links lead to files of the repository; on the site some of these lie elsewhere, some are
not there, and what stands in a body has its anchors in a space of their own.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from rindoku.bodies.targets import there
from rindoku.source import layout

_ATTRIBUTES = {"a": "href", "img": "src"}
_BEFORE_MKDOCS = 5  # MkDocs' own link resolver has priority 0


class SiteLinks(Extension):
    """Rewrites the links of a page of the team's own while MkDocs renders it.

    ``page`` is its path in the repository. ``is_withheld`` tells which repository paths have no
    place on the site: a link to one of them becomes plain text. ``fragment`` tells what a link's
    fragment is called on the page of a repository path.
    """

    def __init__(
        self, is_withheld: Callable[[str], bool], fragment: Callable[[str, str], str]
    ) -> None:
        super().__init__()
        self.page = ""
        self.is_withheld = is_withheld
        self.fragment = fragment

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """See Markdown's Extension."""
        md.treeprocessors.register(_Rewriter(self, md), "rindoku-links", _BEFORE_MKDOCS)

    def rewritten(self, link: str) -> str | None:
        """The link for the site, None where there is nothing to link to."""
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return link
        target = there(self.page, link)
        if self.is_withheld(target):
            return None
        here = posixpath.dirname(site_uri(self.page))
        path = quote(posixpath.relpath(site_uri(target), here or "."))
        fragment = parts.fragment and quote(self.fragment(target, unquote(parts.fragment)))
        return parts._replace(path=path, fragment=fragment).geturl()


class _Rewriter(Treeprocessor):
    def __init__(self, links: SiteLinks, md: Markdown) -> None:
        super().__init__(md)
        self.links = links

    def run(self, root: Element) -> None:
        for element in root.iter():
            attribute = _ATTRIBUTES.get(element.tag)
            link = element.get(attribute) if attribute else None
            if attribute is None or not link or not self.links.page:
                continue
            target = self.links.rewritten(link)
            if target is not None:
                element.set(attribute, target)
            else:
                element.tag = "span"
                del element.attrib[attribute]


def site_uri(path: str) -> str:
    """Where a file of the repository stands on the site: ``docs/`` is its top."""
    return path.removeprefix(f"{layout.DOCS}/")


def file_on_host(repo_url: str | None, path: str) -> str | None:
    """Where the git host shows a file, by its path from the top; None where there is no host."""
    if not repo_url:
        return None
    folder = "/-/blob/HEAD/" if "gitlab" in repo_url else "/blob/HEAD/"
    return repo_url.rstrip("/") + folder + quote(path)
