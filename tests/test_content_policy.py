"""What a browser may do on the site's pages."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest

from rindoku.site.content_policy import with_content_policy
from tests.commands import build_site
from tests.conftest import POSTMORTEM, Repository

MKDOCS = (Path(__file__).parent.parent / "tooling/rindoku/scaffold/files/mkdocs.yml").read_text()


def policy_of(html: str) -> dict[str, list[str]]:
    (found,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    parts = [part.split() for part in unescape(found).split("; ")]
    return {name: values for name, *values in parts}


def test_the_scripts_that_a_page_came_with_are_named_and_no_other() -> None:
    html = "<head></head><script>a()</script><script src=x.js></script><script>a()</script>"
    digest = b64encode(sha256(b"a()").digest()).decode()
    found = policy_of(with_content_policy(html, []))
    assert found["script-src"] == ["'self'", f"'sha256-{digest}'"]


def test_data_in_a_page_needs_no_name() -> None:
    html = '<head></head><script id="c" type="application/json">{}</script>'
    assert policy_of(with_content_policy(html, []))["script-src"] == ["'self'"]


def test_pictures_come_from_here_and_from_the_policys_hosts() -> None:
    found = policy_of(with_content_policy("<head></head>", ["status.example.com"]))
    assert found["img-src"] == ["'self'", "data:", "https://status.example.com"]
    assert found["connect-src"] == ["'self'"]
    assert found["object-src"] == ["'none'"]


def test_every_page_has_a_policy_without_exceptions(repository: Repository) -> None:
    repository.write("mkdocs.yml", MKDOCS)
    repository.write("docs/about.md", "# About\n")
    repository.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM)
    build_site(repository.path)
    pages = [*(repository.path / "site").rglob("*.html")]
    assert len(pages) > 8
    for page in pages:
        found = policy_of(page.read_text())
        allowed = {value for values in found.values() for value in values}
        assert allowed.isdisjoint({"'unsafe-inline'", "'unsafe-eval'", "*"})


@pytest.mark.parametrize("name", ["harmless", "running"])
def test_only_a_drawing_is_published_as_one(repository: Repository, name: str) -> None:
    more = "<script>alert(1)</script>" if name == "running" else ""
    repository.write("mkdocs.yml", MKDOCS)
    repository.write("docs/about.md", "# About\n")
    repository.write("postmortems/p.svg", f"<svg xmlns='http://www.w3.org/2000/svg'>{more}</svg>")
    repository.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM + "![](p.svg)\n")
    build_site(repository.path)
    assert (repository.path / "site/postmortems/p.svg").exists() == (name == "harmless")
