"""The site: strict, complete, escaped, and silent about what must not be published."""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path

import pytest

from tests.commands import build_site
from tests.conftest import POSTMORTEM, PROJECT, Repository

STARTER = PROJECT / "tooling/rindoku/scaffold/files"

MKDOCS = """\
site_name: Postmortems
edit_uri: https://git.example.com/edit/main/docs/
theme: {name: material, font: false, features: [content.action.edit]}
plugins: [search, rindoku]
"""
HIDDEN = "2026-04-01-stolen-keys"


def build(repository: Repository, *options: str) -> str:
    """Build strictly; what MkDocs says besides is returned."""
    return build_site(repository.path, *options)


def page(repository: Repository, path: str) -> str:
    return (repository.path / "site" / path / "index.html").read_text("utf-8")


def everything(repository: Repository) -> str:
    """All that was published, names and contents."""
    files = [p for p in (repository.path / "site").rglob("*") if p.is_file()]
    return "\n".join(f"{p}\n{p.read_bytes().decode('utf-8', 'replace')}" for p in files)


@pytest.fixture
def team(repository: Repository) -> Repository:
    repository.write("mkdocs.yml", MKDOCS)
    repository.write(
        "docs/about.md", "# About\n\n[the incident](../postmortems/2026-03-14-checkout-502.md)\n"
    )
    repository.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM)
    repository.commit("2026-03-20")
    return repository


def test_the_site_of_an_empty_repository_is_friendly(repository: Repository) -> None:
    repository.write("mkdocs.yml", MKDOCS)
    repository.write("docs/about.md", "# About\n")
    build(repository)
    assert "No postmortem yet" in page(repository, "")
    assert "No circle is planned" in page(repository, "circles")


def test_the_files_that_a_new_repository_starts_from_build_at_once(repository: Repository) -> None:
    shutil.copytree(STARTER, repository.path, dirs_exist_ok=True)
    repository.rindoku("new", "Search was empty for an hour")
    build(repository)
    assert "Search was empty" in page(repository, "")
    assert "Nobody is on the map yet" in page(repository, "skill-map")


def test_every_page_is_there_and_the_build_is_strict(team: Repository) -> None:
    assert "WARNING" not in build(team)
    for path in ("", "postmortems", "action-items", "action-items/stale", "circles"):
        assert "<h1" in page(team, path)
    assert "Alert when the connection pool is over 80%" in page(
        team, "postmortems/2026-03-14-checkout-502"
    )


def test_what_is_done_still_shows_that_its_incident_had_happened_again(team: Repository) -> None:
    again = POSTMORTEM.partition("action_items:")[0].replace("2026-03-14", "2026-04-01")
    again += "recurrence_of: [2026-03-14-checkout-502]\n---\n"
    team.write("postmortems/2026-04-01-again.md", again)
    team.commit("2026-04-02")
    done = POSTMORTEM.replace("status: open", "status: done\n    closed: 2026-05-01")
    team.write("postmortems/2026-03-14-checkout-502.md", done)
    team.commit("2026-05-01")
    build(team)
    line = (
        page(team, "action-items").partition('<svg class="rk-lifeline"')[2].partition("</svg>")[0]
    )
    assert line.count('class="rk-tick"') == 1


def test_the_site_speaks_the_policys_language(team: Repository) -> None:
    team.write("rindoku.toml", 'language = "ja"\n')
    build(team)
    assert "ポストモーテム" in page(team, "postmortems")
    assert "まず決めること" in page(team, "")


def test_edit_this_page_leads_to_the_record_itself(team: Repository) -> None:
    build(team)
    assert "https://git.example.com/edit/main/postmortems/2026-03-14-checkout-502.md" in page(
        team, "postmortems/2026-03-14-checkout-502"
    )


def test_links_between_records_and_documents_work_as_on_the_git_host(team: Repository) -> None:
    team.write(
        "postmortems/2025/2025-06-02-timeouts.md",
        POSTMORTEM.replace("2026-03-14", "2025-06-02").replace("A1", "A2")
        + "[later](../2026-03-14-checkout-502.md#A1) and [about](../../docs/about.md)\n",
    )
    build(team)
    html = page(team, "postmortems/2025/2025-06-02-timeouts")
    assert 'href="../../2026-03-14-checkout-502/#A1"' in html
    assert 'href="../../../about/"' in html
    assert 'href="../postmortems/2026-03-14-checkout-502/"' in page(team, "about")


def test_a_link_to_a_file_outside_the_records_leads_to_the_git_host(team: Repository) -> None:
    team.write("src/pool.py", "SIZE = 100\n")
    config = team.read("mkdocs.yml") + "repo_url: https://github.com/hoshimi/shop\n"
    team.write("mkdocs.yml", config)
    body = '[pool](../src/pool.py#L1) <a href="../src/pool.py">raw</a> [none](../src/no.py)\n'
    team.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM + body)
    build(team)
    html = page(team, "postmortems/2026-03-14-checkout-502")
    there = "https://github.com/hoshimi/shop/blob/HEAD/src/pool.py"
    assert f'<a href="{there}#L1">pool</a> <a href="{there}">raw</a> <a>none</a>' in html


def test_a_link_from_a_page_of_the_teams_own_leads_to_a_bodys_heading(team: Repository) -> None:
    team.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM + "## 影響\n")
    link = "../postmortems/2026-03-14-checkout-502.md"
    team.write("docs/about.md", f"# About\n\n[a]({link}#影響) [b]({link}#A1)\n")
    build(team)
    html = page(team, "about")
    assert "/2026-03-14-checkout-502/#body-%E5%BD%B1%E9%9F%BF" in html
    assert '/2026-03-14-checkout-502/#A1"' in html


def test_each_part_of_a_page_says_which_language_it_speaks(team: Repository) -> None:
    text = POSTMORTEM.replace("Checkout answered 502 for 38 minutes", "決済が502を返した")
    team.write("postmortems/2026-03-14-checkout-502.md", text + "接続プールが枯渇した。\n")
    build(team)
    html = page(team, "postmortems/2026-03-14-checkout-502")
    assert '<h1 lang="ja">決済が502を返した</h1>' in html
    assert "<h3>Alert when" in html


def test_what_is_to_do_in_the_text_does_not_stand_beside_nothing_was_promised(
    team: Repository,
) -> None:
    text = POSTMORTEM.partition("action_items:")[0] + "---\n"
    team.write("postmortems/2026-03-14-checkout-502.md", text + "- [ ] page somebody\n")
    team.write("postmortems/2026-03-15-other.md", text.replace("-14", "-15") + "Nothing.\n")
    build(team)
    assert "Nothing was promised" not in page(team, "postmortems/2026-03-14-checkout-502")
    assert "Nothing was promised" in page(team, "postmortems/2026-03-15-other")


def test_a_picture_beside_a_postmortem_is_published_with_it(team: Repository) -> None:
    team.write("postmortems/images/接続.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    team.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM + "![pool](images/接続.svg)\n")
    team.write("postmortems/figures.csv", "a,b\n")
    build(team)
    assert (team.path / "site/postmortems/images/接続.svg").exists()
    assert not (team.path / "site/postmortems/figures.csv").exists()


@pytest.mark.parametrize(
    "link",
    [
        "![x]({0})",
        '<img src="{0}">',
        "[x](<{0}>)",
        "[x]\n\n[x]: {0}",
        "[x](./img/../{0})",
        "[x](/postmortems/{0})",
    ],
)
def test_a_file_goes_out_with_whoever_links_to_it_in_any_form(team: Repository, link: str) -> None:
    name = unicodedata.normalize("NFD", "ガ.png")
    team.write(f"postmortems/{name}", b"PNG")
    written = unicodedata.normalize("NFC", name)
    body = link.format(written) + "\n"
    team.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM + body)
    build(team)
    found = [path.name for path in (team.path / "site/postmortems").iterdir()]
    assert name in found


@pytest.mark.parametrize(
    "path",
    ["docs/circles/2026/2026-03-15-x.md", "docs/circles/2026-03-15-x.md~",
     "docs/postmortems/2026-03-15-x.md", "docs/circles/2026-03-15-x.txt",
     "postmortems/2026-03-15-x.markdown", "postmortems/2026-03-15-x.md.orig"],
)  # fmt: skip
def test_what_only_looks_like_a_record_is_not_published(team: Repository, path: str) -> None:
    team.write(path, "---\ntitle: x\n---\nLOOKALIKE\n")
    team.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM + f"[x](../{path})\n")
    build(team)
    assert "LOOKALIKE" not in everything(team)


def test_the_policy_says_which_kinds_of_files_go_out(team: Repository) -> None:
    for name in ("a.html", "b.log", "c.png"):
        team.write(f"postmortems/{name}", "x")
    body = "[a](a.html) [b](b.log) [c](c.png)\n"
    team.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM + body)
    team.write("rindoku.toml", 'publish_files = ["log"]\n')
    build(team)
    found = [path.name for path in (team.path / "site/postmortems").iterdir() if path.is_file()]
    assert sorted(found) == ["b.log", "index.html"]


def test_a_file_that_a_restricted_record_names_stays_inside(secretive: Repository) -> None:
    path = f"postmortems/{HIDDEN}.md"
    secretive.write("postmortems/both.png", b"PNG-OF-BOTH")
    secretive.write(path, secretive.read(path) + "see both.png\n")
    secretive.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM + "![](both.png)\n")
    build(secretive)
    assert "PNG-OF-BOTH" not in everything(secretive)


def test_a_link_out_of_the_repository_is_not_followed(team: Repository, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("PRIVATE-KEY")
    (team.path / "postmortems/key.txt").symlink_to(outside)
    build(team)
    assert not (team.path / "site/postmortems/key.txt").exists()


@pytest.fixture
def secretive(team: Repository) -> Repository:
    """The team has a restricted postmortem, and others that point at it."""
    secret = POSTMORTEM.replace("2026-03-14", "2026-04-01").replace(
        "severity", "visibility: restricted\nseverity"
    )
    secret = secret.replace("Checkout answered 502", "Keys were stolen").replace(
        "Alert when", "Rotate when"
    )
    team.write(
        f"postmortems/{HIDDEN}.md",
        secret.replace("status: draft", "recurrence_of: [2026-03-14-checkout-502]\nstatus: draft")
        + "![](vault.png)\n",
    )
    team.write("postmortems/vault.png", "PNG-OF-THE-VAULT")
    team.write("postmortems/unlinked.png", "PNG-NOBODY-LINKS")
    circle = (
        "---\ntitle: Circle\nkind: reading\ndate: 2026-05-01\nstatus: held\nreadings:\n"
        f"  - {{postmortem: {HIDDEN}, why: never read}}\n"
        f"  - {{postmortem: 2026-03-14-checkout-502, why: happened again as {HIDDEN}}}\n"
        f"decisions: [{{action_item: {HIDDEN}#A1, outcome: keep, note: hush}}]\n---\nnotes\n"
    )
    team.write("docs/circles/2026-05-01-circle.md", circle)
    team.write("docs/about.md", f"# About\n\n[it](../postmortems/{HIDDEN}.md)\n")
    return team


def test_a_restricted_postmortem_reaches_no_file_of_the_site(secretive: Repository) -> None:
    build(secretive)
    published = everything(secretive)
    for word in ("stolen", "Rotate when", "hush", "VAULT", "PNG-NOBODY-LINKS"):
        assert word not in published, word
    assert "Checkout answered 502" in published


@pytest.mark.parametrize(
    "spelling", ["visibility: restrictd", "visiblity: restricted", "visibility: [x]"]
)
def test_a_misspelt_visibility_hides_rather_than_shows(
    secretive: Repository, spelling: str
) -> None:
    path = f"postmortems/{HIDDEN}.md"
    secretive.write(path, secretive.read(path).replace("visibility: restricted", spelling))
    build(secretive)
    assert "stolen" not in everything(secretive)


def test_an_unreadable_postmortem_is_not_published_and_breaks_a_strict_build(
    team: Repository,
) -> None:
    team.write("postmortems/2026-04-01-broken.md", "---\ntitle: [secret\n---\n")
    with pytest.raises(AssertionError, match=r"2026-04-01-broken.md cannot be read"):
        build(team)
    assert "secret" not in everything(team)


def test_peoples_words_are_shown_and_never_obeyed(team: Repository) -> None:
    bad = "<script>alert(1)</script>"
    hostile = (
        POSTMORTEM.replace("Checkout answered 502 for 38 minutes", f"'{bad}'").replace(
            "Alert when the connection pool is over 80%", f"'{bad} item'"
        )
        + f"{bad}\n\n<img src=x onerror=alert(2)>\n\n[x](javascript:alert(3))\n\n"
        "<a href='data:text/html,x'>d</a> <iframe src='//evil.example'></iframe>\n"
    )
    team.write("postmortems/2026-03-14-checkout-502.md", hostile)
    team.write(
        "docs/circles/2026-05-01-circle.md",
        f"---\ntitle: '{bad}'\nkind: reading\ndate: 2026-05-01\nstatus: held\n"
        f"impressions: [{{by: '{bad}', text: '{bad}'}}]\n---\n{bad}\n",
    )
    build(team)
    for path in ("", "postmortems", "postmortems/2026-03-14-checkout-502", "action-items",
                 "circles", "circles/2026-05-01-circle"):  # fmt: skip
        html = page(team, path)
        assert "<script>alert" not in html, path
        assert not re.search(r"onerror|javascript:alert|data:text/html|<iframe", html), path
    assert "&lt;script&gt;alert(1)" in page(team, "circles/2026-05-01-circle")


def test_a_first_line_with_a_colon_is_text_and_no_metadata(team: Repository) -> None:
    text = POSTMORTEM.replace("## Summary\n", "Note: read this first\n\n## Summary\n")
    team.write("postmortems/2026-03-14-checkout-502.md", text)
    build(team)
    assert "read this first" in page(team, "postmortems/2026-03-14-checkout-502")


def test_a_home_page_of_ones_own_is_kept(team: Repository) -> None:
    team.write("docs/index.md", "# Our own home\n")
    build(team)
    assert "Our own home" in page(team, "")


def test_a_root_beside_the_site_can_be_named(team: Repository) -> None:
    team.write(
        "web/mkdocs.yml",
        MKDOCS.replace("rindoku]", "rindoku: {root: ..}]")
        .replace("[search, ", "[search, {")
        .replace("}]", "}}]"),
    )
    team.write("web/docs/about.md", "# About\n")
    build(team, "--config-file", "web/mkdocs.yml")
    assert (team.path / "web/site/postmortems/2026-03-14-checkout-502/index.html").exists()


def test_serving_watches_the_postmortems(team: Repository) -> None:
    from mkdocs.config import load_config

    from rindoku.site.plugin import RindokuPlugin

    watched: list[Path] = []

    class Server:
        def watch(self, path: str) -> None:
            watched.append(Path(path))

    config = load_config(str(team.path / "mkdocs.yml"))
    plugin = config.plugins["rindoku"]
    assert isinstance(plugin, RindokuPlugin)
    plugin.on_serve(Server(), config=config, builder=None)  # type: ignore[arg-type]
    assert team.path / "postmortems" in watched


def test_a_picture_that_is_not_there_is_told_by_a_check_and_breaks_nobodys_site(
    team: Repository,
) -> None:
    team.write("postmortems/2026-03-14-checkout-502.md", POSTMORTEM + "![pool](images/nope.png)\n")
    assert "there is no `postmortems/images/nope.png`" in team.rindoku("check").stdout
    build(team)
    assert 'alt="pool"' in page(team, "postmortems/2026-03-14-checkout-502")
