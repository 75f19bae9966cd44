"""Random histories, told by the product and by the slow reference in `history_oracle`.

A history is a list of steps with a few numbers that pick what is touched; git is real, written by
`git fast-import`. Whatever is compared comes out of the real commands as JSON.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rindoku import clock
from rindoku.cli.action import command
from rindoku.cli.stale import command as stale
from tests import history_oracle
from tests.conftest import NOW, TODAY, clock_at
from tests.history_oracle import Told

START = datetime(2019, 1, 7, 3, tzinfo=UTC)
FAR_FUTURE = datetime(2150, 1, 1, tzinfo=UTC)
OWNERS = ("@mika", "@ken", "@platform", "@left", "@stranger", None)
STATUSES = ("proposed", "open", "in-progress", "blocked", "done", "dropped", "later")
TITLES = ("Alert on the pool", "ロールバックを自動にする", "Write the runbook", "Test: restore")
POLICY = """\
timezone = "{zone}"
people = {{ "@mika" = {{}}, "@ken" = {{}}, "@left" = {{ left = 2020-02-01 }} }}
teams = {{ "@platform" = ["@mika"] }}
staleness = {{ untouched = 60 }}
"""

Item = dict[str, str | None]


@dataclass
class Page:
    """A record, and the ways in which it is written down."""

    stem: str
    items: list[Item] = field(default_factory=list)
    folder: str = "postmortems"
    recurrence_of: list[str] = field(default_factory=list)
    style: int = 0
    prose: int = 0
    is_broken: bool = False

    def text(self) -> bytes:
        front = {
            "title": f"About {self.stem}",
            "date": self.stem[:10],
            "status": "draft",
            "recurrence_of": self.recurrence_of,
            "action_items": self.items,
        }
        lines = [f"{key}: {_written(value, self.style)}" for key, value in front.items()]
        if self.style & 8:
            lines.insert(1, "# a comment, and a blank line\n")
        if self.is_broken:
            lines.append("title: [")
        prose = [f"Paragraph {n} of {self.stem}" for n in range(8 + self.prose)]
        text = "\n".join(["---", *lines, "---", "## Summary", *prose, ""])
        return text.replace("\n", "\r\n" if self.style & 4 else "\n").encode()


@dataclass
class World:
    """What the next commit will contain. Each method is a step; its numbers pick what is touched.

    A step that finds nothing to do does nothing.
    """

    pages: dict[str, Page] = field(default_factory=dict)
    deleted: list[Page] = field(default_factory=list)
    dropped: list[tuple[str, Item]] = field(default_factory=list)
    circles: list[str] = field(default_factory=list)
    zone: str = "UTC"
    count: int = 0

    def files(self) -> dict[str, bytes]:
        files = {f"{p.folder}/{p.stem}.md": p.text() for p in self.pages.values()}
        for number, decision in enumerate(self.circles):
            files[f"docs/circles/{_stem_day(number * 90)}-circle-{number}.md"] = (
                f"---\ntitle: C\nkind: reading\nstatus: held\ndate: {_stem_day(number * 90)}\n"
                f"decisions: [{{action_item: '{decision}', outcome: keep}}]\n---\n"
            ).encode()
        return files | {"rindoku.toml": POLICY.format(zone=self.zone).encode()}

    def add_record(self, a: int, b: int) -> None:
        self.count += 1
        page = Page(f"{_stem_day(self.count * 40)}-{'記録' if a % 3 else 'it is'}-{self.count}")
        page.items = [_new_item(number + 1, b + number) for number in range(1 + a % 3)]
        if self.pages and b % 2:
            page.recurrence_of = [self._page(a).stem]
        self.pages[page.stem] = page

    def add_item(self, a: int, b: int) -> None:
        if page := self._page(a):
            page.items.append(_new_item(_free_number(page), b))

    def move_due_later(self, a: int, b: int) -> None:
        self._move_due(a, 1 + b % 90)

    def move_due_earlier(self, a: int, b: int) -> None:
        self._move_due(a, -1 - b % 90)

    def change_owner(self, a: int, b: int) -> None:
        self._set(a, "owner", OWNERS[b % len(OWNERS)])

    def change_status(self, a: int, b: int) -> None:
        self._set(a, "status", STATUSES[b % len(STATUSES)])

    def change_title(self, a: int, b: int) -> None:
        self._set(a, "title", TITLES[b % len(TITLES)])

    def set_to_null(self, a: int, b: int) -> None:
        self._set(a, ("due", "owner", "status", "priority", "note", "title")[b % 6], None)

    def leave_out(self, a: int, b: int) -> None:
        for item in self._item(a):
            item.pop(("due", "owner", "status", "priority", "note")[b % 5], None)

    def rename_id(self, a: int, b: int) -> None:
        if page := self._page(a):
            for item in self._item(a):
                item["id"] = f"A{_free_number(page)}"

    def swap_ids(self, a: int, b: int) -> None:
        page = self._page(a)
        if page and len(page.items) > 1:
            one, two = page.items[b % len(page.items)], page.items[(b + 1) % len(page.items)]
            one["id"], two["id"] = two["id"], one["id"]

    def split_item(self, a: int, b: int) -> None:
        page = self._page(a)
        for item in self._item(a):
            page.items.append({**item, "id": f"A{_free_number(page)}"})
            if b % 2:
                item["id"] = f"A{_free_number(page)}"

    def reorder_items(self, a: int, b: int) -> None:
        if page := self._page(a):
            random.Random(b).shuffle(page.items)  # noqa: S311 (no secret)

    def reorder_keys(self, a: int, b: int) -> None:
        if page := self._page(a):
            page.items = [dict(reversed(item.items())) for item in page.items]

    def reformat(self, a: int, b: int) -> None:
        if page := self._page(a):
            page.style = b % 16

    def edit_prose(self, a: int, b: int) -> None:
        if page := self._page(a):
            page.prose = b % 30

    def move_to_folder(self, a: int, b: int) -> None:
        if page := self._page(a):
            page.folder = ("postmortems", "postmortems/2019", "postmortems/年/深い")[b % 3]

    def rename_stem(self, a: int, b: int) -> None:
        if page := self._page(a):
            del self.pages[page.stem]
            self.count += 1
            page.stem = f"{page.stem[:10]}-renamed-{self.count}"
            self.pages[page.stem] = page

    def copy(self, a: int, b: int) -> None:
        if page := self._page(a):
            self.count += 1
            stem = f"{page.stem[:10]}-copy-{self.count}"
            self.pages[stem] = deepcopy(page)
            self.pages[stem].stem = stem

    def delete_record(self, a: int, b: int) -> None:
        if page := self._page(a):
            self.deleted.append(self.pages.pop(page.stem))

    def bring_record_back(self, a: int, b: int) -> None:
        if self.deleted:
            page = self.deleted.pop(a % len(self.deleted))
            self.pages[page.stem] = page

    def delete_item(self, a: int, b: int) -> None:
        page = self._page(a)
        if page and page.items:
            self.dropped.append((page.stem, page.items.pop(b % len(page.items))))

    def bring_item_back(self, a: int, b: int) -> None:
        stem, item = self.dropped[a % len(self.dropped)] if self.dropped else ("", {})
        page = self.pages.get(stem)
        if page and all(other.get("id") != item.get("id") for other in page.items):
            page.items.insert(b % (len(page.items) + 1), deepcopy(item))

    def break_yaml(self, a: int, b: int) -> None:
        if page := self._page(a):
            page.is_broken = True

    def mend_yaml(self, a: int, b: int) -> None:
        for page in self.pages.values():
            page.is_broken = False

    def hold_circle(self, a: int, b: int) -> None:
        page = self._page(a)
        for item in self._item(a):
            self.circles.append(f"{page.stem if page else ''}#{item.get('id')}")

    def move_the_office(self, a: int, b: int) -> None:
        self.zone = ("UTC", "Asia/Tokyo", "America/Los_Angeles")[a % 3]

    def _page(self, a: int) -> Any:
        return list(self.pages.values())[a % len(self.pages)] if self.pages else None

    def _item(self, a: int) -> list[Item]:
        page = self._page(a)
        return [page.items[a // 7 % len(page.items)]] if page and page.items else []

    def _set(self, a: int, name: str, value: str | None) -> None:
        for item in self._item(a):
            item[name] = value

    def _move_due(self, a: int, days: int) -> None:
        for item in self._item(a):
            due = date.fromisoformat(item.get("due") or "2019-06-01")
            item["due"] = str(due + timedelta(days=days))


STEPS: dict[str, Callable[[World, int, int], None]] = {
    name: step
    for name, step in vars(World).items()
    if not name.startswith("_") and name != "files" and callable(step)
}


@dataclass(frozen=True)
class Commit:
    """Some steps that land together, and how and when they land."""

    steps: list[tuple[str, int, int]]
    days: int
    hours: int
    how: str
    clock: str


_numbers = st.integers(0, 500)
_steps = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), _numbers, _numbers), max_size=4)
_beginning = st.tuples(st.just("add_record"), _numbers, _numbers).map(lambda step: [step])
_how = st.sampled_from(["direct", "direct", "direct", "merge", "evil merge"])
_clock = st.sampled_from(["right"] * 8 + ["behind", "behind", "future"])


def _commits(steps: st.SearchStrategy[Any]) -> st.SearchStrategy[Commit]:
    return st.builds(Commit, steps, st.integers(0, 70), st.integers(0, 23), _how, _clock)


HISTORIES = st.tuples(
    st.lists(_commits(_beginning), min_size=1, max_size=3),
    st.lists(_commits(_steps), min_size=4, max_size=12),
).map(lambda parts: parts[0] + parts[1])

HOURS = st.integers(0, 23)

EXAMPLES = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@EXAMPLES
@given(HISTORIES)
def test_every_past_day_is_told_as_the_rules_say(history: list[Commit]) -> None:
    with _scratch() as folder:
        days = _write_history(folder, history)
        for day in _some(days):
            told = history_oracle.tell(folder, day, clock.now())
            assert _listed(folder, day) == [_as_listed(item) for item in told.items]
            assert _taken_out_and_unreadable(folder, day) == (told.taken_out, told.unreadable)
        for item in told.items:
            assert _shown(folder, day, item.address) == _as_shown(item)


@EXAMPLES
@given(HISTORIES)
def test_a_clone_that_ends_on_a_day_tells_that_day_alike(history: list[Commit]) -> None:
    with _scratch() as folder, _scratch() as elsewhere:
        days = _write_history(folder, history)
        _git(elsewhere, "fetch", "--quiet", str(folder), "main")
        for day in _some(days):
            head = history_oracle.head_on(folder, day, clock.now())
            if head is not None:
                _git(elsewhere, "update-ref", "--no-deref", "HEAD", head)
                assert _stale(elsewhere, day) == _stale(folder, day)


@EXAMPLES
@given(HISTORIES, _commits(_steps), HOURS)
def test_what_is_not_committed_is_told_as_if_it_were_committed_today(
    history: list[Commit], last: Commit, hour: int
) -> None:
    """In the hours, too, in which it is another day where the office is."""
    with _scratch() as folder, clock_at(NOW.replace(hour=hour)):
        _write_history(folder, history)
        _write_history(folder, [*history, last], ref="refs/heads/later")
        _git(folder, "reset", "--quiet", "--hard")
        _git(folder, "checkout", "--quiet", "--no-overlay", "later", "--", ".")
        told = _listed(folder, None)
        _git(folder, "symbolic-ref", "HEAD", "refs/heads/later")
        report = history_oracle.tell(folder, history_oracle.today(folder, clock.now()), clock.now())
        assert told == [_as_listed(item) for item in report.items]


# ------------------------------------------------------------------------------ writing


def _write_history(folder: Path, history: list[Commit], ref: str = "refs/heads/main") -> list[date]:
    """Write a history with git; the days on which something may differ.

    With another ref, the last commit is one of today: what the working tree will hold.
    """
    out: list[bytes] = []
    world, clock, tip = World(), START, 0
    days: list[date] = []
    for commit in history:
        clock += timedelta(days=commit.days, hours=commit.hours)
        at = {"right": clock, "behind": clock - timedelta(days=50), "future": FAR_FUTURE}
        when = at[commit.clock]
        if ref != "refs/heads/main" and commit is history[-1]:
            when = clock.now()
        parents = [tip] if tip else []
        if commit.how != "direct" and tip:
            side = deepcopy(world)
            _take(side, commit.steps)
            out.append(_fast_import("refs/heads/side", len(out) + 1, parents, clock, side.files()))
            parents.append(len(out))
        _take(world, commit.steps)
        if commit.how == "evil merge":
            world.move_due_later(commit.days, commit.hours)
        tip = len(out) + 1
        out.append(_fast_import(ref, tip, parents, when, world.files()))
        days.append(min(when.date(), TODAY))
    _git(folder, "fast-import", "--quiet", "--force", stdin=b"".join(out))
    return days


def _take(world: World, steps: list[tuple[str, int, int]]) -> None:
    for name, a, b in steps:
        STEPS[name](world, a, b)


def _fast_import(
    ref: str, mark: int, parents: list[int], when: datetime, files: dict[str, bytes]
) -> bytes:
    head = [f"commit {ref}", f"mark :{mark}"]
    head += [f"committer Mika <mika@example.com> {int(when.timestamp())} +0900", "data 0"]
    head += [f"{word} :{mark}" for word, mark in zip(("from", "merge"), parents, strict=False)]
    out = "\n".join([*head, "deleteall", ""]).encode()
    for path, content in files.items():
        out += f'M 100644 inline "{path}"\ndata {len(content)}\n'.encode() + content + b"\n"
    return out + b"\n"


def _new_item(number: int, seed: int) -> Item:
    item: Item = {
        "id": f"A{number}",
        "title": f"{TITLES[seed % len(TITLES)]} {number}",
        "priority": f"P{seed % 5}",
        "owner": OWNERS[seed % len(OWNERS)],
        "status": STATUSES[seed // 3 % len(STATUSES)],
        "due": str(START.date() + timedelta(days=seed)),
    }
    return item if seed % 4 else {**item, "note": "a key of the writer's own"}


def _free_number(page: Page) -> int:
    used = {item.get("id") for item in page.items}
    return next(number for number in range(1, 100) if f"A{number}" not in used)


def _written(value: Any, style: int) -> str:
    """A value as YAML: as lines or in brackets (1), texts bare or in quotes (2)."""
    if isinstance(value, list) and value and not style & 1:
        return "".join(f"\n  - {_written_inside(entry, style, 4)}" for entry in value)
    if isinstance(value, list):
        return f"[{', '.join(_written(entry, style) for entry in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_written(v, style)}' for key, v in value.items())}}}"
    if value is None:
        return "~" if style & 2 else "null"
    return f'"{value}"' if style & 2 or not value[0].isalnum() or ": " in value else str(value)


def _written_inside(value: Any, style: int, indent: int) -> str:
    if not isinstance(value, dict):
        return _written(value, style)
    lines = (f"{key}: {_written(part, style)}" for key, part in value.items())
    return f"\n{' ' * indent}".join(lines)


def _stem_day(days: int) -> str:
    return str(START.date() + timedelta(days=days))


# ------------------------------------------------------------------------------ comparing


def _listed(folder: Path, day: date | None) -> list[Any]:
    as_of = ["--as-of", str(day)] if day else []
    rows = _run(folder, "list", "--all", *as_of, "--format", "json")["action_items"]
    return [_row(row) for row in rows]


def _row(row: Any) -> Any:
    names = ("action_item", "first_seen", "last_changed", "due_moved_later")
    return {name: row[name] for name in names} | {"reasons": _reasons(row)}


def _reasons(row: Any) -> dict[str, int]:
    """The reasons; with the days where the rules say from when they count."""
    dated = {"overdue", "aged", "untouched"}
    days = {r["reason"]: r["days"] if r["reason"] in dated else 0 for r in row["reasons"]}
    times = {r["reason"]: r["times"] for r in row["reasons"] if r["reason"] == "slipped"}
    return days | times


def _shown(folder: Path, day: date, address: str) -> Any:
    row = _run(folder, "show", address, "--as-of", str(day), "--format", "json")
    changes = [(e["day"], e["commit"], e["changes"]) for e in row["life"] if e["commit"]]
    decided = [(e["day"], e["circle"]) for e in row["life"] if e["circle"]]
    return _row(row), changes, decided


def _as_listed(item: Told) -> Any:
    return {
        "action_item": item.address,
        "first_seen": str(item.first_seen),
        "last_changed": str(item.last_changed),
        "due_moved_later": item.due_moved_later,
        "reasons": item.reasons,
    }


def _as_shown(item: Told) -> Any:
    changes = [(str(day), commit, changed) for day, commit, changed in item.life]
    return _as_listed(item), changes, [(str(day), circle) for day, circle in item.decided]


def _taken_out_and_unreadable(folder: Path, day: date) -> tuple[list[str], list[str]]:
    report = _stale(folder, day)
    return sorted(row["action_item"] for row in report["taken_out"]), report["unreadable"]


def _stale(folder: Path, day: date) -> Any:
    ran = CliRunner().invoke(
        stale, ["--as-of", str(day), "--format", "json"], obj=folder, catch_exceptions=False
    )
    return json.loads(ran.stdout)


def _run(folder: Path, *arguments: str) -> Any:
    ran = CliRunner().invoke(command, arguments, obj=folder, catch_exceptions=False)
    return json.loads(ran.stdout)


def _some(days: list[date]) -> list[date]:
    """A day before everything, some days of the history, and one long after it."""
    middle = sorted(set(days))
    return [START.date() - timedelta(days=99), *middle[:: max(1, len(middle) // 3)], TODAY]


@contextmanager
def _scratch() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="history-"))
    try:
        _git(folder, "init", "--quiet", "--initial-branch=main")
        yield folder
    finally:
        shutil.rmtree(folder)


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> None:
    subprocess.run(["git", *arguments], cwd=folder, input=stdin, check=True, capture_output=True)
