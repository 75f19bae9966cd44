"""Repositories to measure with: postmortems in English and Japanese, edited for six years.

A reading circle meets every half-year. `rindoku check` finds no errors in them.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rindoku.scaffold.fast_import import NewCommit, create_repository

BEGIN = datetime(2020, 11, 2, 1, tzinfo=UTC)
DAYS = 2200
CHANGES_LATER = 2.0
"""How many commits follow a postmortem's first one, on the average, branches not counted."""
CIRCLE_EVERY = timedelta(days=183)
READ = 3
"""How many postmortems a circle reads: the last ones that were written before it."""

_PEOPLE = ("Mika Mori", "Ken Abe", "Aoi Sato", "Ryo Ito", "Sara Lee", "森 美加")
_TITLES = (
    ("Alert when the connection pool is over 80%", "接続プールが80%を超えたら通知する"),
    ("Roll back automatically when 5xx exceeds 2%", "5xxが2%を超えたら自動で戻す"),
    ("Write the runbook for the failover", "フェイルオーバーの手順書を書く"),
    ("Rehearse restoring the backup", "バックアップからの復元を訓練する"),
    ("Remove the retry that has no limit", "上限のない再試行を取り除く"),
)
_PROSE = (
    ("The deploy at ten changed the size of the pool, and nobody saw it until customers called. "),
    (
        "デプロイの後に接続プールが枯渇し、決済画面がエラーを返し続けた。最初に気づいたのはお客様だった。"
    ),
)
_POLICY = """\
timezone = "Asia/Tokyo"
teams = { "@platform" = ["@mika", "@ken"] }

[people]
"@mika" = { name = "森 美加", joined = 2020-04-01 }
"@ken" = { name = "Ken Abe", joined = 2020-04-01 }
"@aoi" = { name = "Aoi Sato", joined = 2021-01-04 }
"@sara" = { name = "Sara Lee", joined = 2023-10-02 }

[[programs]]
name = "reading"
kind = "reading"
every = "6 months"
minutes = 50

[[programs]]
name = "mob"
kind = "mob"
every = "1 week"
minutes = 60
"""


def write_sample(folder: Path, postmortems: int, *, by_year: bool = False) -> None:
    """Make a repository in ``folder`` with so many postmortems and about four commits for each.

    They lie side by side, where `rindoku new` puts them, or ``by_year`` in a folder for each year:
    then git reads less to compare two commits.
    """
    create_repository(folder, _Team(postmortems, by_year).commits())


def write_pages(folder: Path, postmortems: int, japanese_each: int = 5) -> None:
    """Make a repository in which so many postmortems were written at once, one in five Japanese."""
    team = _Team(postmortems, by_year=False)
    files: dict[str, bytes | None] = {"rindoku.toml": _POLICY.encode()}
    for number in range(postmortems):
        day = (BEGIN + timedelta(days=DAYS * number / postmortems)).date()
        page = team.page(number, day, language=int(number % japanese_each == 0))
        page.draft = False
        files[page.path] = page.text()
    create_repository(folder, [NewCommit("Write", "Mika Mori", "Mika Mori", BEGIN, files, ())])


@dataclass
class _Item:
    number: int
    title: str
    due: date
    priority: int
    status: str = "open"
    evidence: int | None = None

    def lines(self, day: date) -> Iterator[str]:
        yield f"  - id: A{self.number}"
        yield f"    title: {self.title}"
        yield "    type: prevent"
        yield f"    priority: P{self.priority}"
        yield f'    owner: "@{("mika", "ken", "platform")[self.priority % 3]}"'
        yield f"    status: {self.status}"
        yield f"    due: {self.due}"
        if self.evidence is not None:
            yield f"    closed: {day}"
            yield f"    evidence: https://github.com/acme/shop/pull/{self.evidence}"


@dataclass
class _Page:
    number: int
    folder: str
    day: date
    language: int
    items: list[_Item]
    prose: int
    draft: bool = True
    renamed: int = 0
    was_read: bool = False
    closed: date = field(default=date.max)

    @property
    def path(self) -> str:
        suffix = f"-{self.renamed}" if self.renamed else ""
        name = ("checkout-502", "決済の停止")[self.language]
        return f"{self.folder}/{self.day}-{name}-{self.number}{suffix}.md"

    @property
    def stem(self) -> str:
        return Path(self.path).stem

    def text(self) -> bytes:
        lines = [
            "---",
            f"title: {('Checkout answered 502', '決済が停止した')[self.language]} {self.number}",
            f"date: {self.day}",
            "kind: incident",
            f"status: {'draft' if self.draft else 'final'}",
            f"severity: SEV{1 + self.number % 4}",
            "services: [checkout]",
            'authors: ["@mika"]',
            f"started: {self.day}T10:02:00+09:00",
            f"resolved: {self.day}T10:40:00+09:00",
            "detected_by: customer",
            "contributing_factors: [missing-alert, config-change]",
            "action_items:",
            *(line for item in self.items for line in item.lines(self.closed)),
            "---",
        ]
        for heading in ("Summary", "Impact", "Timeline", "Contributing factors"):
            lines += [f"## {heading}", _PROSE[self.language] * (2 + self.prose % 2), ""]
        return "\n".join([*lines, "## Lessons learned", *["- A lesson."] * self.prose, ""]).encode()


def _circle(number: int, day: date, pages: list[_Page]) -> bytes:
    """The page of a reading circle that was held; every item that is still open is kept."""
    kept = [(page, item) for page in pages for item in page.items if item.status != "done"]
    lines = [
        "---",
        f"title: 第{number}回 ポストモーテム輪読会",
        "program: reading",
        "kind: reading",
        f"date: {day}",
        'start: "16:00"',
        "duration: 50",
        "status: held",
        'facilitator: "@mika"',
        'attendees: ["@mika", "@ken"]',
        "readings:",
        *(f'  - {{postmortem: {page.stem}, reader: "@ken", minutes: 12}}' for page in pages),
        "decisions:",
        *(f"  - {{action_item: {page.stem}#A{item.number}, outcome: keep}}" for page, item in kept),
        "impressions:",
        '  - {by: "@ken", text: 接続プールの枯渇を初めて理解できた}',
        "---",
    ]
    return "\n".join([*lines, "What we said.", ""]).encode()


class _Team:
    """People who write postmortems and come back to them; always the same ones."""

    def __init__(self, postmortems: int, by_year: bool) -> None:
        self.random = random.Random(postmortems)  # noqa: S311 (no secret)
        self.pages = postmortems
        self.by_year = by_year
        self.written: list[_Page] = []
        self.circles = 0
        self.made: list[NewCommit] = []
        self.tips: list[int] = []

    def commits(self) -> list[NewCommit]:
        self._land(BEGIN, {"rindoku.toml": _POLICY.encode(), "README.md": b"# Postmortems\n"})
        for at, _, page, is_first in sorted(self._moments(), key=lambda moment: moment[:2]):
            if at >= BEGIN + CIRCLE_EVERY * (self.circles + 1):
                self._meet(at)
            changed = {} if is_first else self._edit(page, at.date())
            self._land(at, changed | {page.path: page.text()})
            if is_first:
                self.written.append(page)
        return self.made

    def _meet(self, at: datetime) -> None:
        """Hold a reading circle. What it read keeps its name, for its page refers to that."""
        self.circles += 1
        pages = self.written[-READ:]
        for page in pages:
            page.was_read = True
        path = f"docs/circles/{at.date()}-reading-circle.md"
        self._land(at, {path: _circle(self.circles, at.date(), pages)})

    def _moments(self) -> Iterator[tuple[datetime, int, _Page, bool]]:
        for number in range(self.pages):
            at = BEGIN + timedelta(days=DAYS * number / self.pages, minutes=number % 400)
            page = self.page(number, at.date(), language=number % 2)
            yield at, number, page, True
            later = (timedelta(days=self.random.expovariate(1 / 70)) for _ in range(5))
            wanted = min(5, round(self.random.gauss(CHANGES_LATER, 1)))
            for wait in list(later)[: max(0, wanted)]:
                if (moment := at + wait) < BEGIN + timedelta(days=DAYS):
                    yield moment, number, page, False

    def page(self, number: int, day: date, language: int) -> _Page:
        """A postmortem's page, in English (0) or Japanese (1)."""
        chosen = self.random.sample(_TITLES, self.random.randint(1, 4))
        items = [
            _Item(n, titles[language], day + timedelta(days=30 * n), self.random.randrange(4))
            for n, titles in enumerate(chosen, 1)
        ]
        folder = f"postmortems/{day.year}" if self.by_year else "postmortems"
        return _Page(number, folder, day, language, items, self.random.randint(1, 12))

    def _edit(self, page: _Page, day: date) -> dict[str, bytes | None]:
        """Something happens to a page; the path that it leaves, if it is renamed."""
        before, kind = page.path, self.random.random()
        page.draft = False
        open_items = [item for item in page.items if item.status != "done"]
        if kind < 0.15 or not open_items:
            page.prose += 1
        elif kind < 0.3:
            self.random.choice(open_items).due += timedelta(days=self.random.randint(14, 90))
        elif kind < 0.4:
            self.random.choice(open_items).status = "in-progress"
        else:
            for item in open_items:
                item.status, item.evidence, page.closed = "done", self.random.randrange(5000), day
        if self.random.random() < 0.02 and not page.was_read:
            page.renamed += 1
            return {before: None}
        return {}

    def _land(self, at: datetime, changed: dict[str, bytes | None]) -> None:
        author, how = self.random.choice(_PEOPLE), self.random.random()
        parents = self.tips[-1:]
        if how < 0.4 and len(self.tips) > 8:
            fork = self.tips[-self.random.randint(1, 8)]
            self._commit(author, at - timedelta(hours=5), changed, (fork,))
            parents = [*parents, len(self.made) - 1]
            author = "Ken Abe"
        self._commit(author, at, changed, tuple(parents))
        self.tips.append(len(self.made) - 1)

    def _commit(
        self,
        author: str,
        at: datetime,
        changed: dict[str, bytes | None],
        parents: tuple[int, ...],
    ) -> None:
        self.made.append(NewCommit("Change", author, author, at, dict(changed), parents))


if __name__ == "__main__":
    if "--pages" in sys.argv:
        write_pages(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        write_sample(Path(sys.argv[1]), int(sys.argv[2]), by_year="--by-year" in sys.argv)
