"""What `check` passes, `mkdocs build --strict` builds: one bad link stops nobody's site."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.commands import build_site
from tests.conftest import Repository

NAMES = ["checkout", "決済の停止", "a b", "a%20b", "c#d", "e&f", "日本語（仮）", "x.y", "İ", "~z"]
TITLES = [
    "Checkout answered 502", "決済が<502>を返した", "A & B: \\\"quoted\\\"", "{{ page }} {% raw %}",
    "# not a heading", "[link](x.md)", "<script>alert(1)</script>", "‮hidden", "a | b",
]  # fmt: skip
PIECES = [
    "## Summary\n", "# {title}\n", "## 影響\n", "## 影響\n", "### <b>x</b> & `y`\n",
    "[one]({other}) ", "[two]({other}#影響) ", "[three]({other}#nowhere) ", "[four](nope.md) ",
    "![five](img/pool.png) ", "![six](img/nope.png) ", "[seven](../docs/about.md#about) ",
    "[eight](/postmortems/) ", "[nine](../../../etc/passwd) ", "[ten](#影響) ", "[](x) ",
    '<a href="{other}">raw</a> ', '<img src="img/pool.png" onerror="x"> ', "<details>\n\n",
    "<div id='__config' class='md-search'>", "[eleven](<a b.md>) ", "[twelve](%E3%81%82.md) ",
    "[x]: nope.md\n", "[x] ", "[13](http://[::1) ", "[14](mailto:a@b) ", "[15](//h/x.md) ",
    "[16](?q) ", "[17](.) ", "[18](..) ", "[19](\\\\x\\y.md) ", "[20]({other}?raw=1#l1) ",
    "Note: a\n", "---\n", "{{ macro }} {% include 'x' %} ", "&#0; \ufffd ", "| a |\n|---|\n| b |\n",
    "- [ ] todo\n", "1. a\n- b\n", "```python\nx = 1\n", "<!-- ", "[^1] ", "[^1]: note\n",
    "> " * 60,
    "&lt;script&gt; ", "<service-name> ", "**「x」**は ", "\n", "\n\n", "text ", "接続\n枯渇 ",
]  # fmt: skip


def write_records(repository: Repository, chance: random.Random) -> None:
    names = [f"2026-03-{day:02d}-{name}" for day, name in enumerate(chance.sample(NAMES, 4), 10)]
    folders = [chance.choice(["", "2026/", "年/"]) for _ in names]
    paths = [folder + name for folder, name in zip(folders, names, strict=True)]
    for path, name in zip(paths, names, strict=True):
        title, other = chance.choice(TITLES), f"{chance.choice(paths)}.md"
        pieces = [chance.choice(PIECES) for _ in range(chance.randint(0, 14))]
        body = "".join(one.replace("{other}", other).replace("{title}", title) for one in pieces)
        front = f'title: "{title}"\ndate: {name[:10]}\nstatus: draft\nseverity: SEV2\n'
        repository.write(f"postmortems/{path}.md", f"---\n{front}---\n{body}".encode())


@pytest.mark.parametrize("seed", range(12))
def test_whatever_people_write_the_site_is_built(repository: Repository, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (which examples are tried)
    repository.write("mkdocs.yml", CONFIG)
    repository.write("docs/about.md", "# About\n")
    repository.write("postmortems/img/pool.png", b"\x89PNG")
    write_records(repository, chance)
    repository.commit("2026-03-20")
    checked = repository.rindoku("check")
    build_site(repository.path)
    records = [*repository.path.glob("postmortems/**/*.md")]
    built = [*repository.path.glob("site/postmortems/**/index.html")]
    assert checked.exit_code in (0, 1)
    assert len(built) == len(records) + 1


CONFIG = (Path(__file__).parent.parent / "tooling/rindoku/scaffold/files/mkdocs.yml").read_text()
