"""The MkDocs plugin: hands the pages over, and puts each page's HTML around its body."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote, unquote, urljoin, urlsplit

from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice, Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_relative_url

from rindoku.bodies.anchors import fragment_on_page, ids
from rindoku.bodies.render import Heading
from rindoku.bodies.targets import there
from rindoku.git import Git, NoGitError
from rindoku.repository import Repository, open_repository
from rindoku.site.attachments import published_attachments
from rindoku.site.cleaning import neutral
from rindoku.site.content_policy import with_content_policy
from rindoku.site.feeds import NEWS, Feeds
from rindoku.site.links import SiteLinks, file_on_host, site_uri
from rindoku.site.pages import HOME, Page, pages, view_of
from rindoku.site.views.view import View
from rindoku.source import layout
from rindoku.text import composed
from rindoku.wording.summary import incomplete

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page as MkDocsPage

    from rindoku.audiences.withheld import Audience

_log = get_plugin_logger("rindoku")
_STYLES = ("site/assets/rindoku.css", "charts.css")
_SCRIPTS = ("site/assets/filter.js", "site/assets/search.js")
_ASSET_FOLDER = "assets/rindoku"


class RindokuConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in `mkdocs.yml`."""

    audience = Choice(("site", "public"), default="site")
    """Who can open the site: `public` shows public postmortems alone, and names nobody."""
    root = Optional(Type(str))
    """The repository's folder, from where `mkdocs.yml` lies; that folder when left out."""


class RindokuPlugin(BasePlugin[RindokuConfig]):  # type: ignore[no-untyped-call]
    """Publishes `postmortems/` and the pages made from the records."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.repository: Repository | None = None
        self.attachments: tuple[str, ...] = ()
        self.prefix = ""
        self.is_served = False
        self.links = SiteLinks(self._is_withheld, self._fragment)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Keeps in mind what MkDocs was asked to do."""
        self.is_served = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Adds our style sheets and scripts, and the link rewriter for every page."""
        config.extra_css[:0] = [_asset_uri(path) for path in _STYLES]
        config.extra_javascript += [_asset_uri(path) for path in _SCRIPTS]
        extensions: list[Any] = config.markdown_extensions  # instances are welcome here too
        if self.links not in extensions:
            extensions.append(self.links)
        return config

    # late: other plugins' generated pages are there, and a home page of one's own is respected
    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Puts the records' pages and their pictures in the place of the files they come from."""
        audience = cast("Audience", self.config.audience)
        self.repository = open_repository(self._root(config)).seen_by(audience)
        self.attachments = published_attachments(self.repository)
        self.prefix = _prefix(self._root(config))
        for path in self.repository.withheld.unreadable:
            _log.warning("%s cannot be read and is not published; see `rindoku check`", path)
        view = view_of(self.repository)
        self._tell_what_is_missing(view)
        own_home = files.get_file_from_path(HOME)
        self.pages = {
            page.uri: page for page in pages(view) if page.uri != HOME or own_home is None
        }
        self._take_out(files)
        for page in self.pages.values():
            self._remove(files, page.uri)
            files.append(_page_file(config, page))
        for path in self.attachments:
            source = str(self._root(config) / path)
            files.append(File.generated(config, site_uri(path), abs_src_path=source))
        for path in (*_STYLES, *_SCRIPTS):
            files.append(_our_asset(config, path))

        def address(uri: str) -> str:
            return urljoin(config.site_url or "", _there(files, uri).url)

        feeds = Feeds(view, config.site_name, config.site_url or "", address)
        for uri, content in feeds.files():
            files.append(File.generated(config, uri, content=content))
        return files

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Names the page being rendered, for links; a page of ours gets its title and layout."""
        ours = self.pages.get(page.file.src_uri)
        if page.edit_url is not None:  # `docs/../postmortems` is right, but nothing to show
            page.edit_url = urljoin(page.edit_url, urlsplit(page.edit_url).path)
        self.links.page = (ours and ours.source) or f"{layout.DOCS}/{page.file.src_uri}"
        if ours is not None:
            title = neutral(ours.title)
            hidden = ["navigation"] if ours.contents is not None else ["navigation", "toc"]
            page.meta = {"title": title, "description": title, "hide": hidden}
        return markdown

    # early: search and others should see the whole page
    @event_priority(50)
    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """A page of ours is made here, its body too."""
        ours = self.pages.get(page.file.src_uri)
        if ours is None:
            return html

        def link(uri: str) -> str:
            is_whole = files.get_file_from_path(uri) is not None  # a file's name can have a `#`
            path, _, anchor = (uri, "", "") if is_whole else uri.rpartition("#")
            target = _there(files, path)
            return target.url_relative_to(page.file) + (f"#{quote(anchor)}" if anchor else "")

        def body_link(written: str) -> str | None:
            return self._from_body(written, ours, page, config, files)

        content = ours.content(link, body_link)
        page.toc = _contents(content.headings, ours.contents or ())
        page.present_anchor_ids = set(ids(content.html, prefix=""))
        return content.html

    # late: what other plugins put into the page is there
    @event_priority(-90)
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Names the feed in the page's head, and says what a browser may do there."""
        feed = _feed_link(page.url, config.site_name)
        return self._secured(output.replace("</head>", f"{feed}</head>", 1))

    @event_priority(-90)
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Pages that come from no file, such as that of what is not there, are no exception."""
        return self._secured(output) if template_name.endswith(".html") else output

    def _secured(self, html: str) -> str:
        """While somebody writes, the page reloads itself by a script of the server's own."""
        if self.is_served or self.repository is None:
            return html
        return with_content_policy(html, self.repository.policy.picture_hosts)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Reloads when a postmortem or the policy changes."""
        root = self._root(config)
        for path in (layout.POSTMORTEMS, *layout.POLICY_FILES):
            if (root / path).exists():
                server.watch(str(root / path))
        return server

    def _from_body(
        self, written: str, ours: Page, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Where a relative link in a body leads: to a page, a file beside it, or the git host."""
        assert self.repository is not None
        target = there(ours.source or "", written)
        if self._is_withheld(target):
            return None
        name = unquote(urlsplit(written).fragment)
        anchor = f"#{quote(self._fragment(target, name))}" if name else ""
        same = {composed(path): path for path in self.attachments}
        file = files.get_file_from_path(site_uri(same.get(composed(target), target)))
        if file is not None:
            return file.url_relative_to(page.file) + anchor
        from_top = normpath(self.prefix + target)
        if from_top.startswith("..") or not (self.repository.root / target).exists():
            return None
        on_host = file_on_host(config.repo_url, from_top)
        return on_host and on_host + (f"#{quote(name)}" if name else "")

    def _fragment(self, path: str, name: str) -> str:
        """What a link's fragment is called on the page of a file of the repository."""
        page = self.pages.get(site_uri(path))
        return fragment_on_page(name, page.body) if page is not None else name

    def _root(self, config: MkDocsConfig) -> Path:
        here = Path(config.config_file_path).parent
        return (here / (self.config.root or ".")).resolve()

    def _is_withheld(self, path: str) -> bool:
        """Whether a file of the repository is there but not on the site."""
        assert self.repository is not None
        if any(file.path == path for file in self.repository.withheld.files):
            return True
        if not path.startswith(f"{layout.POSTMORTEMS}/") or path.endswith(".md"):
            return False
        is_there = (self.repository.root / path).exists()  # else MkDocs tells it
        return is_there and path not in self.attachments

    def _tell_what_is_missing(self, view: View) -> None:
        """Seen with `--quiet`, too; it stops no strict build, for the pages say it themselves."""
        for note in () if self.is_served else incomplete(view.repository, view.words):
            print(f"rindoku: {note}", file=sys.stderr)  # noqa: T201

    def _take_out(self, files: Files) -> None:
        """Take out of the site's files what is withheld, and what only looks like a record."""
        assert self.repository is not None
        for file in [*files]:
            if _is_no_page(f"{layout.DOCS}/{file.src_uri}"):
                files.remove(file)
        for withheld in self.repository.withheld.files:
            self._remove(files, site_uri(withheld.path))

    @staticmethod
    def _remove(files: Files, uri: str) -> None:
        file = files.get_file_from_path(uri)
        if file is not None:
            files.remove(file)


def _is_no_page(path: str) -> bool:
    """Whether a file among the records' folders is none, but would become a page or be copied."""
    is_near = path.startswith((f"{layout.CIRCLES}/", f"{layout.ELSEWHERE}/"))
    return layout.is_lookalike(path) or (is_near and layout.is_put_away(path))


def _prefix(root: Path) -> str:
    """The folder's place in its git repository."""
    try:
        return Git(root).prefix
    except NoGitError:
        return ""


def _contents(headings: Iterable[Heading], around: Iterable[tuple[str, str]]) -> TableOfContents:
    """The headings of the body and of the page around it, each below the one it belongs to."""
    top = AnchorLink("", "", 0)
    above = [top]
    for level, text, anchor in (*headings, *((2, text, anchor) for text, anchor in around)):
        while above[-1].level >= level:
            above.pop()
        entry = AnchorLink(neutral(text), anchor, level)
        above[-1].children.append(entry)
        above.append(entry)
    return TableOfContents(top.children)


def _there(files: Files, uri: str) -> File:
    file = files.get_file_from_path(uri)
    if file is None:
        raise PluginError(f"rindoku: something links to {uri}, which is not on the site")
    return file


def _feed_link(url: str, name: str) -> str:
    """What a reader of feeds looks for in a page's head.

    The calendar is not named there: the theme's script takes every alternate's folder for a site
    of its own, and looks for a site map in it.
    """
    return (
        f'<link rel="alternate" type="application/atom+xml" title="{escape(name)}" '
        f'href="{escape(get_relative_url(NEWS, url))}">'
    )


def _page_file(config: MkDocsConfig, page: Page) -> File:
    level = InclusionLevel.INCLUDED if page.uri == HOME else InclusionLevel.NOT_IN_NAV
    # what its writer wrote is no business of MkDocs' Markdown
    file = File.generated(config, page.uri, content="\n", inclusion=level)
    file.edit_uri = f"../{page.source}" if page.source else None
    return file


def _asset_uri(path: str) -> str:
    return f"{_ASSET_FOLDER}/{PurePosixPath(path).name}"


def _our_asset(config: MkDocsConfig, path: str) -> File:
    content = files("rindoku").joinpath(path).read_bytes()
    return File.generated(config, _asset_uri(path), content=content)
