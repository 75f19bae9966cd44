"""The rules of "Time and history" and "Staleness", a second time: slow, plain and independent.

Every commit's whole tree is read anew, with a process a file. Nothing here knows the product.
"""

from __future__ import annotations

import subprocess
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

import yaml

Item = dict[str, Any]
Change = tuple[date, str, dict[str, list[Any]]]
"""The day, the commit, and each field that differs as [before, after]."""

NULLS = ("", "~", "null", "Null", "NULL")
STATUSES = ("proposed", "open", "in-progress", "blocked", "done", "dropped")
AGED = {"P0": 14, "P1": 30, "P2": 90, "P3": 180, "P4": 365}


@dataclass
class Life:
    """One action item through the years."""

    item: Item = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    states: list[tuple[date, str | None]] = field(default_factory=list)
    ended: int = 0

    @property
    def status(self) -> str:
        return status_of(self.item)


@dataclass(frozen=True)
class Told:
    """What a report of a day has to say about an action item."""

    address: str
    first_seen: date
    last_changed: date
    due_moved_later: int
    life: list[Change]
    decided: list[tuple[date, str]]
    reasons: dict[str, int]


@dataclass(frozen=True)
class Report:
    """All action items of a day, in the order of records and of the items in them."""

    head: str | None
    items: list[Told]
    taken_out: list[str]
    unreadable: list[str]


def tell(repository: Path, day: date, now: datetime) -> Report:
    """The report of a day, from the main line of HEAD."""
    head = head_on(repository, day, now)
    if head is None:
        return Report(None, [], [], [])
    records, unreadable = _replay(repository, head, now)
    policy = _policy(repository, head)
    front = {stem: data for stem, data in _pages(repository, head).items() if data is not None}
    items, taken_out = [], []
    for stem in sorted(records):
        for life in records[stem]:
            if not life.ended:
                items.append(_told(stem, life, day, policy, front))
            elif life.status in STATUSES[1:4]:
                taken_out.append(f"{stem}#{life.item.get('id', '?')}")
    return Report(head, items, sorted(taken_out), unreadable)


def head_on(repository: Path, day: date, now: datetime) -> str | None:
    """The main line's last commit on or before a day, as a clone that ends there agrees to."""
    head: str | None = _head(repository)
    while head is not None:
        before = [commit for commit, on in _landings(repository, head, now) if on <= day]
        if before and before[-1] == head:
            break
        head = before[-1] if before else None
    return head


def today(repository: Path, now: datetime) -> date:
    """The day where the office is, by the policy of HEAD."""
    return now.astimezone(_zone(repository, _head(repository))).date()


def status_of(item: Item) -> str:
    status = item.get("status")
    return status if status in STATUSES else "open"


# ------------------------------------------------------------------------------ lives


def _replay(repository: Path, head: str, now: datetime) -> tuple[dict[str, list[Life]], list[str]]:
    records: dict[str, list[Life]] = {}
    parent, before = None, dict[str, Item | None]()
    for commit, day in _landings(repository, head, now):
        after = _pages(repository, commit)
        for old, new in _renames(repository, parent, commit):
            if old in before and old not in after and new in after and new not in before:
                records[new] = records.pop(old) + records.get(new, [])
        for stem in before:
            if stem not in after and stem in records:
                _version(records[stem], [], day, commit)
        for stem, data in after.items():
            lives = records.setdefault(stem, [])
            if data is not None:
                _version(lives, _items(data), day, commit)
        parent, before = commit, after
    return records, sorted(stem for stem, data in before.items() if data is None)


def _version(lives: list[Life], items: list[Item], day: date, commit: str) -> None:
    there = [life for life in lives if not life.ended]
    rest = [life for life in lives if life.ended]
    same = _same([life.item for life in there], items)
    result = []
    for number, item in enumerate(items):
        life = there[same[number]] if number in same else _brought_back(rest, item) or Life()
        names = {*life.item, *item}
        changed = {
            name: [life.item.get(name), item.get(name)]
            for name in names
            if life.item.get(name) != item.get(name)
        }
        if changed:
            life.changes.append((day, commit, changed))
        life.item, life.ended = item, 0
        life.states.append((day, status_of(item)))
        result.append(life)
    for life in there:
        if not any(life is other for other in result):
            life.ended = 1 + max((other.ended for other in lives), default=0)
            life.states.append((day, None))
    lives[:] = result + [life for life in rest if life.ended] + [x for x in there if x.ended]


def _same(before: list[Item], after: list[Item]) -> dict[int, int]:
    def once(versions: tuple[list[Item], ...], title: str) -> bool:
        return all([i.get("title") for i in items].count(title) == 1 for items in versions)

    def equal(name: str) -> Callable[[Item, Item], bool]:
        return lambda a, b: name in a and name in b and a[name] == b[name]

    def by_both(a: Item, b: Item) -> bool:
        return equal("id")(a, b) and equal("title")(a, b)

    def by_title(a: Item, b: Item) -> bool:
        return equal("title")(a, b) and once((before, after), a["title"])

    found: dict[int, int] = {}
    for rule in (by_both, by_title, equal("id")):
        for new, item in enumerate(after):
            for old, earlier in enumerate(before):
                if new not in found and old not in found.values() and rule(earlier, item):
                    found[new] = old
    return found


def _brought_back(ended: list[Life], item: Item) -> Life | None:
    under_id = [x for x in ended if x.ended and "id" in item and x.item.get("id") == item["id"]]
    best = [x for x in under_id if x.item.get("title") == item.get("title")] or under_id
    return max(best, key=lambda life: life.ended, default=None)


def _items(data: Item) -> list[Item]:
    entries = data.get("action_items")
    items = [e for e in entries if isinstance(e, dict)] if isinstance(entries, list) else []
    return [item for item in items if "id" in item or "title" in item]


# ------------------------------------------------------------------------------ judging


def _told(stem: str, life: Life, day: date, policy: Item, front: dict[str, Item]) -> Told:
    address = f"{stem}#{life.item.get('id', '?')}"
    decided = sorted(_decided(address, day, front))
    changed = max([life.changes[-1][0], *(on for on, _ in decided)])
    moved = _moves(life)
    reasons: dict[str, int] = {}
    if life.status in STATUSES[1:4]:
        reasons = dict(_reasons(stem, life, day, policy, front))
        if (day - changed).days > policy["staleness"].get("untouched", 180):
            reasons["untouched"] = (day - changed).days
        if moved >= policy["staleness"].get("slipped", 2):
            reasons["slipped"] = moved
    return Told(address, life.changes[0][0], changed, moved, life.changes, decided, reasons)


def _reasons(
    stem: str, life: Life, day: date, policy: Item, front: dict[str, Item]
) -> Iterator[tuple[str, int]]:
    due, owner = _day(life.item.get("due")), life.item.get("owner")
    if due is not None and due < day:
        yield "overdue", (day - due).days
    limit = policy["staleness"].get("aged", AGED).get(life.item.get("priority"))
    opened = _opened(life)
    if limit is not None and (day - opened).days > limit:
        yield "aged", (day - opened).days
    people, teams = policy.get("people", {}), policy.get("teams", {})
    known = not (people or teams) or owner in people or owner in teams
    left = people.get(owner, {}).get("left")
    if owner is None or not known or (left is not None and left < day):
        yield "unowned", 0
    for other, data in front.items():
        on = _day(data.get("date")) or _day(other[:10])
        if other != stem and stem in (data.get("recurrence_of") or []) and on and on <= day:
            status = [state for seen, state in life.states if seen <= on][-1:]
            if status and status[0] not in (None, "done", "dropped"):
                yield "recurred", 0


def _opened(life: Life) -> date:
    """The promise, or the last day on which what was done or dropped was open again."""
    states = [(on, status) for on, status in life.states if status not in (None, "proposed")]
    starts = [states[0][0]]
    for (_, before), (on, status) in pairwise(states):
        if before in ("done", "dropped") and status not in ("done", "dropped"):
            starts.append(on)
    return starts[-1]


def _moves(life: Life) -> int:
    moves, known = 0, None
    for _, _, changes in life.changes:
        due = _day(changes["due"][1]) if "due" in changes else None
        moves += due is not None and known is not None and due > known
        known = due or known
    return moves


def _decided(address: str, day: date, front: dict[str, Item]) -> Iterator[tuple[date, str]]:
    for stem, data in front.items():
        on = _day(data.get("date"))
        if data.get("status") == "held" and on is not None and on <= day:
            for decision in data.get("decisions") or []:
                if decision.get("action_item") == address:
                    yield on, stem


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


# ------------------------------------------------------------------------------ reading git


def _head(repository: Path) -> str:
    return _git(repository, "rev-parse", "HEAD").decode().strip()


@cache
def _landings(repository: Path, head: str, now: datetime) -> list[tuple[str, date]]:
    zone = _zone(repository, head)
    line = _git(repository, "rev-list", "--first-parent", "--reverse", head).decode().split()
    line_commits, last = [], date.min
    for commit in line:
        seconds = int(_git(repository, "show", "-s", "--format=%ct", commit))
        last = max(last, min(datetime.fromtimestamp(seconds, zone), now.astimezone(zone)).date())
        line_commits.append((commit, last))
    return line_commits


@cache
def _pages(repository: Path, commit: str) -> dict[str, Item | None]:
    """Each record's front matter by stem; None where it says nothing."""
    entries = _git(repository, "ls-tree", "-r", "-z", commit).decode().split("\0")
    pages: dict[str, Item | None] = {}
    for entry in entries[:-1]:
        facts, name = entry.split("\t")
        if name.endswith(".md") and name.startswith(("postmortems/", "docs/circles/")):
            pages[_stem(name)] = _front_matter(repository, facts.split()[2])
    return pages


@cache
def _front_matter(repository: Path, blob: str) -> Item | None:
    raw = _git(repository, "cat-file", "blob", blob)
    try:
        lines = raw.decode().replace("\r\n", "\n").split("\n")
        end = lines.index("---", 1) if lines[0] == "---" else 0
        data = yaml.load("\n".join(lines[1:end]), yaml.BaseLoader)  # noqa: S506 (texts only)
    except (UnicodeDecodeError, ValueError, yaml.YAMLError):
        return None
    return _without_nulls(data) if isinstance(data, dict) else None


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(part) for key, part in value.items() if part not in NULLS}
    return [_without_nulls(part) for part in value] if isinstance(value, list) else value


@cache
def _renames(repository: Path, parent: str | None, commit: str) -> list[tuple[str, str]]:
    if parent is None:
        return []
    arguments = ("diff-tree", "-r", "-M50%", "--root", "-z", "--name-status", parent, commit)
    fields = _git(repository, *arguments).decode().split("\0")
    renames = []
    while fields and fields[0]:
        width = 3 if fields[0][0] in "RC" else 2
        if fields[0][0] == "R":
            renames.append((_stem(fields[1]), _stem(fields[2])))
        fields = fields[width:]
    return [(old, new) for old, new in renames if old != new]


@cache
def _policy(repository: Path, commit: str) -> Item:
    try:
        policy = tomllib.loads(_git(repository, "show", f"{commit}:rindoku.toml").decode())
    except subprocess.CalledProcessError:
        policy = {}
    return {"staleness": {}, **policy}


def _zone(repository: Path, commit: str) -> ZoneInfo:
    return ZoneInfo(_policy(repository, commit).get("timezone", "UTC"))


def _stem(path: str) -> str:
    return unicodedata.normalize("NFC", PurePosixPath(path).stem)


def _git(repository: Path, *arguments: str) -> bytes:
    return subprocess.run(
        ["git", *arguments], cwd=repository, check=True, capture_output=True
    ).stdout
